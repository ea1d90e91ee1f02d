import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { Mp3Encoder } from './mp3-encoder.js';
import { crc16, FrameCounter, INFO_FRAME_BYTES, infoFrame } from './mp3-info.js';
import { writeAll } from '../synced-write.js';

/** An MP3 on its way to disk: room for the info frame first, filled in when the length is known. */
export class Mp3File {
  readonly #handle: number;
  readonly #counter = new FrameCounter();
  #bytes = 0;
  #crc = 0;

  constructor(
    file: string,
    private readonly encoder: Mp3Encoder | undefined,
  ) {
    this.#handle = openSync(file, 'w');
    writeAll(this.#handle, Buffer.alloc(INFO_FRAME_BYTES));
  }

  push(left: Float32Array, right: Float32Array): void {
    if (left.length > 0 && this.encoder) this.write(this.encoder.encode(left, right));
  }

  finish(samples: number): void {
    if (this.encoder) this.write(this.encoder.finish());
    const frame = infoFrame({
      samples,
      bytes: this.#bytes,
      frames: this.#counter.frames,
      crc: this.#crc,
    });
    writeSync(this.#handle, frame, 0, frame.length, 0);
    fsyncSync(this.#handle);
  }

  close(): void {
    closeSync(this.#handle);
  }

  /** Adds frames that are encoded already. */
  write(bytes: Uint8Array): void {
    this.#counter.push(bytes);
    this.#crc = crc16(bytes, this.#crc);
    this.#bytes += bytes.length;
    writeAll(this.#handle, bytes);
  }
}
