import { type Loudness, LoudnessMeter } from '../dsp/loudness-meter.js';
import type { Span } from '../timeline/timeline.js';
import { type Peaks, type Portions, PROGRAMME_RATE_HZ } from './mix-plan.js';
import { decodeMp3 } from './mp3-decoder.js';
import { PeakMeter } from './peak-meter.js';
import { SilenceMeter } from './silence-meter.js';

export interface MeasureTask {
  readonly file: string;
  /** Frames expected; decides the pixels of the waveform. */
  readonly frames: number;
  readonly portions: Portions;
}

export interface Measured {
  readonly frames: number;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly loudness: Loudness;
  readonly peaks: Peaks;
  readonly silences: readonly Span[];
}

/** Third pass: decodes the finished file and measures what a listener gets. */
export async function measure({ file, frames, portions }: MeasureTask): Promise<Measured> {
  const loudness = new LoudnessMeter(PROGRAMME_RATE_HZ, 2);
  const peaks = new PeakMeter(PROGRAMME_RATE_HZ, frames);
  const silence = new SilenceMeter(PROGRAMME_RATE_HZ);
  const decoded = await decodeMp3(file, portions.collectBytes, (left, right) => {
    loudness.push([left, right]);
    peaks.push(left, right);
    silence.push(left, right);
  });
  return {
    ...decoded,
    loudness: loudness.result(),
    peaks: peaks.result(),
    silences: silence.result(),
  };
}
