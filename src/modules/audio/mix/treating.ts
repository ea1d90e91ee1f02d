import { closeSync, openSync } from 'node:fs';
import { Biquad, highPass } from '../dsp/biquad.js';
import { Compressor, NoiseGate } from '../dsp/dynamics.js';
import { amplitudeOf, LoudnessMeter } from '../dsp/loudness-meter.js';
import { loadJingles } from '../jingle/jingle-store.js';
import type { Piece } from '../jingle/score.js';
import { withUploaded } from '../jingle/uploaded-pieces.js';
import type { Span } from '../timeline/timeline.js';
import { BlockMemory } from '../worker-memory.js';
import { FRAME_BYTES, type Portions, PROGRAMME_RATE_HZ, type Treatment } from './mix-plan.js';
import { interleaved, type Mixdown } from './mixdown.js';
import { StereoWav } from './stereo-wav.js';
import { SilenceFinder } from './survey.js';
import { writeAll } from './synced-write.js';
import type { Cut } from './treatment.js';

export interface TreatTask {
  /** Stereo WAV at the programme's rate, 16-bit or float. */
  readonly soundFile: string;
  readonly treatment: Treatment;
  readonly portions: Portions;
  readonly jingleFolder: string;
  /** Chooses the built-in bed. */
  readonly seed: string;
  /** Receives interleaved stereo, 32-bit float, before mastering. */
  readonly mixFile: string;
}

export interface Treated extends Mixdown {
  /** Silences that were cut, in seconds of the sound as it came. */
  readonly trimmed: readonly Span[];
}

/** How far a bed stays under the programme loudness, LU: at least the 12 dB of the spec, and room for quiet words. */
const BED_UNDER_LU = 18;
const BED_IN_S = 1;
const BED_OUT_S = 3;
const RUMBLE_HZ = 40;
const EVEN = { thresholdDb: -24, ratio: 2, attackS: 0.004, releaseS: 0.15 };

type OnBlock = (left: Float32Array, right: Float32Array) => void;

/** First pass over sound that is there already: what the mixdown is to takes. Blocks: for workers. */
export function treat(task: TreatTask): Treated {
  const { soundFile, treatment, portions } = task;
  const cuts = treatment.trimsSilence ? silencesOf(soundFile, portions) : [];
  const bed = treatment.bed && bedOf(task, cuts);
  const mixFile = openSync(task.mixFile, 'w');
  const meter = newMeter();
  let frames = 0;
  try {
    eachBlock(task, cuts, (left, right) => {
      bed?.add(left, right, frames);
      meter.push([left, right]);
      writeAll(mixFile, interleaved(left, right));
      frames += left.length;
    });
  } finally {
    closeSync(mixFile);
  }
  const trimmed = cuts.map(({ from, to }) => ({
    startS: from / PROGRAMME_RATE_HZ,
    endS: to / PROGRAMME_RATE_HZ,
  }));
  return { frames, integratedLufs: meter.result().integratedLufs, trimmed };
}

function newMeter(): LoudnessMeter {
  return new LoudnessMeter(PROGRAMME_RATE_HZ, 2, { truePeak: false });
}

function readBlocks(file: string, { frames, collectBytes }: Portions, onBlock: OnBlock): void {
  const wav = new StereoWav(file);
  const memory = new BlockMemory(collectBytes);
  const [left, right] = [new Float32Array(frames), new Float32Array(frames)];
  try {
    for (let read = wav.read(left, right); read > 0; read = wav.read(left, right)) {
      onBlock(left.subarray(0, read), right.subarray(0, read));
      memory.passed(FRAME_BYTES * read);
    }
  } finally {
    wav.close();
  }
}

function silencesOf(file: string, portions: Portions): readonly Cut[] {
  const finder = new SilenceFinder(PROGRAMME_RATE_HZ);
  readBlocks(file, portions, (left, right) => {
    finder.push(left.map((value, i) => Math.max(Math.abs(value), Math.abs(right[i] as number))));
  });
  finder.end();
  return finder.cuts;
}

/** The sound as it goes on: without its cuts, evened out where that is wanted. */
function eachBlock(
  { soundFile, treatment, portions }: TreatTask,
  cuts: readonly Cut[],
  onBlock: OnBlock,
): void {
  const chains = treatment.evensOut ? [chain(), chain()] : [[], []];
  let at = 0;
  readBlocks(soundFile, portions, (left, right) => {
    for (const [from, to] of keptOf(cuts, at, at + left.length)) {
      const both = [left.subarray(from - at, to - at), right.subarray(from - at, to - at)] as const;
      for (const [side, block] of both.entries())
        for (const step of chains[side] ?? []) step.process(block);
      onBlock(...both);
    }
    at += left.length;
  });
}

function chain() {
  return [
    new Biquad(highPass(PROGRAMME_RATE_HZ, RUMBLE_HZ)),
    new NoiseGate(PROGRAMME_RATE_HZ),
    new Compressor(PROGRAMME_RATE_HZ, EVEN),
  ];
}

/** The parts between two frames that no cut takes. */
function* keptOf(cuts: readonly Cut[], start: number, end: number): Generator<[number, number]> {
  let from = start;
  for (const cut of cuts) {
    if (cut.to <= from || cut.from >= end) continue;
    if (cut.from > from) yield [from, cut.from];
    from = Math.min(end, cut.to);
  }
  if (from < end) yield [from, end];
}

/** A bed as long as the sound, at a level under it. */
class Bed {
  constructor(
    private readonly piece: Piece,
    private readonly gain: number,
    private readonly frames: number,
  ) {}

  add(left: Float32Array, right: Float32Array, startFrame: number): void {
    const { length } = this.piece.left;
    const [inn, out] = [BED_IN_S * PROGRAMME_RATE_HZ, BED_OUT_S * PROGRAMME_RATE_HZ];
    for (let i = 0; i < left.length; i++) {
      const at = startFrame + i;
      const level = this.gain * Math.min(1, at / inn, Math.max(0, this.frames - at) / out);
      left[i] = (left[i] as number) + level * (this.piece.left[at % length] as number);
      right[i] = (right[i] as number) + level * (this.piece.right[at % length] as number);
    }
  }
}

function bedOf(task: TreatTask, cuts: readonly Cut[]): Bed | undefined {
  const { bed } = task.treatment;
  const uploaded = typeof bed === 'object' ? { bed } : undefined;
  const { bed: piece } = withUploaded(loadJingles(task.jingleFolder, task.seed), uploaded);
  const [ofBed, ofSound] = [newMeter(), newMeter()];
  ofBed.push([piece.left, piece.right]);
  let frames = 0;
  eachBlock(task, cuts, (left, right) => {
    ofSound.push([left, right]);
    frames += left.length;
  });
  const gainDb = ofSound.result().integratedLufs - BED_UNDER_LU - ofBed.result().integratedLufs;
  // Under silence there is no level to stay below.
  return Number.isFinite(gainDb) ? new Bed(piece, amplitudeOf(gainDb), frames) : undefined;
}
