import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { type Loudness, LoudnessMeter } from '../dsp/loudness-meter.js';
import type { Span } from '../timeline/timeline.js';
import { BlockMemory } from '../worker-memory.js';
import { FRAME_BYTES, type Peaks, type Portions, PROGRAMME_RATE_HZ } from './mix-plan.js';
import { type DecodedFile, decodeMp3 } from './mp3/mp3-decoder.js';
import { PeakMeter } from './peak-meter.js';
import { SilenceMeter } from './silence-meter.js';
import { StereoWav } from './stereo-wav.js';

const HASH_BYTES = 1 << 20;

export interface MeasureTask {
  readonly file: string;
  /** Its sound as a WAV; left out, the file is an MP3. */
  readonly soundFile?: string;
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

/** Third pass: measures what a listener gets, the finished file decoded. */
export async function measure(task: MeasureTask): Promise<Measured> {
  const { file, soundFile, frames, portions } = task;
  const loudness = new LoudnessMeter(PROGRAMME_RATE_HZ, 2);
  const peaks = new PeakMeter(PROGRAMME_RATE_HZ, frames);
  const silence = new SilenceMeter(PROGRAMME_RATE_HZ);
  const hear = (left: Float32Array, right: Float32Array) => {
    loudness.push([left, right]);
    peaks.push(left, right);
    silence.push(left, right);
  };
  const decoded =
    soundFile === undefined
      ? await decodeMp3(file, portions.collectBytes, hear)
      : { ...hashed(file), frames: readWav(soundFile, portions, hear) };
  return {
    ...decoded,
    loudness: loudness.result(),
    peaks: peaks.result(),
    silences: silence.result(),
  };
}

/** @returns Frames read. */
export function readWav(
  file: string,
  { frames: blockFrames, collectBytes }: Portions,
  onSound: (left: Float32Array, right: Float32Array) => void,
): number {
  const wav = new StereoWav(file);
  const memory = new BlockMemory(collectBytes);
  const [left, right] = [new Float32Array(blockFrames), new Float32Array(blockFrames)];
  let frames = 0;
  try {
    for (let read = wav.read(left, right); read > 0; read = wav.read(left, right)) {
      onSound(left.subarray(0, read), right.subarray(0, read));
      frames += read;
      memory.passed(FRAME_BYTES * read);
    }
  } finally {
    wav.close();
  }
  return frames;
}

function hashed(file: string): Pick<DecodedFile, 'sizeBytes' | 'sha256'> {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  const chunk = Buffer.alloc(HASH_BYTES);
  let sizeBytes = 0;
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      hash.update(chunk.subarray(0, read));
      sizeBytes += read;
    }
  } finally {
    closeSync(handle);
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}
