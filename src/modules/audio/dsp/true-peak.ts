/**
 * The interpolator of ITU-R BS.1770-4 annex 2: 48 taps as 4 phases of 12, for true peaks at four times
 * the sample rate. Phases 2 and 3 are phases 1 and 0 reversed.
 */
const PHASE_0 = [
  0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
  0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
];
const PHASE_1 = [
  -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
  0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
];
const TAPS = 12;
const COEFFICIENTS = Float64Array.from([
  ...PHASE_0,
  ...PHASE_1,
  ...[...PHASE_1].reverse(),
  ...[...PHASE_0].reverse(),
]);

/** Samples by which an oversampled peak lags behind the newest sample it is computed from. */
export const TRUE_PEAK_LAG = TAPS / 2;

/** No interpolated value is larger than this many times the largest sample near it (sum of the taps). */
const OVERSHOOT_MAX = 2.1;

/** Follows the oversampled magnitude of one channel, sample by sample. */
export class TruePeakDetector {
  /** The last 12 samples twice over, so that a window never wraps. */
  readonly #ring = new Float64Array(2 * TAPS);
  #at = 0;
  #hot = 0;

  /**
   * @param floor Peaks below this need not be told apart; skipping them saves most of the work.
   * @returns The largest magnitude around the sample `TRUE_PEAK_LAG` ago, or something below `floor`.
   */
  push(sample: number, floor: number): number {
    const ring = this.#ring;
    ring[this.#at] = sample;
    ring[this.#at + TAPS] = sample;
    this.#at = this.#at + 1 === TAPS ? 0 : this.#at + 1;
    if (Math.abs(sample) * OVERSHOOT_MAX > floor) this.#hot = TAPS;
    else if (this.#hot === 0) return 0;
    else this.#hot -= 1;
    return this.#interpolate();
  }

  #interpolate(): number {
    const ring = this.#ring;
    const start = this.#at;
    let largest = Math.abs(ring[start + TAPS - 1 - TRUE_PEAK_LAG] as number);
    for (let phase = 0; phase < 4 * TAPS; phase += TAPS) {
      let sum = 0;
      for (let tap = 0; tap < TAPS; tap++)
        sum += (COEFFICIENTS[phase + tap] as number) * (ring[start + TAPS - 1 - tap] as number);
      const magnitude = Math.abs(sum);
      if (magnitude > largest) largest = magnitude;
    }
    return largest;
  }
}
