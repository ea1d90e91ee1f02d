import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { MPEGDecoder } from 'mpg123-decoder';
import { BlockMemory } from '../../worker-memory.js';
import { FRAME_BYTES } from '../mix-plan.js';

/** About half a second of a show. */
const CHUNK_BYTES = 12 * 1024;

export interface DecodedFile {
  readonly frames: number;
  /** 0 where nothing could be decoded. */
  readonly sampleRateHz: number;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Decodes an MP3 file block by block with mpg123. Blocks: for workers. */
export async function decodeMp3(
  file: string,
  collectBytes: number,
  onSound: (left: Float32Array, right: Float32Array) => void,
): Promise<DecodedFile> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const memory = new BlockMemory(collectBytes);
  let frames = 0;
  let sizeBytes = 0;
  let sampleRateHz = 0;
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      const bytes = chunk.subarray(0, read);
      hash.update(bytes);
      sizeBytes += read;
      const { channelData, samplesDecoded, sampleRate } = decoder.decode(bytes);
      const [left, right = left] = channelData;
      if (samplesDecoded > 0) sampleRateHz = sampleRate;
      frames += samplesDecoded;
      if (left && right && samplesDecoded > 0) onSound(left, right);
      memory.passed(FRAME_BYTES * samplesDecoded);
    }
  } finally {
    closeSync(handle);
    decoder.free();
  }
  return { frames, sampleRateHz, sizeBytes, sha256: hash.digest('hex') };
}
