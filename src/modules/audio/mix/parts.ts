import { closeSync, openSync } from 'node:fs';
import { Limiter } from '../dsp/limiter.js';
import { amplitudeOf } from '../dsp/loudness-meter.js';
import { BlockMemory } from '../worker-memory.js';
import { type MasterTask, StereoReader } from './mastering.js';
import { FRAME_BYTES, PROGRAMME_RATE_HZ } from './mix-plan.js';
import { copyFrames, readFrames } from './mp3/copy-frames.js';
import { openMp3Encoder } from './mp3/mp3-encoder.js';
import { Mp3File } from './mp3/mp3-file.js';
import { indexMp3, type Mp3Index, SAMPLES_PER_FRAME, standingAlone } from './mp3/mp3-frames.js';

/** A shorter show is encoded in one piece. */
const SECONDS_MIN = 60;
/** The second encoder begins so many frames before the first join: limiter, filters and reservoir have settled. */
const LEAD_FRAMES = 24;
/** A join is looked for in so many frames, ten seconds: a pause is among them. */
const SEARCH_FRAMES = 383;
/** Frames after the last join that the first encoder must have heard. */
const MARGIN_FRAMES = 4;
/** Frames before a join whose slots may hold its main data, and after it until the second encoding is as it was. */
const RESERVOIR_FRAMES = 4;
const RUN_FRAMES = 160;

/** How a show is encoded by two at once: a stretch for each, in samples of the programme. */
export interface Parts {
  readonly first: { readonly startFrame: number; readonly endFrame: number };
  readonly second: { readonly startFrame: number; readonly endFrame: number };
  /** MP3 frame from which on they may be joined. */
  readonly joinFrom: number;
}

/** Half and half. The same for equal lengths, whatever the machine: equal shows stay equal bytes. */
export function partsOf(frames: number): Parts | undefined {
  if (frames < SECONDS_MIN * PROGRAMME_RATE_HZ) return undefined;
  const joinFrom = Math.floor(frames / 2 / SAMPLES_PER_FRAME);
  const untilFrame = joinFrom + SEARCH_FRAMES + MARGIN_FRAMES;
  return {
    first: { startFrame: 0, endFrame: Math.min(frames, untilFrame * SAMPLES_PER_FRAME) },
    second: { startFrame: (joinFrom - LEAD_FRAMES) * SAMPLES_PER_FRAME, endFrame: frames },
    joinFrom,
  };
}

export interface PartTask extends Omit<MasterTask, 'stems' | 'format'> {
  readonly startFrame: number;
  readonly endFrame: number;
}

/** Masters and encodes one stretch of a show. */
export async function masterPart(task: PartTask): Promise<void> {
  const { startFrame, endFrame, portions } = task;
  const gain = amplitudeOf(task.gainDb);
  const limiter = new Limiter(PROGRAMME_RATE_HZ, gain, amplitudeOf(task.ceilingDbtp));
  const out = new Mp3File(task.outFile, await openMp3Encoder());
  const mixFile = openSync(task.mixFile, 'r');
  const memory = new BlockMemory(portions.collectBytes);
  const reader = new StereoReader(mixFile, portions.frames);
  try {
    let skip = limiter.delayFrames;
    const end = endFrame + skip; // What comes out is so much late: what follows, or zeros, push out the rest.
    for (let at = startFrame; at < end; at += portions.frames) {
      const { left, right } = reader.read(at, Math.min(portions.frames, end - at));
      limiter.process(left, right);
      const from = Math.min(skip, left.length);
      skip -= from;
      out.push(left.subarray(from), right.subarray(from));
      memory.passed(FRAME_BYTES * left.length);
    }
    out.finish(endFrame - startFrame);
  } finally {
    closeSync(mixFile);
    out.close();
  }
}

export interface JoinTask {
  readonly firstFile: string;
  readonly secondFile: string;
  readonly parts: Parts;
  readonly outFile: string;
}

/**
 * Puts the frames of two parts into one file. The main data that the second part's frames hold in frames before the
 * join (the bit reservoir) is moved into their own slots, at the first frame where that fits.
 * @returns False where there is no such frame: encode it in one piece.
 */
export function joinParts({ firstFile, secondFile, parts, outFile }: JoinTask): boolean {
  const [first, second] = [indexMp3(firstFile), indexMp3(secondFile)];
  const join = first && second && joinOf(secondFile, first, second, parts);
  if (!join) return false;
  const handles = [openSync(firstFile, 'r'), openSync(secondFile, 'r')] as const;
  const out = new Mp3File(outFile, undefined);
  try {
    copyFrames(handles[0], first, 0, join.at, out);
    out.write(join.bytes);
    copyFrames(handles[1], second, join.resumeAt, second.frames, out);
    out.finish(parts.second.endFrame);
  } finally {
    out.close();
    for (const handle of handles) closeSync(handle);
  }
  return true;
}

function joinOf(secondFile: string, first: Mp3Index, second: Mp3Index, parts: Parts) {
  const begin = parts.second.startFrame / SAMPLES_PER_FRAME;
  const last = Math.min(parts.joinFrom + SEARCH_FRAMES, first.frames - MARGIN_FRAMES);
  for (let at = parts.joinFrom; at < last; at++) {
    const here = at - begin;
    const to = Math.min(second.frames, here + RUN_FRAMES);
    const run = readFrames(secondFile, second, here - RESERVOIR_FRAMES, to);
    const apart = standingAlone(run, RESERVOIR_FRAMES);
    if (apart && (apart.isSettled || to === second.frames))
      return { at, bytes: apart.bytes, resumeAt: to };
  }
  return undefined;
}
