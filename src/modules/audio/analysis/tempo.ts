import { Spectrum, Windows } from './spectrum.js';

const WINDOW = 1_024;
const HOP = 256;
/** Magnitudes are compressed by log(1 + this x m), so that a quiet hit counts as well (Klapuri and others). */
const COMPRESSION = 1_000;
/** The mean of this much around a moment is taken off: only what rises above it is a hit. */
const AROUND_S = 0.5;
const BPM_MIN = 40;
const BPM_MAX = 250;
/** A pulse repeats: multiples of its length that are asked as well. */
const MULTIPLES = 4;
/** People hear tempo around this (Fraisse; van Noorden and Moelants, 1999), within an octave or so. */
const USUAL_BPM = 120;
const USUAL_OCTAVES = 1;
/** A hit counts from this share of the strong ones on; a rise below so many nepers in all is no hit. */
const HIT_SHARE = 0.3;
const HIT_MIN = 5;
/** A hit is spread over its neighbours: the length of a beat is no whole number of frames. */
const SPREAD = [0.1, 0.2, 0.4, 0.2, 0.1];
/** Below this share of the energy of hits there is no pulse. */
const PULSE_MIN = 0.12;
/** Fewer seconds than this hold no tempo. */
const SHORTEST_S = 3;
/** Lengths are refined over this many beats. */
const REFINED_OVER_BEATS = 8;

export interface Tempo {
  readonly bpm: number;
  /** Share of the rhythm that repeats with this pulse, 0 to 1. */
  readonly confidence: number;
  /** The first beat that is heard, seconds. */
  readonly firstBeatS: number;
}

/** Finds the tempo of a stream: rises of its spectrum, and how they repeat. Keeps one number for each 6 ms. */
export class TempoMeter {
  readonly #rises: number[] = [];
  readonly #windows: Windows;
  readonly #framesPerS: number;
  #before = new Float32Array(WINDOW / 2);

