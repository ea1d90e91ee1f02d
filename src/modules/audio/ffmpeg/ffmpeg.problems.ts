import { Problem } from '#kernel';

const REMEDY = 'Install ffmpeg on this machine (Debian: apt install ffmpeg)';

/** There is no ffmpeg here that may do it. */
export class FfmpegMissing extends Problem {
  readonly code = 'audio/ffmpeg-missing';
  readonly kind = 'unavailable';

  constructor(reason: string) {
    super(`ffmpeg is needed for this, and ${reason}. ${REMEDY}.`, { reason, remedy: REMEDY });
  }
}

/** The WebAssembly ffmpeg is too slow for sound of this length. */
export class TooLongForWasm extends Problem {
  readonly code = 'audio/too-long-for-wasm';
  readonly kind = 'unavailable';

  constructor(durationS: number, durationSMax: number) {
    super(
      `This sound has ${Math.round(durationS)} s; the built-in ffmpeg takes ${durationSMax} s at most. ${REMEDY}.`,
      { durationS, durationSMax, remedy: REMEDY },
    );
  }
}

/** What a run of ffmpeg ran into. */
export type FfmpegLimit = 'time' | 'memory' | 'output';

/** A run of ffmpeg went over one of its limits and was stopped. */
export class FfmpegOverLimit extends Problem {
  readonly code = 'audio/ffmpeg-over-limit';
  readonly kind = 'invalid';

  constructor(
    readonly limit: FfmpegLimit,
    detail: string,
  ) {
    super(`The sound could not be worked on within its limits: ${detail}.`, { limit });
  }
}

/** ffmpeg ended without having done what it was asked for. */
export class FfmpegFailed extends Problem {
  readonly code = 'audio/ffmpeg-failed';
  readonly kind = 'invalid';

  /** @param said The end of what it said; it may name files, so it is for the log and never for a client. */
  constructor(
    readonly exitCode: number | null,
    readonly said: string,
    reason: string,
  ) {
    super(`The sound could not be worked on: ${reason}.`, { reason }, said);
  }
}
