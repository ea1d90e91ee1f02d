import { closeSync, openSync, readSync } from 'node:fs';
import type { Mp3File } from './mp3-file.js';
import type { FrameRun, Mp3Index } from './mp3-frames.js';

const COPY_BYTES = 1 << 20;

/** Frames of a file, in memory: from one up to another. */
export function readFrames(
  file: string,
  { offsets }: Mp3Index,
  from: number,
  to: number,
): FrameRun {
  const start = offsets[from] as number;
  const bytes = Buffer.alloc((offsets[to] as number) - start);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, bytes.length, start);
  } finally {
    closeSync(handle);
  }
  return { bytes, offsets: Array.from(offsets.subarray(from, to + 1), (at) => at - start) };
}

/** Adds frames of an open file to another, block by block. */
export function copyFrames(
  source: number,
  { offsets }: Mp3Index,
  from: number,
  to: number,
  out: Mp3File,
): void {
  const end = offsets[to] as number;
  const block = Buffer.alloc(COPY_BYTES);
  for (let at = offsets[from] as number; at < end;) {
    const read = readSync(source, block, 0, Math.min(COPY_BYTES, end - at), at);
    if (read === 0) throw new Error('The file ends before its frames do.');
    out.write(block.subarray(0, read));
    at += read;
  }
}
