import { Spectrum } from '../analysis/spectrum.js';
import { levelDbfs } from '../casting/level.js';
import type { Speech } from '../speech/speech.js';

/** What samples are measured at: enough for pitch and for the bands of a voice. */
export const SAMPLE_RATE_HZ = 16_000;

const FULL_SCALE = 32_768;
const SILENT_DBFS = -96;
const LEVEL_FRAME = 320; // 20 ms.
/** The quietest frames are what there is between words. */
const FLOOR_SHARE = 0.05;
/** Frames so far under the level of the sample are pauses, dB. */
const PAUSE_DB = 25;
const CLIPPED = 32_700;

/** Pitch is looked for at half the rate. */
const PITCH_RATE_HZ = 8_000;
const PITCH_FRAME = 320; // 40 ms.
const PITCH_HOP = 640;
const LOWEST_HZ = 55;
const HIGHEST_HZ = 400;
const VOICED = 0.7;
/** The first lag nearly as good as the best: twice the period is as good, and an octave wrong. */
const NEARLY = 0.92;
/** Voiced frames of a block: two seconds or more. */
const BLOCK_FRAMES = 25;

const WINDOW = 512;
const BANDS = 24;
const BANDS_FROM_HZ = 100;
const BANDS_TO_HZ = 6_000;

/** What is measured of a sample of a voice. */
export interface SampleMeasures {
  readonly durationS: number;
  /** Of it with somebody speaking. */
  readonly speechS: number;
  /** RMS without its quietest tenth. */
  readonly levelDbfs: number;
  /** RMS of its quietest twentieth. */
  readonly noiseFloorDbfs: number;
  /** Share of samples at full scale. */
  readonly clippedShare: number;
  /** Median over voiced frames, hertz; nothing where nobody speaks. */
  readonly pitchHz: number | null;
  /** How far apart the lower and the upper tenth of its blocks are, semitones. */
  readonly pitchSpreadSemitones: number;
  /** Mean spectrum of voiced frames, dB around its own mean, by band of the mel scale. */
  readonly timbreDb: readonly number[];
}

/** Measures mono sound of `SAMPLE_RATE_HZ`. Blocks: for workers. */
export function measureSample(speech: Speech): SampleMeasures {
  const { pcm } = speech;
  const levels = frameLevels(pcm);
  const level = levelDbfs(speech);
  const voiced = voicedFrames(pcm);
  const pitches = voiced.map(({ pitchHz }) => pitchHz);
  return {
    durationS: pcm.length / SAMPLE_RATE_HZ,
    speechS:
      (levels.filter((one) => one > Math.max(level - PAUSE_DB, SILENT_DBFS + 1)).length *
        LEVEL_FRAME) /
      SAMPLE_RATE_HZ,
    levelDbfs: level,
    noiseFloorDbfs: floorOf(levels),
    clippedShare: clippedIn(pcm) / Math.max(1, pcm.length),
    pitchHz: pitches.length > 0 ? quantile(pitches, 0.5) : null,
    pitchSpreadSemitones: spreadOf(pitches),
    timbreDb: timbreOf(
      pcm,
      voiced.map(({ at }) => at),
    ),
  };
}

function clippedIn(pcm: Int16Array): number {
  let count = 0;
  for (const value of pcm) if (Math.abs(value) >= CLIPPED) count++;
  return count;
}

/** How far apart two pitches are. */
export function semitonesBetween(oneHz: number, otherHz: number): number {
  return Math.abs(12 * Math.log2(oneHz / otherHz));
}

/** How unlike two voices sound, dB: RMS over the bands. */
export function timbreDistanceDb(one: readonly number[], other: readonly number[]): number {
  const sum = one.reduce((total, value, at) => total + (value - (other[at] ?? 0)) ** 2, 0);
  return Math.sqrt(sum / Math.max(1, one.length));
}

function frameLevels(pcm: Int16Array): number[] {
  const levels: number[] = [];
  for (let from = 0; from + LEVEL_FRAME <= pcm.length; from += LEVEL_FRAME) {
    let sum = 0;
    for (let at = from; at < from + LEVEL_FRAME; at++) sum += (pcm[at] as number) ** 2;
    levels.push(Math.max(SILENT_DBFS, 10 * Math.log10(sum / LEVEL_FRAME / FULL_SCALE ** 2)));
  }
  return levels;
}

