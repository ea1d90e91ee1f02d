import { closeSync, openSync } from 'node:fs';
import { LoudnessMeter } from '../dsp/loudness-meter.js';
import { loadJingles } from '../jingle/jingle-store.js';
import { withUploaded } from '../jingle/uploaded-pieces.js';
import type { Timeline, TimelineSettings } from '../timeline/timeline.js';
import { BlockMemory } from '../worker-memory.js';
import { FRAME_BYTES, type Portions, PROGRAMME_RATE_HZ, type UploadedPieces } from './mix-plan.js';
import { MusicBreaks, type PlacedMusic } from './music-break.js';
import { MusicTrack } from './music-track.js';
import { type PlacedTake, SpeechTrack } from './speech-track.js';
import { writeAll } from './synced-write.js';

export interface MixdownTask {
  readonly takes: readonly PlacedTake[];
  readonly music: readonly PlacedMusic[];
  readonly timeline: Timeline;
  readonly settings: TimelineSettings;
  readonly seed: string;
  readonly portions: Portions;
  readonly jingleFolder: string;
  readonly pieces?: UploadedPieces | undefined;
  readonly isSpeechOnly?: boolean | undefined;
  /** Receives the mix: interleaved stereo, 32-bit float, before mastering. */
  readonly mixFile: string;
  /** Only from one frame of the programme to another; left out, all of it. */
  readonly window?: { readonly startFrame: number; readonly endFrame: number };
  /** Receives the speech alone, mono, where stems are wanted. */
  readonly speechFile?: string;
}

export interface Mixdown {
  readonly frames: number;
  /** Before mastering, LUFS. */
  readonly integratedLufs: number;
}

/** First pass: speech, music and side chain into a file, and their loudness. */
export function mixdown(task: MixdownTask): Mixdown {
  const whole = Math.round(task.timeline.totalS * PROGRAMME_RATE_HZ);
  const { startFrame, endFrame } = task.window ?? { startFrame: 0, endFrame: whole };
  const speechTrack = new SpeechTrack(task.takes);
  const musicTrack = task.isSpeechOnly ? SILENCE : musicOf(task);
  const breaks = new MusicBreaks(task.music);
  const meter = new LoudnessMeter(PROGRAMME_RATE_HZ, 2, { truePeak: false });
  const mixFile = openSync(task.mixFile, 'w');
  const speechFile = task.speechFile === undefined ? undefined : openSync(task.speechFile, 'w');
  const { frames: blockFrames, collectBytes } = task.portions;
  const memory = new BlockMemory(collectBytes);
  const blocks = [0, 1, 2].map(() => new Float32Array(blockFrames));
  try {
    for (let at = startFrame; at < endFrame; at += blockFrames) {
      const length = Math.min(blockFrames, endFrame - at);
      const [speech, left, right] = blocks.map((block) => block.subarray(0, length)) as Triple;
      speechTrack.render(speech, at);
      musicTrack.render(left, right, at);
      breaks.render(left, right, at);
      add(speech, left, right);
      meter.push([left, right]);
      writeAll(mixFile, interleaved(left, right));
      memory.passed(FRAME_BYTES * length);
      if (speechFile !== undefined) writeAll(speechFile, bytesOf(speech));
    }
  } finally {
    breaks.close();
    closeSync(mixFile);
    if (speechFile !== undefined) closeSync(speechFile);
  }
  return { frames: endFrame - startFrame, integratedLufs: meter.result().integratedLufs };
}

const SILENCE: Pick<MusicTrack, 'render'> = {
  render: (left, right) => {
    for (const side of [left, right]) side.fill(0);
  },
};

function musicOf({ jingleFolder, seed, pieces, timeline, settings }: MixdownTask): MusicTrack {
  return new MusicTrack(timeline, settings, withUploaded(loadJingles(jingleFolder, seed), pieces));
}

type Triple = [Float32Array, Float32Array, Float32Array];

function add(speech: Float32Array, left: Float32Array, right: Float32Array): void {
  for (let i = 0; i < speech.length; i++) {
    const value = speech[i] as number;
    left[i] = (left[i] as number) + value;
    right[i] = (right[i] as number) + value;
  }
}

/** Reused from block to block: garbage of this size would let the process grow with the show. */
let scratch = new Float32Array(0);

/** Left and right, turn by turn, as bytes; good until the next call. */
export function interleaved(left: Float32Array, right: Float32Array): Uint8Array {
  if (scratch.length < 2 * left.length) scratch = new Float32Array(2 * left.length);
  const both = scratch.subarray(0, 2 * left.length);
  for (let i = 0; i < left.length; i++) {
    both[2 * i] = left[i] as number;
    both[2 * i + 1] = right[i] as number;
  }
  return bytesOf(both);
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
