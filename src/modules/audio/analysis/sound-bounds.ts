/** What is under this level is not heard before it begins or after it ends. */
const HEARD_DBFS = -50;

/** Where the sound of a stream begins and ends. */
export class SoundBounds {
  readonly #level = 10 ** (HEARD_DBFS / 20);
  #frames = 0;
  #first = -1;
  #last = -1;

  constructor(private readonly sampleRateHz: number) {}

  push(left: Float32Array, right: Float32Array): void {
    for (let i = 0; i < left.length; i++) {
      if (Math.abs(left[i] as number) < this.#level && Math.abs(right[i] as number) < this.#level)
        continue;
      if (this.#first < 0) this.#first = this.#frames + i;
      this.#last = this.#frames + i;
    }
    this.#frames += left.length;
  }

  get durationS(): number {
    return this.#frames / this.sampleRateHz;
  }

  /** Seconds; nothing where all of it is silence. */
  result(): { readonly startS: number; readonly endS: number } | undefined {
    if (this.#first < 0) return undefined;
    return {
      startS: this.#first / this.sampleRateHz,
      endS: (this.#last + 1) / this.sampleRateHz,
    };
  }
}
