import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncedWrite } from '../mix/synced-write.js';
import { composeJingles, COMPOSITION, type JingleSet } from './compose.js';
import type { Piece } from './score.js';

/** Intro, bed, outro, then the bridges. */
const PIECES_MAX = 16;

/**
 * The music of a seed, from the folder, else composed and kept there. Blocks: for workers. Any number of
 * processes may ask at once; each file appears whole.
 */
export function loadJingles(folder: string, seed: string): JingleSet {
  const key = createHash('sha256').update(`${COMPOSITION}\n${seed}`).digest('hex').slice(0, 32);
  const file = join(folder, `${key}.f32`);
  const kept = read(file);
  if (kept) return kept;
  const set = composeJingles(seed);
  mkdirSync(folder, { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    syncedWrite(temporary, pack(set));
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
  return set;
}

/** Header: number of pieces, then the frames of each; then left and right of each, 32-bit floats. */
function pack({ intro, bed, outro, bridges }: JingleSet): Buffer[] {
  const pieces = [intro, bed, outro, ...bridges];
  const header = Uint32Array.from([pieces.length, ...pieces.map(({ left }) => left.length)]);
  return [header, ...pieces.flatMap(({ left, right }) => [left, right])].map((array) =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength),
  );
}

/** @returns Nothing when the file is not there or not whole. */
function read(file: string): JingleSet | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  const count = bytes.readUInt32LE(0);
  if (count < 4 || count > PIECES_MAX) return undefined;
  const frames = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(4 + 4 * index));
  const total = frames.reduce((sum, length) => sum + 8 * length, 4 + 4 * count);
  if (bytes.length !== total) return undefined;
  let at = 4 + 4 * count;
  const channel = (length: number) => {
    const values = new Float32Array(length);
    Buffer.from(values.buffer).set(bytes.subarray(at, at + 4 * length));
    at += 4 * length;
    return values;
  };
  const [intro, bed, outro, ...bridges] = frames.map((length): Piece => ({
    left: channel(length),
    right: channel(length),
  }));
  return intro && bed && outro && { intro, bed, outro, bridges };
}
