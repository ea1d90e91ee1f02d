import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { Limiter } from '../dsp/limiter.js';
import { amplitudeOf } from '../dsp/loudness-meter.js';
import { BlockMemory } from '../worker-memory.js';
import { FRAME_BYTES, type Portions, PROGRAMME_RATE_HZ } from './mix-plan.js';
import type { AudioFormat } from './format/audio-format.js';
import { openSink } from './format/sound-sink.js';
import { openMp3Encoder } from './mp3/mp3-encoder.js';
import { WavWriter } from './wav-writer.js';

export interface MasterTask {
  /** The mix of the first pass. */
  readonly mixFile: string;
  readonly frames: number;
  readonly portions: Portions;
  readonly gainDb: number;
  /** Highest true peak before encoding. */
  readonly ceilingDbtp: number;
  /** Decides what is written: the show, or for m4a and opus the sound that ffmpeg is given. */
  readonly format: AudioFormat;
  readonly outFile: string;
  readonly stems?: { readonly speechFile: string; readonly folder: string };
}

export interface Mastered {
  /** Largest reduction by the limiter, dB. */
  readonly limitedDb: number;
}

/** Second pass: one gain for the whole show, true-peak limiter, encoder; stems beside it where they are wanted. */
export async function master(task: MasterTask): Promise<Mastered> {
  const limiter = new Limiter(
    PROGRAMME_RATE_HZ,
    amplitudeOf(task.gainDb),
    amplitudeOf(task.ceilingDbtp),
  );
  const out = await openSink(task.format, task.outFile);
  const stems = task.stems && new Stems(task.stems, amplitudeOf(task.gainDb));
  const mixFile = openSync(task.mixFile, 'r');
  const { frames: blockFrames, collectBytes } = task.portions;
  const reader = new StereoReader(mixFile, blockFrames);
  try {
    const memory = new BlockMemory(collectBytes);
    let skip = limiter.delayFrames;
    const total = task.frames + skip; // The limiter owes its delay: zeros push out the rest.
    for (let at = 0; at < total; at += blockFrames) {
      const { left, right } = reader.read(at, Math.min(blockFrames, total - at));
      stems?.push(left, right, Math.max(0, task.frames - at));
      limiter.process(left, right);
      const from = Math.min(skip, left.length);
      skip -= from;
      out.push(left.subarray(from), right.subarray(from));
      stems?.pushMaster(left.subarray(from), right.subarray(from));
      memory.passed(FRAME_BYTES * left.length);
    }
    out.finish(task.frames);
  } finally {
    closeSync(mixFile);
    out.close();
    stems?.close();
  }
  return { limitedDb: limiter.reductionDb };
}

/** The same for a window of a show: its frames alone, as the encoder gives them, in memory. */
export async function masterWindow(
  task: Omit<MasterTask, 'stems' | 'outFile' | 'format'>,
): Promise<Buffer> {
  const { frames: blockFrames } = task.portions;
  const gain = amplitudeOf(task.gainDb);
  const limiter = new Limiter(PROGRAMME_RATE_HZ, gain, amplitudeOf(task.ceilingDbtp));
  const encoder = await openMp3Encoder();
  const mixFile = openSync(task.mixFile, 'r');
  const encoded: Buffer[] = [];
  try {
    const reader = new StereoReader(mixFile, blockFrames);
    let skip = limiter.delayFrames;
    const total = task.frames + skip;
    for (let at = 0; at < total; at += blockFrames) {
      const { left, right } = reader.read(at, Math.min(blockFrames, total - at));
      limiter.process(left, right);
      const from = Math.min(skip, left.length);
      skip -= from;
      if (from < left.length)
        encoded.push(Buffer.from(encoder.encode(left.subarray(from), right.subarray(from))));
    }
    encoded.push(Buffer.from(encoder.finish()));
  } finally {
    closeSync(mixFile);
  }
  return Buffer.concat(encoded);
}

/** Reads an interleaved file block by block into the same two arrays. */
export class StereoReader {
  readonly #both: Float32Array;
  readonly #left: Float32Array;
  readonly #right: Float32Array;

  constructor(
    private readonly handle: number,
    blockFrames: number,
  ) {
    this.#both = new Float32Array(2 * blockFrames);
    this.#left = new Float32Array(blockFrames);
    this.#right = new Float32Array(blockFrames);
  }

  /** @returns Frames from `startFrame` on, zeros beyond the end of the file; good until the next call. */
  read(startFrame: number, frames: number): { left: Float32Array; right: Float32Array } {
    const both = this.#both.fill(0);
    readSync(this.handle, new Uint8Array(both.buffer), 0, 8 * frames, 8 * startFrame);
    const left = this.#left.subarray(0, frames);
    const right = this.#right.subarray(0, frames);
    for (let i = 0; i < frames; i++) {
      left[i] = both[2 * i] as number;
      right[i] = both[2 * i + 1] as number;
    }
    return { left, right };
  }
}

/** Speech and music after the master gain, and the master itself, of one length. */
class Stems {
  readonly #speechFile: number;
  readonly #speech: WavWriter;
  readonly #bed: WavWriter;
  readonly #master: WavWriter;
  #at = 0;

  constructor(
    { speechFile, folder }: { readonly speechFile: string; readonly folder: string },
    private readonly gain: number,
  ) {
    this.#speechFile = openSync(speechFile, 'r');
    this.#speech = new WavWriter(join(folder, 'speech.wav'));
    this.#bed = new WavWriter(join(folder, 'bed.wav'));
    this.#master = new WavWriter(join(folder, 'master.wav'));
  }

  /** @param framesLeft Frames of the show from this block on; the block may be longer. */
  push(left: Float32Array, right: Float32Array, framesLeft: number): void {
    const frames = Math.min(left.length, framesLeft);
    const speech = new Float32Array(frames);
    readSync(this.#speechFile, new Uint8Array(speech.buffer), 0, 4 * frames, 4 * this.#at);
    this.#at += frames;
    const voice = speech.map((value) => value * this.gain);
    this.#speech.push(voice, voice);
    const music = (channel: Float32Array) =>
      speech.map((value, i) => ((channel[i] as number) - value) * this.gain);
    this.#bed.push(music(left), music(right));
  }

  pushMaster(left: Float32Array, right: Float32Array): void {
    this.#master.push(left, right);
  }

  close(): void {
    closeSync(this.#speechFile);
    for (const file of [this.#speech, this.#bed, this.#master]) file.close();
  }
}
