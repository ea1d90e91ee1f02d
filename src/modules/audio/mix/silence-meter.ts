import type { Span } from '../timeline/timeline.js';

const SILENT_BELOW = 10 ** (-55 / 20);
const SILENCE_S = 2;

/** Finds stretches of more than two seconds in which no sample reaches -55 dBFS. */
export class SilenceMeter {
  readonly #found: Span[] = [];
  #at = 0;
  #since = 0;

  constructor(private readonly sampleRateHz: number) {}

  push(left: Float32Array, right: Float32Array): void {
    for (let i = 0; i < left.length; i++) {
      const isSilent =
        Math.abs(left[i] as number) < SILENT_BELOW && Math.abs(right[i] as number) < SILENT_BELOW;
      if (!isSilent) this.#close(this.#at + i);
    }
    this.#at += left.length;
  }

  result(): Span[] {
    this.#close(this.#at);
    return this.#found;
  }

  /** Sound at this frame ends the silence before it. */
  #close(frame: number): void {
    if (frame - this.#since > SILENCE_S * this.sampleRateHz)
      this.#found.push({
        startS: this.#since / this.sampleRateHz,
        endS: frame / this.sampleRateHz,
      });
    this.#since = frame + 1;
  }
}
