import type { Recording, Speech } from './speech.js';

/** What crosses to a speech worker. */
export interface SpeakTask {
  readonly text: string;
  /** The engine's own name of the voice. */
  readonly voice: string;
  /** Factor of pace, 1 = the voice's own. */
  readonly rate: number;
}

export interface RecordTask extends SpeakTask {
  /** Written whole, over anything a failed attempt left there. */
  readonly file: string;
}

/** What comes back: errors lose their class on the way, so a refusal is a value. */
export interface Outcome {
  readonly speech?: Speech;
  readonly recording?: Recording;
  readonly refused?: string;
}
