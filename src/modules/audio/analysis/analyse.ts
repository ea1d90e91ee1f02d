import { type Loudness, LoudnessMeter } from '../dsp/loudness-meter.js';
import type { Peaks } from '../mix/mix-plan.js';
import { PeakMeter } from '../mix/peak-meter.js';
import { BrightnessMeter } from './brightness.js';
import { type Key, KeyMeter } from './key.js';
import { type Loop, loopPoints } from './loop-points.js';
import { SoundBounds } from './sound-bounds.js';
import { type Tempo, TempoMeter } from './tempo.js';
import { readWav } from './wav-reader.js';

/** What a jingle or a piece of music is like. */
export interface SoundAnalysis {
  readonly durationS: number;
  readonly loudness: Loudness;
  /** Left out where there is no pulse. */
  readonly tempo?: Tempo;
  /** Left out where no key fits. */
  readonly key?: Key;
  /** Spectral centroid, hertz. */
  readonly brightnessHz: number;
  /** Hits a second. */
  readonly hitsPerS: number;
  /** 0 (calm) to 1 (driving): of hits, loudness and brightness. */
  readonly energy: number;
  /** Where its sound begins and ends; left out where all of it is silence. */
  readonly sound?: { readonly startS: number; readonly endS: number };
  readonly loop?: Loop;
  readonly peaks: Peaks;
}

/** Tempo is folded into this: one octave and a half, as people tap it. */
const BPM_RANGE = [70, 185] as const;
/** Six hits a second are as driving as it gets. */
const HITS_FULL_PER_S = 6;
const CALM_LUFS = -32;
const LOUD_LUFS = -10;
const DARK_HZ = 300;
const BRIGHT_HZ = 4_000;

/** Listens to a WAV file of this house once, from end to end. Blocks: for workers. */
export function analyseWav(file: string): SoundAnalysis {
  const { frames, sampleRateHz } = readWav(file, () => undefined);
  const loudness = new LoudnessMeter(sampleRateHz, 2);
  const peaks = new PeakMeter(sampleRateHz, frames);
  const bounds = new SoundBounds(sampleRateHz);
  const tempo = new TempoMeter(sampleRateHz);
  const key = new KeyMeter(sampleRateHz);
  const brightness = new BrightnessMeter(sampleRateHz);
  readWav(file, (left, right) => {
    loudness.push([left, right]);
    peaks.push(left, right);
    bounds.push(left, right);
    const mono = left.map((value, i) => 0.5 * (value + (right[i] as number)));
    for (const meter of [tempo, key, brightness]) meter.push(mono);
  });
  const measured = {
    loudness: loudness.result(),
    hitsPerS: tempo.hitsPerS,
    brightnessHz: brightness.result(),
  };
  const sound = bounds.result();
  const pulse = sound && tempo.result(BPM_RANGE);
  const fitting = sound && key.result();
  return {
    durationS: bounds.durationS,
    ...measured,
    energy: energyOf(measured),
    ...(pulse && { tempo: pulse }),
    ...(fitting && { key: fitting }),
    ...(sound && { sound, loop: loopPoints(sound, pulse) }),
    peaks: peaks.result(),
  };
}

/** Half of it is how much happens, the rest how loud and how bright it is. */
export function energyOf({
  loudness,
  hitsPerS,
  brightnessHz,
}: Pick<SoundAnalysis, 'loudness' | 'hitsPerS' | 'brightnessHz'>): number {
  const share = (value: number, low: number, high: number) =>
    Math.min(1, Math.max(0, (value - low) / (high - low)));
  const bright = share(Math.log(Math.max(1, brightnessHz)), Math.log(DARK_HZ), Math.log(BRIGHT_HZ));
  return (
    0.5 * share(hitsPerS, 0, HITS_FULL_PER_S) +
    0.3 * share(loudness.integratedLufs, CALM_LUFS, LOUD_LUFS) +
    0.2 * bright
  );
}
