import { closeSync, openSync, readSync } from 'node:fs';
import { INFO_FRAME_BYTES } from './mp3-info.js';

export const SAMPLES_PER_FRAME = 1152;
/** Header (4) and side information of a stereo frame (32); what follows is the frame's slot for main data. */
const HEAD_BYTES = 36;
/** Main data of a frame may begin this many bytes before its slot: nine bits. */
const RESERVOIR_BYTES_MAX = 511;
/** Where the four lengths of main data stand in the side information, in bits: after 20, then every 59. */
const LENGTHS_AT = [20, 79, 138, 197] as const;
const ID3_HEADER_BYTES = 10;
const READ_BYTES = 1 << 20;
/** More frames than a show of four hours has. */
const FRAMES_MAX = 600_000;

/** Where the frames of a file lie. */
export interface Mp3Index {
  /** Byte at which each frame begins, and one more: the end. The info frame is not among them. */
  readonly offsets: Float64Array;
  readonly frames: number;
}

/**
 * Finds the frames of an MP3 as this house writes it: a tag or none, an info frame, then CBR frames without CRC.
 * @returns Nothing where the file is anything else. Blocks: for workers.
 */
export function indexMp3(file: string): Mp3Index | undefined {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(ID3_HEADER_BYTES);
    readSync(handle, head, 0, ID3_HEADER_BYTES, 0);
    const size = [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | (head[at] as number), 0);
    let at = head.toString('latin1', 0, 3) === 'ID3' ? size + ID3_HEADER_BYTES : 0;
    at += INFO_FRAME_BYTES;
    const offsets: number[] = [at];
    const block = Buffer.alloc(READ_BYTES);
    while (offsets.length < FRAMES_MAX) {
      const read = readSync(handle, block, 0, READ_BYTES, at);
      if (read === 0) return { offsets: Float64Array.from(offsets), frames: offsets.length - 1 };
      const found = endsIn(block.subarray(0, read));
      const last = found?.at(-1);
      if (!found || last === undefined) return undefined; // Not ours, or cut off within a frame's header.
      for (const end of found) offsets.push(at + end);
      at += last;
    }
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Where the frames end whose headers lie in these bytes; nothing where one is not ours. */
function endsIn(bytes: Buffer): number[] | undefined {
  const ends: number[] = [];
  for (let at = 0; at + 4 <= bytes.length;) {
    const length = frameBytes(bytes, at);
    if (length === undefined) return undefined;
    at += length;
    ends.push(at);
  }
  return ends;
}

/** Length of a frame of ours; nothing where there is none at this place. */
function frameBytes(bytes: Buffer, at: number): number | undefined {
  // MPEG-1 layer III without CRC, 192 kbit/s, 44.1 kHz.
  if (bytes[at] !== 0xff || bytes[at + 1] !== 0xfb) return undefined;
  const third = bytes[at + 2] as number;
  if ((third & 0xfc) !== 0xb0) return undefined;
  return INFO_FRAME_BYTES + ((third >> 1) & 1);
}

/** Frames in the hand: their bytes one after the other, and where each begins. */
export interface FrameRun {
  readonly bytes: Buffer;
  readonly offsets: readonly number[];
}

/** Takes frames that an encoder gave apart. @returns Nothing where they are not frames of ours. */
export function framesIn(bytes: Buffer): FrameRun | undefined {
  const ends = endsIn(bytes);
  return ends && { bytes, offsets: [0, ...ends] };
}

/** Frames that need nothing of those before them. */
export interface Apart {
  readonly bytes: Buffer;
  /** The last of them are as they were: what follows them in their file may follow them here. */
  readonly isSettled: boolean;
}

/**
 * Frames from one of them on such that they need nothing of those before: main data that lay in earlier frames
 * (the bit reservoir) is moved into their own slots. As soon as a frame finds its data where it was, all that
 * follows stays as it is.
 * @returns The frames from `first` to the end of the run; nothing where their slots are too small for it: try another
 *   frame, best one in a pause.
 */
export function standingAlone({ bytes, offsets }: FrameRun, first: number): Apart | undefined {
  const base = offsets[first] as number;
  const out = Buffer.from(bytes.subarray(base, offsets.at(-1)));
  const slots = slotsOf(offsets);
  const slotBase = slots[first] as number;
  const stream = mainStream(bytes, offsets);
  const main = Buffer.from(stream.subarray(slotBase));
  let written = 0;
  for (let frame = first; frame < offsets.length - 1; frame++) {
    const headAt = offsets[frame] as number;
    const slotAt = (slots[frame] as number) - slotBase;
    const formerAt = slotAt - reservoirOf(bytes, headAt);
    const start = Math.max(written, slotAt - RESERVOIR_BYTES_MAX);
    if (start <= formerAt) return { bytes: repacked(out, offsets, first, main), isSettled: true };
    const length = mainBytes(bytes, headAt);
    const from = formerAt + slotBase;
    if (from < 0 || start + length > (slots[frame + 1] as number) - slotBase) return undefined;
    stream.copy(main, start, from, from + length);
    written = start + length;
    setReservoir(out, headAt - base, slotAt - start);
  }
  return { bytes: repacked(out, offsets, first, main), isSettled: false };
}

/** Writes the main data into the slots of the frames. */
function repacked(out: Buffer, offsets: readonly number[], first: number, main: Buffer): Buffer {
  const base = offsets[first] as number;
  let at = 0;
  for (let frame = first; frame < offsets.length - 1; frame++) {
    const from = (offsets[frame] as number) - base + HEAD_BYTES;
    const to = (offsets[frame + 1] as number) - base;
    main.copy(out, from, at, at + to - from);
    at += to - from;
  }
  return out;
}

/** Where the slot of each frame begins among all main data, and the end of the last. */
function slotsOf(offsets: readonly number[]): number[] {
  return offsets.map((offset, index) => offset - (offsets[0] as number) - HEAD_BYTES * index);
}

/** All slots one after the other. */
function mainStream(bytes: Buffer, offsets: readonly number[]): Buffer {
  const parts = offsets
    .slice(0, -1)
    .map((offset, index) => bytes.subarray(offset + HEAD_BYTES, offsets[index + 1]));
  return Buffer.concat(parts);
}

/** How many bytes before its slot the main data of a frame begins. */
function reservoirOf(bytes: Buffer, headAt: number): number {
  return ((bytes[headAt + 4] as number) << 1) | ((bytes[headAt + 5] as number) >> 7);
}

function setReservoir(bytes: Buffer, headAt: number, value: number): void {
  bytes[headAt + 4] = value >> 1;
  bytes[headAt + 5] = ((bytes[headAt + 5] as number) & 0x7f) | ((value & 1) << 7);
}

/** Bytes of main data that a frame needs. */
function mainBytes(bytes: Buffer, headAt: number): number {
  const bits = LENGTHS_AT.reduce((sum, at) => sum + twelveBits(bytes, headAt + 4, at), 0);
  return Math.ceil(bits / 8);
}

function twelveBits(bytes: Buffer, from: number, bit: number): number {
  const at = from + (bit >> 3);
  const three =
    ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
  return (three >> (12 - (bit & 7))) & 0xfff;
}