function floorOf(levels: readonly number[]): number {
  const quiet = [...levels]
    .sort((a, b) => a - b)
    .slice(0, Math.max(1, Math.floor(levels.length * FLOOR_SHARE)));
  const mean = quiet.reduce((sum, db) => sum + 10 ** (db / 10), 0) / Math.max(1, quiet.length);
  return mean > 0 ? 10 * Math.log10(mean) : SILENT_DBFS;
}

/** Where somebody speaks with a pitch, by normalised autocorrelation; `at` counts in samples of the sound. */
function voicedFrames(pcm: Int16Array): Array<{ at: number; pitchHz: number }> {
  const half = Float32Array.from(
    { length: Math.floor(pcm.length / 2) },
    (_, i) => ((pcm[2 * i] as number) + (pcm[2 * i + 1] as number)) / 2,
  );
  const longest = Math.round(PITCH_RATE_HZ / LOWEST_HZ);
  const shortest = Math.round(PITCH_RATE_HZ / HIGHEST_HZ);
  const found: Array<{ at: number; pitchHz: number }> = [];
  for (let at = 0; at + PITCH_FRAME + longest < half.length; at += PITCH_HOP) {
    const scores: number[] = [];
    for (let lag = shortest; lag <= longest; lag++) scores.push(likeness(half, at, lag));
    const best = Math.max(...scores);
    if (best <= VOICED) continue;
    const first = scores.findIndex(
      (score, i) => score > NEARLY * best && score >= (scores[i + 1] ?? 0),
    );
    found.push({ at: 2 * at, pitchHz: PITCH_RATE_HZ / (first + shortest) });
  }
  return found;
}

function likeness(sound: Float32Array, at: number, lag: number): number {
  let product = 0;
  let here = 1e5; // Silence is like nothing.
  let there = 1e5;
  for (let i = at; i < at + PITCH_FRAME; i += 2) {
    const a = sound[i] as number;
    const b = sound[i + lag] as number;
    product += a * b;
    here += a * a;
    there += b * b;
  }
  return product / Math.sqrt(here * there);
}

/** Of the medians of blocks: a sentence goes up and down, and a voice comes back. */
function spreadOf(pitches: readonly number[]): number {
  const blocks: number[] = [];
  for (let from = 0; from + BLOCK_FRAMES <= pitches.length; from += BLOCK_FRAMES)
    blocks.push(quantile(pitches.slice(from, from + BLOCK_FRAMES), 0.5));
  return blocks.length < 2 ? 0 : semitonesBetween(quantile(blocks, 0.9), quantile(blocks, 0.1));
}

function timbreOf(pcm: Int16Array, voicedAt: readonly number[]): number[] {
  const spectrum = new Spectrum(WINDOW);
  const sound = new Float32Array(WINDOW);
  const edges = bandEdges();
  const sums = new Array<number>(BANDS).fill(0);
  for (const at of voicedAt) {
    for (let i = 0; i < WINDOW; i++) sound[i] = (pcm[at + i] ?? 0) / FULL_SCALE;
    const magnitudes = spectrum.measure(sound, 0);
    for (let band = 0; band < BANDS; band++) {
      const [from = 0, to = 0] = [edges[band], edges[band + 1]];
      let power = 1e-12;
      for (let bin = from; bin < Math.max(to, from + 1); bin++)
        power += (magnitudes[bin] as number) ** 2;
      sums[band] = (sums[band] as number) + 10 * Math.log10(power);
    }
  }
  const means = sums.map((sum) => sum / Math.max(1, voicedAt.length));
  const middle = means.reduce((sum, value) => sum + value, 0) / BANDS;
  return means.map((value) => Math.round(100 * (value - middle)) / 100);
}

/** First bins of the bands, even on the mel scale (2595 log10(1 + f / 700), O'Shaughnessy 1987). */
function bandEdges(): number[] {
  const mel = (hz: number) => 2_595 * Math.log10(1 + hz / 700);
  const low = mel(BANDS_FROM_HZ);
  const step = (mel(BANDS_TO_HZ) - low) / BANDS;
  return Array.from({ length: BANDS + 1 }, (_, at) => {
    const hz = 700 * (10 ** ((low + at * step) / 2_595) - 1);
    return Math.round((hz * WINDOW) / SAMPLE_RATE_HZ);
  });
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
