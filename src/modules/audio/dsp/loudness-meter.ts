import { BiquadPair, kWeighting } from './biquad.js';
import { TruePeakDetector } from './true-peak.js';

/** What EBU R 128 says of a programme. */
export interface Loudness {
  /** Programme loudness, gated, LUFS; -Infinity when all of it is silence. */
  readonly integratedLufs: number;
  /** Largest oversampled peak, dBTP. */
  readonly truePeakDbtp: number;
  /** Loudness range, LU (EBU Tech 3342). */
  readonly loudnessRangeLu: number;
}

/** Gating blocks of 400 ms start every 100 ms (BS.1770-4: 75 % overlap). */
const HOPS_PER_BLOCK = 4;
/** Short-term loudness looks at 3 s (EBU Tech 3341). */
const HOPS_SHORT_TERM = 30;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const RANGE_GATE_LU = -20;

/** One channel on its way through K-weighting. */
class Channel {
  readonly #weighting: BiquadPair;
  readonly #peak = new TruePeakDetector();
  #scratch = new Float32Array(0);

  constructor(sampleRateHz: number) {
    this.#weighting = new BiquadPair(...kWeighting(sampleRateHz));
  }

  weight(block: Float32Array): Float32Array {
    if (this.#scratch.length < block.length) this.#scratch = new Float32Array(block.length);
    const copy = this.#scratch.subarray(0, block.length);
    copy.set(block);
    this.#weighting.process(copy);
    return copy;
  }

  peak(block: Float32Array, known: number): number {
    let largest = known;
    for (let i = 0; i < block.length; i++) {
      const value = this.#peak.push(block[i] as number, largest);
      if (value > largest) largest = value;
    }
    return largest;
  }
}

/**
 * Measures a stream by ITU-R BS.1770-4 and EBU Tech 3342. Keeps one number for every 100 ms, nothing of
 * the sound itself. Agrees with ffmpeg's ebur128 within 0.1 LU.
 */
export class LoudnessMeter {
  readonly #channels: readonly Channel[];
  readonly #hopFrames: number;
  readonly #energies: number[] = [];
  #hopEnergy = 0;
  #hopAt = 0;
  #peak = 0;

  readonly #measuresPeak: boolean;

  /**
   * @param channels 1 counts as it is; a mono voice heard from two speakers is 3.01 LU louder.
   * @param measure Without the peak a measurement costs half; `truePeakDbtp` is then -Infinity.
   */
  constructor(
    sampleRateHz: number,
    channels: number,
    measure: { readonly truePeak: boolean } = { truePeak: true },
  ) {
    this.#measuresPeak = measure.truePeak;
    this.#channels = Array.from({ length: channels }, () => new Channel(sampleRateHz));
    this.#hopFrames = Math.round(sampleRateHz / 10);
  }

  /** @param blocks One block a channel, all of the same length. */
  push(blocks: readonly Float32Array[]): void {
    const weighted = this.#channels.map((channel, index) => {
      const block = blocks[index] as Float32Array;
      if (this.#measuresPeak) this.#peak = channel.peak(block, this.#peak);
      return channel.weight(block);
    });
    const frames = weighted[0]?.length ?? 0;
    for (let from = 0; from < frames;) {
      const to = Math.min(frames, from + this.#hopFrames - this.#hopAt);
      for (const block of weighted) this.#hopEnergy += energy(block, from, to);
      this.#hopAt += to - from;
      from = to;
      if (this.#hopAt === this.#hopFrames) this.#closeHop();
    }
  }

  result(): Loudness {
    return {
      integratedLufs: this.#integrated(),
      truePeakDbtp: 20 * Math.log10(this.#peak),
      loudnessRangeLu: this.#range(),
    };
  }

  #closeHop(): void {
    this.#energies.push(this.#hopEnergy / this.#hopFrames);
    this.#hopEnergy = 0;
    this.#hopAt = 0;
  }

  #integrated(): number {
    const blocks = windows(this.#energies, HOPS_PER_BLOCK);
    // Shorter than one block: all there is, without gates.
    if (blocks.length === 0)
      return lufs(mean([...this.#energies, this.#hopEnergy / Math.max(1, this.#hopAt)]));
    const loud = louder(blocks, ABSOLUTE_GATE_LUFS);
    return lufs(mean(louder(loud, lufs(mean(loud)) + RELATIVE_GATE_LU)));
  }

  #range(): number {
    const loud = louder(windows(this.#energies, HOPS_SHORT_TERM), ABSOLUTE_GATE_LUFS);
    const kept = louder(loud, lufs(mean(loud)) + RANGE_GATE_LU).sort();
    return kept.length < 2 ? 0 : lufs(percentile(kept, 0.95)) - lufs(percentile(kept, 0.1));
  }
}

/** Mean square, weighted and summed over the channels, as loudness. */
export function lufs(meanSquare: number): number {
  return -0.691 + 10 * Math.log10(meanSquare);
}

/** Decibels as a factor of amplitude. */
export function amplitudeOf(db: number): number {
  return 10 ** (db / 20);
}

function energy(block: Float32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) {
    const value = block[i] as number;
    sum += value * value;
  }
  return sum;
}

/** Means over `length` neighbours, one for each place they fit. */
function windows(values: readonly number[], length: number): Float64Array {
  const means = new Float64Array(Math.max(0, values.length - length + 1));
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    sum += values[index] as number;
    if (index >= length) sum -= values[index - length] as number;
    if (index >= length - 1) means[index - length + 1] = Math.max(0, sum) / length;
  }
  return means;
}

/** Those above a gate, in place: hours of show are a hundred thousand blocks. */
function louder(energies: Float64Array, gateLufs: number): Float64Array {
  let kept = 0;
  for (let index = 0; index < energies.length; index++) {
    const energy = energies[index] as number;
    if (lufs(energy) > gateLufs) energies[kept++] = energy;
  }
  return energies.subarray(0, kept);
}

function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index] as number;
  return total / values.length || 0;
}

/** By the nearest rank, as EBU Tech 3342 does it. */
function percentile(sorted: Float64Array, share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] as number;
}
