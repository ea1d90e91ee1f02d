import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { forgetEngine } from '../worker-memory.js';
import { writeTake } from '../take/take-file.js';
import { assemble } from './assemble.js';
import { sentences } from './sentences.js';
import type { Speech, WordTime } from './speech.js';
import { espeakVoice } from './voices.js';
import { workSince } from './work-since.js';
import type { Outcome, RecordTask, SpeakTask } from './worker-task.js';

const SHORTEST_S = 0.1;
const WORDS_PER_MINUTE = 160;

interface EspeakEvent {
  readonly type: string;
  /** Characters from the start, beginning with 1. */
  readonly text_position: number;
  readonly word_length: number;
  /** Milliseconds. */
  readonly audio_position: number;
}

/** The part of the package used here; it ships no types. */
interface Espeak {
  readonly samplerate: number;
  set_voice(name: string, language: string, gender: number, age: number, variant: number): number;
  set_rate(wordsPerMinute: number): void;
  set_pitch(percent: number): void;
  set_range(percent: number): void;
  synthesize(
    text: string,
    onSound: (pcm: Int16Array, events: readonly EspeakEvent[]) => boolean,
  ): void;
}

interface EspeakPackage {
  readonly default: (options: object) => Promise<{ eSpeakNGWorker: new () => Espeak }>;
}

/** A moment like any other. */
const STANDSTILL_MS = 1_700_000_000_000;

/** Speaks one line; the same line sounds the same to the bit. */
export async function speak(task: SpeakTask): Promise<Outcome> {
  const { now } = Date;
  const { random } = Math;
  // The noise in its breath is seeded by the clock and goes on from line to line: each line gets an engine
  // of its own at a clock that stands still.
  Date.now = () => STANDSTILL_MS;
  Math.random = () => 0.5;
  try {
    return speakWith(await load(), task);
  } finally {
    Date.now = now;
    Math.random = random;
    forgetEngine();
  }
}

function speakWith(espeak: Espeak, { text, voice, rate }: SpeakTask): Outcome {
  const { variant, pitch } = espeakVoice(voice);
  if (espeak.set_voice(variant, '', 0, 0, 0) !== 0) return { refused: 'the voice is not there' };
  espeak.set_rate(Math.round(WORDS_PER_MINUTE * rate));
  espeak.set_pitch(pitch);
  espeak.set_range(45);
  const sayable = sentences(text).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  const speech = assemble(sayable.map((sentence) => say(espeak, sentence)));
  const durationS = speech.pcm.length / speech.sampleRateHz;
  return durationS < SHORTEST_S ? { refused: 'there is nothing in it to say' } : { speech };
}

/** Speaks one line into a take file. */
export async function record(task: RecordTask): Promise<Outcome> {
  const startedMs = performance.now();
  const outcome = await speak(task);
  if (!outcome.speech) return outcome;
  return { recording: { ...writeTake(task.file, outcome.speech), work: workSince(startedMs) } };
}

async function load(): Promise<Espeak> {
  const path = createRequire(import.meta.url).resolve('@echogarden/espeak-ng-emscripten');
  const data = readFileSync(path.replace(/\.js$/, '.data'));
  const loaded = (await import(pathToFileURL(path).href)) as EspeakPackage;
  const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
  const { eSpeakNGWorker } = await loaded.default({ getPreloadedPackage: () => bytes });
  return new eSpeakNGWorker();
}

function say(espeak: Espeak, sentence: string): Speech {
  const blocks: Int16Array[] = [];
  const events: EspeakEvent[] = [];
  espeak.synthesize(sentence, (pcm, said) => {
    blocks.push(pcm);
    events.push(...said);
    return false;
  });
  const pcm = new Int16Array(blocks.reduce((total, block) => total + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    pcm.set(block, at);
    at += block.length;
  }
  const sampleRateHz = espeak.samplerate;
  return { pcm, sampleRateHz, words: wordsOf(sentence, events, pcm.length / sampleRateHz) };
}

function wordsOf(sentence: string, events: readonly EspeakEvent[], endS: number): WordTime[] {
  const words = events.filter(({ type }) => type === 'word');
  return words.map((word, index) => ({
    text: sentence.slice(word.text_position - 1, word.text_position - 1 + word.word_length),
    startS: word.audio_position / 1000,
    endS: Math.min(endS, (words[index + 1]?.audio_position ?? 1000 * endS) / 1000),
  }));
}
