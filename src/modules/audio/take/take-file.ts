import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { TakeUnreadable } from '../audio.problems.js';
import type { Recording, Speech, WordTime } from '../speech/speech.js';

/** A WAV file's header as written here: RIFF, `fmt ` of 16 bytes, `data`. */
const HEADER_BYTES = 44;
/** Our own chunk after the sound; every program skips chunks it does not know. */
const WORDS_CHUNK = 'rxwt';
/** Longest list of word times read back: about 200,000 words. */
const WORDS_BYTES_MAX = 16_000_000;

/** What the header of a take says. */
export interface TakeHeader {
  readonly sampleRateHz: number;
  readonly frames: number;
}

/** Writes a take as a mono 16-bit WAV with its word times in a chunk of its own, synced to disk. Blocks: for workers. */
export function writeTake(file: string, speech: Speech): Recording {
  const { pcm, sampleRateHz, words } = speech;
  const text = Buffer.from(JSON.stringify(words?.map(packed) ?? []));
  const padded = Buffer.concat([text, Buffer.alloc(text.length % 2, ' ')]);
  const chunk = Buffer.alloc(8);
  chunk.write(WORDS_CHUNK, 0, 'latin1');
  chunk.writeUInt32LE(padded.length, 4);
  const sound = Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
  const riffBytes = HEADER_BYTES - 8 + sound.length + chunk.length + padded.length;
  const handle = openSync(file, 'w');
  try {
    writeSync(handle, header(sampleRateHz, sound.length, riffBytes));
    writeSync(handle, Buffer.concat([sound, chunk, padded]));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return { durationS: pcm.length / sampleRateHz, sampleRateHz, ...(words && { words }) };
}

/**
 * What a take file says of itself; the sound is not read.
 * @throws TakeUnreadable when it is not there or not a take.
 */
export async function readTake(file: string): Promise<Recording> {
  try {
    await using handle = await open(file);
    const head = Buffer.alloc(HEADER_BYTES);
    await handle.read(head, 0, HEADER_BYTES, 0);
    const { sampleRateHz, frames } = parseHeader(head, file);
    const rest = Buffer.alloc(8);
    await handle.read(rest, 0, 8, HEADER_BYTES + 2 * frames);
    const bytes = Math.min(rest.readUInt32LE(4), WORDS_BYTES_MAX);
    const text = Buffer.alloc(bytes);
    await handle.read(text, 0, bytes, HEADER_BYTES + 2 * frames + 8);
    const words = (JSON.parse(text.toString()) as Packed[]).map(unpacked);
    return { durationS: frames / sampleRateHz, sampleRateHz, ...(words.length > 0 && { words }) };
  } catch (error) {
    if (error instanceof TakeUnreadable) throw error;
    throw new TakeUnreadable(file, error instanceof Error ? error.message : 'unknown', error);
  }
}

/** Reads a take block by block. Blocks the thread: for workers. */
export class TakeReader {
  readonly header: TakeHeader;
  readonly #handle: number;
  #pcm = new Int16Array(0);
  #at = 0;

  /** @throws TakeUnreadable when the file is not a take. */
  constructor(file: string) {
    this.#handle = openSync(file, 'r');
    const head = Buffer.alloc(HEADER_BYTES);
    readSync(this.#handle, head, 0, HEADER_BYTES, 0);
    this.header = parseHeader(head, file);
  }

  /**
   * Reads the next samples, in [-1, 1), into `target`.
   * @returns The part of it that was written; none at the end.
   */
  read(target: Float32Array): Float32Array {
    const count = Math.min(target.length, this.header.frames - this.#at);
    if (this.#pcm.length < count) this.#pcm = new Int16Array(count);
    const pcm = this.#pcm;
    const bytes = new Uint8Array(pcm.buffer, 0, 2 * count);
    readSync(this.#handle, bytes, 0, bytes.length, HEADER_BYTES + 2 * this.#at);
    this.#at += count;
    for (let i = 0; i < count; i++) target[i] = (pcm[i] as number) / 32768;
    return target.subarray(0, count);
  }

  close(): void {
    closeSync(this.#handle);
  }
}

type Packed = [text: string, startMs: number, endMs: number];

const packed = ({ text, startS, endS }: WordTime): Packed => [
  text,
  Math.round(startS * 1000),
  Math.round(endS * 1000),
];

const unpacked = ([text, startMs, endMs]: Packed): WordTime => ({
  text,
  startS: startMs / 1000,
  endS: endMs / 1000,
});

function header(sampleRateHz: number, soundBytes: number, riffBytes: number): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.write('RIFF', 0);
  head.writeUInt32LE(riffBytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(sampleRateHz, 24);
  head.writeUInt32LE(2 * sampleRateHz, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(soundBytes, 40);
  return head;
}

function parseHeader(head: Buffer, file: string): TakeHeader {
  const isTake =
    head.toString('latin1', 0, 4) === 'RIFF' &&
    head.toString('latin1', 36, 40) === 'data' &&
    head.readUInt32LE(24) > 0;
  if (!isTake) throw new TakeUnreadable(file, 'it is not a take');
  return { sampleRateHz: head.readUInt32LE(24), frames: head.readUInt32LE(40) / 2 };
}
