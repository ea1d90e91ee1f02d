import { createHash } from 'node:crypto';
import type { SpeechSettings, SpeechSynthesizer } from '../speech/speech-synthesizer.js';

/** A line as one engine is to speak it. */
export interface SpokenLine {
  readonly text: string;
  readonly voice: string;
  readonly settings: SpeechSettings;
}

/** SHA-256 of all that decides how a line sounds: equal keys, equal takes. */
export function keyOf(
  engine: Pick<SpeechSynthesizer, 'provider' | 'identity'>,
  { text, voice, settings }: SpokenLine,
): string {
  const { language, rate, quality, reading = 0, ...rest } = settings;
  const parts: unknown[] = [
    engine.provider,
    engine.identity(),
    voice,
    language,
    rate,
    quality,
    text,
  ];
  if (reading > 0) parts.push(reading);
  // What is left out changes no key, so that takes of old stay known.
  const { model, voice: manner, ipa } = rest;
  if (model !== undefined || manner || ipa)
    parts.push({ model, manner: sorted(manner), ipa: sorted(ipa) });
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function sorted(object: object | undefined): unknown {
  return object && Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}
