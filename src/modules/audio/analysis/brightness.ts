import { Spectrum, Windows } from './spectrum.js';

const WINDOW = 2_048;
const HOP = 2_048;

/** Spectral centroid of a stream, weighted by how loud each moment is. Keeps two numbers. */
export class BrightnessMeter {
  readonly #windows: Windows;
  #weighted = 0;
  #weight = 0;

  constructor(sampleRateHz: number) {
    const spectrum = new Spectrum(WINDOW);
    this.#windows = new Windows(WINDOW, HOP, (samples, at) => {
      const magnitudes = spectrum.measure(samples, at);
      for (let bin = 1; bin < magnitudes.length; bin++) {
        const power = (magnitudes[bin] as number) ** 2;
        this.#weighted += (power * bin * sampleRateHz) / WINDOW;
        this.#weight += power;
      }
    });
  }

  push(mono: Float32Array): void {
    this.#windows.push(mono);
  }

  /** Hertz; 0 in silence. */
  result(): number {
    return this.#weight > 0 ? this.#weighted / this.#weight : 0;
  }
}
