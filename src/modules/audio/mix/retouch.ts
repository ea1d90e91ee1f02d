import { closeSync, openSync } from 'node:fs';
import { masterWindow } from './mastering.js';
import { copyFrames, readFrames } from './mp3/copy-frames.js';
import { Mp3File } from './mp3/mp3-file.js';
import {
  type FrameRun,
  framesIn,
  indexMp3,
  type Mp3Index,
  SAMPLES_PER_FRAME,
  standingAlone,
} from './mp3/mp3-frames.js';
import { type MixdownTask, mixdown } from './mixdown.js';
import type { Retouched } from './retouch-plan.js';

/** Of the frames before the first change, these are not used: limiter and encoder are still finding their feet. */
const WARM_FRAMES = 12;
/** Frames on both sides of a join that both encodings must have heard whole. */
const MARGIN_FRAMES = 3;
/** Frames of the former file looked at to join it again: four seconds. */
const RUN_FRAMES = 160;
/** Frames before a join whose slots may hold its main data. */
const RESERVOIR_FRAMES = 4;

export interface RetouchTask extends Omit<MixdownTask, 'window' | 'speechFile'> {
  readonly formerFile: string;
  readonly change: Retouched;
  /** Length of the programme, samples. */
  readonly frames: number;
  readonly gainDb: number;
  readonly ceilingDbtp: number;
  readonly outFile: string;
}

/**
 * Renders only the part of a show that has changed and sets it into the frames of its former file.
 * @returns False where the frames cannot be joined: the show has to be encoded whole.
 */
export async function retouch(task: RetouchTask): Promise<boolean> {
  const former = indexMp3(task.formerFile);
  if (!former) return false;
  const pieces = await piecesOf(task, former);
  if (!pieces) return false;
  const source = openSync(task.formerFile, 'r');
  const out = new Mp3File(task.outFile, undefined);
  try {
    copyFrames(source, former, 0, pieces.keptUntil, out);
    out.write(pieces.fresh);
    copyFrames(source, former, pieces.resumeAt, former.frames, out);
    out.finish(task.frames);
  } finally {
    out.close();
    closeSync(source);
  }
  return true;
}

interface Pieces {
  /** Frames of the former file that stay at the beginning. */
  readonly keptUntil: number;
  readonly fresh: Buffer;
  /** The frame of the former file with which it goes on. */
  readonly resumeAt: number;
}

async function piecesOf(task: RetouchTask, former: Mp3Index): Promise<Pieces | undefined> {
  const { change } = task;
  const { window } = change;
  if (!window) return { keptUntil: former.frames, fresh: Buffer.alloc(0), resumeAt: former.frames };
  mixdown({ ...task, window });
  const run = framesIn(
    await masterWindow({
      mixFile: task.mixFile,
      frames: window.endFrame - window.startFrame,
      portions: task.portions,
      gainDb: task.gainDb,
      ceilingDbtp: task.ceilingDbtp,
    }),
  );
  if (!run) return undefined;
  const begin = window.startFrame / SAMPLES_PER_FRAME;
  const end = endOf(task, former, run, begin);
  if (!end) return undefined;
  const used = { bytes: run.bytes, offsets: run.offsets.slice(0, end.until - begin + 1) };
  if (window.startFrame === 0)
    return {
      keptUntil: 0,
      fresh: Buffer.concat([bytesOf(used), end.joint]),
      resumeAt: end.resumeAt,
    };
  const last = Math.floor(change.sameUntilFrame / SAMPLES_PER_FRAME) - MARGIN_FRAMES;
  for (let at = last; at >= begin + WARM_FRAMES; at--) {
    const apart = standingAlone(used, at - begin);
    if (apart)
      return {
        keptUntil: at,
        fresh: Buffer.concat([apart.bytes, end.joint]),
        resumeAt: end.resumeAt,
      };
  }
  return undefined;
}

/** Where the window ends and the former file goes on, with the frames that bridge its reservoir. */
function endOf(task: RetouchTask, former: Mp3Index, run: FrameRun, begin: number) {
  const { sameFromFrame, shiftFrames } = task.change;
  const count = run.offsets.length - 1;
  if (sameFromFrame === undefined)
    return { until: begin + count, joint: Buffer.alloc(0), resumeAt: former.frames };
  const first = Math.ceil(sameFromFrame / SAMPLES_PER_FRAME) + MARGIN_FRAMES;
  for (let until = first; until < begin + count - MARGIN_FRAMES; until++) {
    const at = until - shiftFrames / SAMPLES_PER_FRAME;
    const from = at - RESERVOIR_FRAMES;
    const to = Math.min(former.frames, at + RUN_FRAMES);
    if (from < 0 || to <= at) return undefined;
    const apart = standingAlone(readFrames(task.formerFile, former, from, to), RESERVOIR_FRAMES);
    if (apart && (apart.isSettled || to === former.frames))
      return { until, joint: apart.bytes, resumeAt: to };
  }
  return undefined;
}

function bytesOf({ bytes, offsets }: FrameRun): Buffer {
  return bytes.subarray(0, offsets.at(-1));
}
