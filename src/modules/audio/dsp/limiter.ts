import { TRUE_PEAK_LAG, TruePeakDetector } from './true-peak.js';

/** Looks this far ahead, and takes this long to turn down: short enough to be heard as nothing at all. */
const LOOKAHEAD_S = 0.003;
const RELEASE_S = 0.08;
/** From here on a release is over: the rest is less than 0.0001 dB. */
const FULLY_RELEASED = 0.99999;

/**
 * Streaming stereo true-peak limiter: a fixed gain, then as little reduction as keeps the oversampled
 * peak under the ceiling. No sample ever leaves above it. The gain needed is held for the look-ahead
 * (sliding minimum), released slowly, and averaged over the same length, which keeps it at or below what
 * every sample needs and free of corners.
 */
export class Limiter {
  readonly #ceiling: number;
  readonly #gain: number;
  readonly #window: number;
  readonly #release: number;
  readonly #detectors = [new TruePeakDetector(), new TruePeakDetector()] as const;
  readonly #left: Float32Array;
  readonly #right: Float32Array;
  readonly #needed: Float64Array;
  readonly #smooth: Float64Array;
  /** Positions whose gain may yet be the minimum of a window; a ring used as a double-ended queue. */
  readonly #queue: Float64Array;
  #queueFrom = 0;
  #queueTo = 0;
  #current = 1;
  #sum: number;
  #at = 0;
  #deepest = 1;
  /** Frames since anything was limited; most of a show is calm, and costs next to nothing. */
  #calmFrames = 0;

  /**
   * @param gain Linear factor before limiting.
   * @param ceiling Largest magnitude that may leave, 0 to 1.
   */
  constructor(sampleRateHz: number, gain: number, ceiling: number) {
    this.#gain = gain;
    this.#ceiling = ceiling;
    this.#window = Math.round(LOOKAHEAD_S * sampleRateHz);
    this.#release = 1 - Math.exp(-1 / (RELEASE_S * sampleRateHz));
    const delay = this.delayFrames + 1;
    this.#left = new Float32Array(delay);
    this.#right = new Float32Array(delay);
    this.#needed = new Float64Array(this.#window + 1).fill(1);
    this.#smooth = new Float64Array(this.#window).fill(1);
    this.#queue = new Float64Array(this.#window + 2);
    this.#sum = this.#window;
  }

  /** What comes out belongs to what went in this many frames before. */
  get delayFrames(): number {
    return this.#window - 1 + TRUE_PEAK_LAG;
  }

  /** Largest reduction so far, dB (0 or negative). */
  get reductionDb(): number {
    return 20 * Math.log10(this.#deepest);
  }

  /** Replaces both blocks by the limited sound of `delayFrames` before. */
  process(left: Float32Array, right: Float32Array): void {
    const delay = this.#left.length;
    const floor = this.#ceiling;
    for (let i = 0; i < left.length; i++) {
      const l = (left[i] as number) * this.#gain;
      const r = (right[i] as number) * this.#gain;
      const peak = Math.max(this.#detectors[0].push(l, floor), this.#detectors[1].push(r, floor));
      const slot = this.#at % delay;
      this.#left[slot] = l;
      this.#right[slot] = r;
      const factor = this.#factor(peak > this.#ceiling ? this.#ceiling / peak : 1);
      const oldest = (this.#at + 1) % delay;
      left[i] = this.#clamp((this.#left[oldest] as number) * factor);
      right[i] = this.#clamp((this.#right[oldest] as number) * factor);
      this.#at += 1;
    }
  }

  /** The gain for the oldest frame in the window, now that the newest needs `needed`. */
  #factor(needed: number): number {
    if (needed === 1 && this.#calmFrames > 2 * this.#window) return 1;
    if (needed < 1 && this.#calmFrames > 2 * this.#window) this.#wake();
    const held = this.#slidingMinimum(needed);
    if (held < this.#current) this.#current = held;
    else this.#current += (held - this.#current) * this.#release;
    if (this.#current > FULLY_RELEASED) this.#current = 1;
    this.#calmFrames = needed === 1 && this.#current === 1 ? this.#calmFrames + 1 : 0;
    const slot = this.#at % this.#window;
    this.#sum += this.#current - (this.#smooth[slot] as number);
    this.#smooth[slot] = this.#current;
    const factor = Math.min(1, this.#sum / this.#window);
    if (factor < this.#deepest) this.#deepest = factor;
    return factor;
  }

  /** While nothing was limited the windows were not kept: everything in them would be 1. */
  #wake(): void {
    this.#queueFrom = 0;
    this.#queueTo = 0;
    this.#sum = this.#window;
    this.#smooth.fill(1);
  }

  #slidingMinimum(needed: number): number {
    const size = this.#needed.length;
    const ring = this.#queue.length;
    this.#needed[this.#at % size] = needed;
    while (this.#queueTo > this.#queueFrom) {
      const last = this.#queue[(this.#queueTo - 1) % ring] as number;
      if ((this.#needed[last % size] as number) < needed) break;
      this.#queueTo -= 1;
    }
    this.#queue[this.#queueTo++ % ring] = this.#at;
    while ((this.#queue[this.#queueFrom % ring] as number) <= this.#at - size) this.#queueFrom += 1;
    return this.#needed[(this.#queue[this.#queueFrom % ring] as number) % size] as number;
  }

  #clamp(value: number): number {
    return value > this.#ceiling ? this.#ceiling : value < -this.#ceiling ? -this.#ceiling : value;
  }
}
