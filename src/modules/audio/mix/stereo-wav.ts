import { closeSync, openSync, readSync } from 'node:fs';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';

const HEAD_BYTES_MAX = 65_536;
const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;

/** Reads a stereo WAV at the programme's rate, 16-bit or 32-bit float, block by block. Blocks: for workers. */
export class StereoWav {
  readonly frames: number;
  readonly #handle: number;
  readonly #dataAt: number;
  readonly #isFloat: boolean;
  #bytes = new ArrayBuffer(0);
  #at = 0;

  /** @throws Error when it is another kind of file. */
  constructor(readonly file: string) {
    this.#handle = openSync(file, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES_MAX);
      const read = readSync(this.#handle, head, 0, HEAD_BYTES_MAX, 0);
      const { format, dataAt, dataBytes } = chunksOf(head.subarray(0, read));
      this.#isFloat = format.readUInt16LE(0) === FLOAT || isExtensibleFloat(format);
      const isKnown =
        format.readUInt16LE(2) === 2 &&
        format.readUInt32LE(4) === PROGRAMME_RATE_HZ &&
        format.readUInt16LE(14) === (this.#isFloat ? 32 : 16) &&
        [PCM, FLOAT, EXTENSIBLE].includes(format.readUInt16LE(0));
      if (!isKnown) throw new Error('It is not a stereo WAV at 44.1 kHz.');
      this.#dataAt = dataAt;
      this.frames = Math.floor(dataBytes / this.#frameBytes);
    } catch (error) {
      closeSync(this.#handle);
      throw error;
    }
  }

  /** Goes to a frame; the next read begins there. */
  seek(frame: number): void {
    this.#at = frame;
  }

  /** Fills both blocks as far as the file goes. @returns Frames written. */
  read(left: Float32Array, right: Float32Array): number {
    const frames = Math.max(0, Math.min(left.length, this.frames - this.#at));
    const bytes = frames * this.#frameBytes;
    if (this.#bytes.byteLength < bytes) this.#bytes = new ArrayBuffer(bytes);
    const target = new Uint8Array(this.#bytes, 0, bytes);
    const at = this.#dataAt + this.#at * this.#frameBytes;
    const read = bytes === 0 ? 0 : readSync(this.#handle, target, 0, bytes, at);
    const whole = Math.floor(read / this.#frameBytes);
    const values = this.#isFloat ? new Float32Array(this.#bytes) : new Int16Array(this.#bytes);
    const scale = this.#isFloat ? 1 : 1 / 32_768;
    for (let i = 0; i < whole; i++) {
      left[i] = (values[2 * i] as number) * scale;
      right[i] = (values[2 * i + 1] as number) * scale;
    }
    this.#at += whole;
    return whole;
  }

  close(): void {
    closeSync(this.#handle);
  }

  get #frameBytes(): number {
    return this.#isFloat ? 8 : 4;
  }
}

function isExtensibleFloat(format: Buffer): boolean {
  return (
    format.readUInt16LE(0) === EXTENSIBLE &&
    format.length >= 26 &&
    format.readUInt16LE(24) === FLOAT
  );
}

/** A file that was streamed may say 0 or all ones for the size of its sound: then it goes to the end. */
function chunksOf(head: Buffer): { format: Buffer; dataAt: number; dataBytes: number } {
  const isWave =
    head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WAVE';
  if (!isWave) throw new Error('It is not a WAV.');
  let format: Buffer | undefined;
  for (let at = 12; at + 8 <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    if (name === 'data' && format) return { format, dataAt: at + 8, dataBytes: size };
    if (name === 'fmt ') format = head.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size & 1);
  }
  throw new Error('It is a WAV without sound.');
}