  constructor(sampleRateHz: number) {
    this.#framesPerS = sampleRateHz / HOP;
    const spectrum = new Spectrum(WINDOW);
    this.#windows = new Windows(WINDOW, HOP, (samples, at) => {
      this.#hear(spectrum.measure(samples, at));
    });
  }

  push(mono: Float32Array): void {
    this.#windows.push(mono);
  }

  /** How many hits there are a second: what stands out by more than the usual rise. */
  get hitsPerS(): number {
    const hits = this.#hits();
    const strong = hits.filter((hit) => hit > 0).sort((a, b) => a - b);
    const from = Math.max(HIT_MIN, HIT_SHARE * (strong[Math.floor(0.98 * strong.length)] ?? 0));
    const peaks = hits.filter(
      (hit, i) => hit > from && hit >= (hits[i - 1] ?? 0) && hit > (hits[i + 1] ?? 0),
    );
    return peaks.length / Math.max(0.1, hits.length / this.#framesPerS);
  }

  /**
   * @param range Tempo is folded into it by halves and doubles; one octave or more.
   * @returns Nothing where there is no pulse, or too little sound.
   */
  result(range: readonly [minBpm: number, maxBpm: number]): Tempo | undefined {
    const hits = spread(this.#hits());
    if (hits.length < SHORTEST_S * this.#framesPerS) return undefined;
    const energy = likeness(hits, 0);
    if (energy <= 0) return undefined;
    const pulse = (lag: number) => likeness(hits, lag) / energy;
    let best = { lag: 0, score: 0 };
    const lagMin = Math.floor((60 * this.#framesPerS) / BPM_MAX);
    const lagMax = Math.ceil((60 * this.#framesPerS) / BPM_MIN);
    for (let lag = lagMin; lag <= lagMax; lag++) {
      const bpm = (60 * this.#framesPerS) / lag;
      const octaves = Math.log2(bpm / USUAL_BPM) / USUAL_OCTAVES;
      const score = repeated(pulse, lag, hits.length) * Math.exp(-0.5 * octaves * octaves);
      if (score > best.score) best = { lag, score };
    }
    const confidence = Math.min(1, Math.max(0, pulse(best.lag)));
    if (best.lag === 0 || confidence < PULSE_MIN) return undefined;
    const lag = refined(pulse, best.lag, hits.length);
    const bpm = folded((60 * this.#framesPerS) / lag, range);
    return { bpm, confidence, firstBeatS: firstBeat(hits, lag) / this.#framesPerS };
  }

  #hear(magnitudes: Float32Array): void {
    let rise = 0;
    for (let i = 0; i < magnitudes.length; i++) {
      const now = Math.log1p(COMPRESSION * (magnitudes[i] as number));
      const more = now - (this.#before[i] as number);
      if (more > 0) rise += more;
      this.#before[i] = now;
    }
    this.#rises.push(rise);
  }

  #hits(): number[] {
    const around = Math.round(AROUND_S * this.#framesPerS);
    const sums = [0];
    for (const rise of this.#rises) sums.push((sums.at(-1) as number) + rise);
    return this.#rises.map((rise, i) => {
      const from = Math.max(0, i - around);
      const to = Math.min(this.#rises.length, i + around + 1);
      return Math.max(0, rise - ((sums[to] as number) - (sums[from] as number)) / (to - from));
    });
  }
}

function spread(hits: readonly number[]): number[] {
  const reach = SPREAD.length >> 1;
  return hits.map((_, i) =>
    SPREAD.reduce((sum, share, j) => sum + share * (hits[i + j - reach] ?? 0), 0),
  );
}

/** Mean product with itself, `lag` frames later. */
function likeness(hits: readonly number[], lag: number): number {
  let sum = 0;
  const frames = hits.length - lag;
  for (let i = 0; i < frames; i++) sum += (hits[i] as number) * (hits[i + lag] as number);
  return frames > 0 ? sum / frames : 0;
}

/** How well it repeats after one, two, three ... of this length; a frame beside counts too, for lengths are no integers. */
function repeated(pulse: (lag: number) => number, lag: number, frames: number): number {
  let sum = 0;
  let count = 0;
  for (let multiple = 1; multiple <= MULTIPLES && multiple * lag < frames / 2; multiple++) {
    const at = multiple * lag;
    sum += Math.max(pulse(at - 1), pulse(at), pulse(at + 1));
    count += 1;
  }
  return count === 0 ? 0 : sum / count;
}

/** The length of a beat to a part of a frame, from the place of the peak some beats later. */
function refined(pulse: (lag: number) => number, lag: number, frames: number): number {
  let length = lag;
  for (let beats = 1; beats <= REFINED_OVER_BEATS && beats * lag < frames / 2; beats *= 2) {
    const around = Math.round(length * beats);
    const peak = [-2, -1, 0, 1, 2]
      .map((step) => around + step)
      .reduce((best, at) => (pulse(at) > pulse(best) ? at : best));
    const [left, top, right] = [pulse(peak - 1), pulse(peak), pulse(peak + 1)];
    const bend = left - 2 * top + right;
    const offset = bend < 0 ? (0.5 * (left - right)) / bend : 0;
    length = (peak + Math.max(-0.5, Math.min(0.5, offset))) / beats;
  }
  return length;
}

function firstBeat(hits: readonly number[], lag: number): number {
  let best = { at: 0, sum: -1 };
  for (let at = 0; at < Math.round(lag); at++) {
    let sum = 0;
    for (let beat = at; Math.round(beat) < hits.length; beat += lag)
      sum += hits[Math.round(beat)] as number;
    if (sum > best.sum) best = { at, sum };
  }
  return best.at;
}

/** Doubled or halved until it lies in the range; what cannot, stays. */
export function folded(bpm: number, [min, max]: readonly [number, number]): number {
  let tempo = bpm;
  while (tempo < min && 2 * tempo <= max) tempo *= 2;
  while (tempo > max && tempo / 2 >= min) tempo /= 2;
  return tempo;
}
