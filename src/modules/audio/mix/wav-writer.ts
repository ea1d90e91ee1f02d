import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { FRAME_BYTES, PROGRAMME_RATE_HZ } from './mix-plan.js';
import { interleaved } from './mixdown.js';
import { writeAll } from './synced-write.js';

const HEADER_BYTES = 44;
const IEEE_FLOAT = 3;
/** WAV sizes have 32 bits; more than 3 h 22 min of float stereo does not fit. */
const SOUND_BYTES_MAX = 0xffff_ffff - HEADER_BYTES;

/** A stereo WAV of 32-bit floats, written as it comes. Appears under its name when it is closed. */
export class WavWriter {
  readonly #handle: number;
  #bytes = 0;

  constructor(private readonly file: string) {
    this.#handle = openSync(`${file}.tmp`, 'w');
    writeAll(this.#handle, Buffer.alloc(HEADER_BYTES));
  }

  push(left: Float32Array, right: Float32Array): void {
    if (this.#bytes + FRAME_BYTES * left.length > SOUND_BYTES_MAX) return;
    writeAll(this.#handle, interleaved(left, right));
    this.#bytes += FRAME_BYTES * left.length;
  }

  close(): void {
    const head = Buffer.alloc(HEADER_BYTES);
    head.write('RIFF', 0);
    head.writeUInt32LE(HEADER_BYTES - 8 + this.#bytes, 4);
    head.write('WAVEfmt ', 8);
    head.writeUInt32LE(16, 16);
    head.writeUInt16LE(IEEE_FLOAT, 20);
    head.writeUInt16LE(2, 22);
    head.writeUInt32LE(PROGRAMME_RATE_HZ, 24);
    head.writeUInt32LE(FRAME_BYTES * PROGRAMME_RATE_HZ, 28);
    head.writeUInt16LE(FRAME_BYTES, 32);
    head.writeUInt16LE(32, 34);
    head.write('data', 36);
    head.writeUInt32LE(this.#bytes, 40);
    writeSync(this.#handle, head, 0, HEADER_BYTES, 0);
    fsyncSync(this.#handle);
    closeSync(this.#handle);
    renameSync(`${this.file}.tmp`, this.file);
  }
}
