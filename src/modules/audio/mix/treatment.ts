/** Samples of a take that are not played: from one up to another. */
export interface Cut {
  readonly from: number;
  readonly to: number;
}

/** How a voice is equalised to sit with the others, dB. */
export interface Tone {
  /** Around 1.9 kHz. */
  readonly presenceDb: number;
  /** From 3.5 kHz up. */
  readonly brillianceDb: number;
}
