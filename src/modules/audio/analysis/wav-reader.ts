import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { WAV_FLOAT, WAV_HEAD_BYTES_MAX, WAV_PCM, type WavHead, wavHead } from '../wav-head.js';

/** Frames of a block. */
const BLOCK_FRAMES = 16_384;

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
    const { dataAt, dataBytes, coding, sampleRateHz } = headOf(handle);
    const isFloat = coding === WAV_FLOAT;
    const frameBytes = isFloat ? 8 : 4;
    const bytes = Buffer.alloc(BLOCK_FRAMES * frameBytes);
    const left = new Float32Array(BLOCK_FRAMES);
    const right = new Float32Array(BLOCK_FRAMES);
    let frames = 0;
    for (;;) {
      const done = frames * frameBytes;
      const wanted = Math.min(bytes.length, dataBytes - done);
      const read = readSync(handle, bytes, 0, wanted, dataAt + done);
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

function headOf(handle: number): WavHead {
  const bytes = Buffer.alloc(WAV_HEAD_BYTES_MAX);
  const read = readSync(handle, bytes, 0, WAV_HEAD_BYTES_MAX, 0);
  const head = wavHead(bytes.subarray(0, read), fstatSync(handle).size);
  const isHouse =
    head?.channels === 2 &&
    ((head.coding === WAV_FLOAT && head.bits === 32) ||
      (head.coding === WAV_PCM && head.bits === 16));
  if (!isHouse) throw new RangeError('This is no stereo WAV file of 16 bits or of floats.');
  return head;
}
