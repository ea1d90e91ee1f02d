import { closeSync, openSync, readSync } from 'node:fs';

/** Frames of a block. */
const BLOCK_FRAMES = 16_384;
const HEAD_BYTES = 4_096;
const IEEE_FLOAT = 3;
const EXTENSIBLE = 0xfffe;

/** Sound of a WAV file of this house: stereo, 16-bit integers or 32-bit floats. */
export interface WavSound {
  readonly sampleRateHz: number;
  readonly frames: number;
}

/**
 * Reads a WAV file block by block; the blocks are used again. Blocks: for workers.
 * @throws RangeError when it is none of this house.
 */
export function readWav(
  file: string,
  onSound: (left: Float32Array, right: Float32Array) => void,
): WavSound {
  const handle = openSync(file, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    const { at, isFloat, sampleRateHz } = layoutOf(
      head.subarray(0, readSync(handle, head, 0, HEAD_BYTES, 0)),
    );
    const frameBytes = isFloat ? 8 : 4;
    const bytes = Buffer.alloc(BLOCK_FRAMES * frameBytes);
    const left = new Float32Array(BLOCK_FRAMES);
    const right = new Float32Array(BLOCK_FRAMES);
    let frames = 0;
    for (;;) {
      const read = readSync(handle, bytes, 0, bytes.length, at + frames * frameBytes);
      const count = Math.floor(read / frameBytes);
      if (count === 0) return { sampleRateHz, frames };
      for (let i = 0; i < count; i++) {
        const from = i * frameBytes;
        left[i] = isFloat ? bytes.readFloatLE(from) : bytes.readInt16LE(from) / 32_768;
        right[i] = isFloat ? bytes.readFloatLE(from + 4) : bytes.readInt16LE(from + 2) / 32_768;
      }
      frames += count;
      onSound(left.subarray(0, count), right.subarray(0, count));
    }
  } finally {
    closeSync(handle);
  }
}

function layoutOf(head: Buffer): { at: number; isFloat: boolean; sampleRateHz: number } {
  const chunk = (name: string) => head.indexOf(name, 12, 'latin1');
  const format = chunk('fmt ');
  const data = chunk('data');
  if (head.toString('latin1', 0, 4) !== 'RIFF' || format < 0 || data < 0)
    throw new RangeError('This is no WAV file of this house.');
  const tag = head.readUInt16LE(format + 8);
  // An extensible header has the format at the beginning of its GUID.
  const isFloat = (tag === EXTENSIBLE ? head.readUInt16LE(format + 32) : tag) === IEEE_FLOAT;
  const bits = head.readUInt16LE(format + 22);
  if (head.readUInt16LE(format + 10) !== 2 || bits !== (isFloat ? 32 : 16))
    throw new RangeError('This is no stereo WAV file of 16 bits or of floats.');
  return { at: data + 8, isFloat, sampleRateHz: head.readUInt32LE(format + 12) };
}
