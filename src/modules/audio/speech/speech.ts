/** When a word sounds; seconds from the start of its take. */
export interface WordTime {
  readonly text: string;
  readonly startS: number;
  readonly endS: number;
}

/** One line of script as sound. */
export interface Speech {
  /** Mono, -32768 to 32767. */
  readonly pcm: Int16Array;
  readonly sampleRateHz: number;
  /** When each word sounds, where the engine tells; seconds from the start of `pcm`. */
  readonly words?: readonly WordTime[];
}

/** What a take file holds: trimmed speech whose edges are silent. */
export interface Recording {
  readonly durationS: number;
  readonly sampleRateHz: number;
  readonly words?: readonly WordTime[];
  /** Characters that its provider charges, where it says so. */
  readonly chargedCharacters?: number;
  /** What it took, where an engine of this machine spoke it. */
  readonly work?: Work;
}

/** What a take took in the process that spoke it. */
export interface Work {
  readonly seconds: number;
  /** Resident memory of the process when it was done, bytes. */
  readonly memoryBytes: number;
}
