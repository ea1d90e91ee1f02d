import { Spectrum, Windows } from './spectrum.js';

const WINDOW = 8_192;
const HOP = 4_096;
/** Below, neighbours cannot be told apart; above, most is overtones. */
const LOW_HZ = 100;
const HIGH_HZ = 2_000;
/** Peaks this far under the strongest of their window are noise. */
const FLOOR_SHARE = 0.02;
const NAMES = ['C', 'C#', 'D', 'D#', 'E', 'F', 'F#', 'G', 'G#', 'A', 'A#', 'B'] as const;
/** How well each step of the scale fits a key (Krumhansl and Kessler, 1982). */
const MAJOR = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
const MINOR = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];
/** A weaker likeness than this is no key. */
const LIKENESS_MIN = 0.5;

export interface Key {
  readonly tonic: (typeof NAMES)[number];
  readonly mode: 'major' | 'minor';
  /** Correlation with the profile of the key, 0.5 to 1. */
  readonly confidence: number;
}

/** Finds the key of a stream by how much of each tone is in it. Keeps twelve numbers. */
export class KeyMeter {
  readonly #tones = new Float64Array(12);
  readonly #windows: Windows;

  constructor(sampleRateHz: number) {
    const spectrum = new Spectrum(WINDOW);
    this.#windows = new Windows(WINDOW, HOP, (samples, at) => {
      this.#hear(spectrum.measure(samples, at), sampleRateHz / WINDOW);
    });
  }

  push(mono: Float32Array): void {
    this.#windows.push(mono);
  }

  /** @returns Nothing where no key fits. */
  result(): Key | undefined {
    let best: Key | undefined;
    for (const [mode, profile] of [
      ['major', MAJOR],
      ['minor', MINOR],
    ] as const)
      for (const [step, tonic] of NAMES.entries()) {
        const turned = profile.map((_, tone) => this.#tones[(tone + step) % 12] as number);
        const confidence = correlation(turned, profile);
        if (confidence > (best?.confidence ?? LIKENESS_MIN)) best = { tonic, mode, confidence };
      }
    return best;
  }

  #hear(magnitudes: Float32Array, binHz: number): void {
    const from = Math.ceil(LOW_HZ / binHz);
    const to = Math.min(magnitudes.length - 1, Math.floor(HIGH_HZ / binHz));
    const floor = FLOOR_SHARE * magnitudes.subarray(from, to).reduce((a, b) => Math.max(a, b), 0);
    for (let bin = from; bin < to; bin++) {
      const [left = 0, top = 0, right = 0] = magnitudes.subarray(bin - 1, bin + 2);
      if (top <= floor || top < left || top <= right) continue;
      // Where a Hann window's peak lies between the bins, by a parabola.
      const offset = (0.5 * (left - right)) / (left - 2 * top + right);
      const note = 69 + 12 * Math.log2(((bin + offset) * binHz) / 440);
      const tone = ((Math.round(note) % 12) + 12) % 12;
      this.#tones[tone] = (this.#tones[tone] as number) + top;
    }
  }
}

/** Pearson's; 0 where one of them does not vary. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [a, b] = [mean(one), mean(other)];
  let [both, left, right] = [0, 0, 0];
  for (const [i, value] of one.entries()) {
    const [x, y] = [value - a, (other[i] as number) - b];
    both += x * y;
    left += x * x;
    right += y * y;
  }
  return left > 0 && right > 0 ? both / Math.sqrt(left * right) : 0;
}
