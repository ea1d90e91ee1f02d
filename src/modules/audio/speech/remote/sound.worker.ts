import { readFileSync } from 'node:fs';
import { decodeMp3 } from '../../mix/mp3/mp3-decoder.js';
import { writeTake } from '../../take/take-file.js';
import { isWav } from '../../wav-head.js';
import { assemble } from '../assemble.js';
import type { Speech } from '../speech.js';
import { wavSound } from '../wav-sound.js';
import type { Outcome } from '../worker-task.js';
import { faultOfSound } from './judge-sound.js';

/** How a provider was asked to code its sound. */
export type SoundFormat = 'pcm' | 'mp3' | 'wav';

export interface JoinTask {
  /** In their order. */
  readonly parts: ReadonlyArray<{
    readonly file: string;
    readonly characters: number;
    readonly format: SoundFormat;
    /** Of `pcm`, which does not say it itself. */
    readonly sampleRateHz: number;
  }>;
  /** The pace that was asked for. */
  readonly rate: number;
  /** Where the take goes. */
  readonly file: string;
}

/** Sound between two collections of the garbage, bytes. */
const COLLECT_BYTES = 2_000_000;
const HEAD_BYTES = 64;

/** Makes a take of what a provider has sent, or says why it is none. */
export async function join({ parts, rate, file }: JoinTask): Promise<Outcome> {
  const sounds: Speech[] = [];
  for (const { characters, ...part } of parts) {
    const sound = await soundOf(readFileSync(part.file), part);
    if (typeof sound === 'string') return { refused: sound };
    const fault = faultOfSound(sound, { characters, rate });
    if (fault !== undefined) return { refused: fault };
    sounds.push(sound);
  }
  const rates = new Set(sounds.map((sound) => sound.sampleRateHz));
  if (rates.size > 1) return { refused: 'its sample rate changed between two answers' };
  return { recording: writeTake(file, assemble(sounds)) };
}

interface Coding {
  readonly format: SoundFormat;
  readonly sampleRateHz: number;
  readonly file: string;
}

/** @returns The sound, or why there is none. */
async function soundOf(bytes: Buffer, { format, sampleRateHz, file }: Coding) {
  if (bytes.length === 0) return 'it answered nothing';
  if (isText(bytes)) return 'it answered garbage';
  if (isWav(bytes)) return wavSound(bytes) ?? 'it answered a WAV file that nobody can read';
  if (format === 'wav') return 'it answered garbage';
  if (format === 'pcm') return raw(bytes, sampleRateHz);
  return mp3Sound(file);
}

/** A page or a message where sound was to be. */
function isText(bytes: Buffer): boolean {
  return /^[\t\n\r\x20-\x7e]+$/.test(bytes.toString('latin1', 0, HEAD_BYTES));
}

function raw(bytes: Buffer, sampleRateHz: number): Speech | string {
  if (bytes.length % 2 === 1) return 'its sound was cut off';
  const pcm = new Int16Array(bytes.length / 2);
  for (let at = 0; at < pcm.length; at++) pcm[at] = bytes.readInt16LE(2 * at);
  return { pcm, sampleRateHz };
}

async function mp3Sound(file: string): Promise<Speech | string> {
  const blocks: Int16Array[] = [];
  const decoded = await decodeMp3(file, COLLECT_BYTES, (left, right) => {
    blocks.push(Int16Array.from(left, (value, at) => sample((value + (right[at] as number)) / 2)));
  }).catch((error: unknown) => {
    if (typeof (error as NodeJS.ErrnoException).code === 'string') throw error; // Of our disk.
    return { frames: 0, sampleRateHz: 0 };
  });
  const { frames, sampleRateHz } = decoded;
  if (frames === 0) return 'it answered garbage';
  const pcm = new Int16Array(frames);
  let at = 0;
  for (const block of blocks) {
    pcm.set(block, at);
    at += block.length;
  }
  return { pcm, sampleRateHz };
}

function sample(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(32_768 * value)));
}
