import type { Peaks } from './mix-plan.js';

/** About what a screen shows. */
const PIXELS = 1500;

/** Draws a waveform of about 1,500 pixels, whatever the length. */
export class PeakMeter {
  readonly #framesPerPixel: number;
  readonly #data: number[] = [];
  #low = 0;
  #high = 0;
  #count = 0;

  constructor(
    private readonly sampleRateHz: number,
    frames: number,
  ) {
    this.#framesPerPixel = Math.max(1, Math.ceil(frames / PIXELS));
  }

  push(left: Float32Array, right: Float32Array): void {
    for (let i = 0; i < left.length; i++) {
      const value = ((left[i] as number) + (right[i] as number)) / 2;
      if (value < this.#low) this.#low = value;
      if (value > this.#high) this.#high = value;
      this.#count += 1;
      if (this.#count === this.#framesPerPixel) this.#close();
    }
  }

  result(): Peaks {
    if (this.#count > 0) this.#close();
    return {
      version: 2,
      channels: 1,
      sample_rate: this.sampleRateHz,
      samples_per_pixel: this.#framesPerPixel,
      bits: 8,
      length: this.#data.length / 2,
      data: this.#data,
    };
  }

  #close(): void {
    this.#data.push(eightBits(this.#low), eightBits(this.#high));
    this.#low = 0;
    this.#high = 0;
    this.#count = 0;
  }
}

function eightBits(value: number): number {
  return Math.max(-128, Math.min(127, Math.round(value * 127)));
}
