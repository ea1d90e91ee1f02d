import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { WAV_FLOAT, WAV_HEAD_BYTES_MAX, WAV_PCM, wavHead } from '../wav-head.js';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';

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
      const bytes = Buffer.alloc(WAV_HEAD_BYTES_MAX);
      const read = readSync(this.#handle, bytes, 0, WAV_HEAD_BYTES_MAX, 0);
      const head = wavHead(bytes.subarray(0, read), fstatSync(this.#handle).size);
      if (!head) throw new Error('It is not a WAV with sound.');
      const { coding, channels, sampleRateHz, bits, dataAt, dataBytes } = head;
      this.#isFloat = coding === WAV_FLOAT;
      const isKnown =
        channels === 2 &&
        sampleRateHz === PROGRAMME_RATE_HZ &&
        bits === (this.#isFloat ? 32 : 16) &&
        (this.#isFloat || coding === WAV_PCM);
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
