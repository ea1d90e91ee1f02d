import { Problem } from '#kernel';
import { AUDIO_FORMATS } from './sniff.js';

/** Why a file is not taken as sound. */
export type AudioRule =
  | 'is_audio'
  | 'is_no_playlist'
  | 'has_sound'
  | 'is_readable'
  | 'not_too_long'
  | 'not_too_large'
  | 'channels'
  | 'sample_rate'
  | 'within_limits';

/** A file that was sent cannot be used as sound: it names the rule that it breaks. */
export class UnusableAudio extends Problem {
  readonly code = 'audio/unusable';
  readonly kind = 'invalid';

  constructor(
    readonly broken: AudioRule,
    detail: string,
    facts: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    const errors = [{ field: 'file', rule: detail }];
    super(
      `This file cannot be used as audio: ${detail}.`,
      { reason: broken, errors, ...facts },
      cause,
    );
  }
}

/** Its content is no container of sound that is known here. */
export function notAudio(): UnusableAudio {
  return new UnusableAudio(
    'is_audio',
    `its content must be one of ${AUDIO_FORMATS.join(', ')}, whatever its name says`,
    { accepted: AUDIO_FORMATS },
  );
}
