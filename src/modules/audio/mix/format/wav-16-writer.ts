import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { PROGRAMME_RATE_HZ } from '../mix-plan.js';
import { writeAll } from '../synced-write.js';

const HEADER_BYTES = 44;
const FRAME_BYTES = 4;
/** A WAV counts its bytes in 32 bits: more than six and a half hours do not fit. */
const SOUND_BYTES_MAX = 0xffff_ffff - 1_048_576;

/**
 * A stereo WAV of 16-bit samples, written as it comes. Triangular dither of one step (R. A. Wannamaker, "The theory
 * of dithered quantization") keeps what is quiet clean; it is seeded, so that equal sound gives equal bytes.
 */
export class Wav16Writer {
  readonly #handle: number;
  #scratch = new Int16Array(0);
  #bytes = 0;
  #state = 1;

  constructor(file: string) {
    this.#handle = openSync(file, 'w');
    writeAll(this.#handle, Buffer.alloc(HEADER_BYTES));
  }

  /** @throws RangeError when the file would grow beyond what a WAV can hold. */
  push(left: Float32Array, right: Float32Array): void {
    if (this.#bytes + FRAME_BYTES * left.length > SOUND_BYTES_MAX)
      throw new RangeError('A WAV holds six hours and a half at most.');
    if (this.#scratch.length < 2 * left.length) this.#scratch = new Int16Array(2 * left.length);
    const both = this.#scratch.subarray(0, 2 * left.length);
    for (let i = 0; i < left.length; i++) {
      both[2 * i] = this.#quantised(left[i] as number);
      both[2 * i + 1] = this.#quantised(right[i] as number);
    }
    writeAll(this.#handle, new Uint8Array(both.buffer, 0, both.byteLength));
    this.#bytes += both.byteLength;
  }

  finish(): void {
    const head = wavHead(this.#bytes, HEADER_BYTES - 8 + this.#bytes);
    writeSync(this.#handle, head, 0, HEADER_BYTES, 0);
    fsyncSync(this.#handle);
  }

  close(): void {
    closeSync(this.#handle);
  }

  #quantised(value: number): number {
    const step = value * 32_767 + this.#chance() - this.#chance();
    return Math.max(-32_768, Math.min(32_767, Math.round(step)));
  }

  /** 0 to 1; Numerical Recipes' generator. */
  #chance(): number {
    this.#state = (Math.imul(this.#state, 1664525) + 1013904223) | 0;
    return (this.#state >>> 8) / 0x100_0000;
  }
}

/** The first 44 bytes of a 16-bit stereo WAV. */
export function wavHead(soundBytes: number, riffBytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('RIFF', 0);
  head.writeUInt32LE(riffBytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(PROGRAMME_RATE_HZ, 24);
  head.writeUInt32LE(FRAME_BYTES * PROGRAMME_RATE_HZ, 28);
  head.writeUInt16LE(FRAME_BYTES, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(soundBytes, 40);
  return head;
}
