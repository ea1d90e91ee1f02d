import { writeTake } from '../take/take-file.js';
import { assemble } from './assemble.js';
import { runFlite } from './flite-program.js';
import { sentences } from './sentences.js';
import type { Speech } from './speech.js';
import { parsePhones, wordTimes } from './word-times.js';
import { workSince } from './work-since.js';
import type { Outcome, RecordTask, SpeakTask } from './worker-task.js';

const WAV_HEADER_BYTES = 44;
/** Shorter than any word: flite answers text it cannot say with 0.18 to 0.23 s of silence and no error. */
const SHORTEST_S = 0.1;

/** kal16 speaks at 95 Hz by itself, a tone below rms: 88 keeps the two men three and a half semitones apart. */
const MEANS_HZ: Readonly<Record<string, number>> = { kal16: 88 };

/** Speaks one line. */
export async function speak({ text, voice, rate }: SpeakTask): Promise<Outcome> {
  const parts: Speech[] = [];
  for (const sentence of sentences(folded(text))) {
    if (/[a-z0-9]/i.test(sentence)) parts.push(await say(sentence, voice, rate));
  }
  const speech = assemble(parts);
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

async function say(sentence: string, voice: string, rate: number): Promise<Speech> {
  const stretch = ['--setf', `duration_stretch=${(1 / rate).toFixed(4)}`];
  // The spaces keep flite from taking a text of one word for the name of a file.
  const mean = MEANS_HZ[voice];
  const pitch = mean === undefined ? [] : ['--setf', `int_f0_target_mean=${mean}`];
  const args = ['-voice', voice, ...stretch, ...pitch, '-psdur', '-t', ` ${sentence} `];
  const { wav, stdout } = await runFlite(args);
  const pcm = new Int16Array(Math.max(0, wav.length - WAV_HEADER_BYTES) >> 1);
  Buffer.from(pcm.buffer).set(wav.subarray(WAV_HEADER_BYTES, WAV_HEADER_BYTES + pcm.byteLength));
  const words = wordTimes(sentence, parsePhones(stdout));
  return { pcm, sampleRateHz: wav.readUInt32LE(24), words };
}

/** flite reads ASCII: letters lose their accents, typographic marks become plain ones. */
function folded(text: string): string {
  return text
    .replace(/ß/g, 'ss')
    .replace(/æ/gi, 'ae')
    .replace(/ø/gi, 'o')
    .replace(/œ/gi, 'oe')
    .replace(/ł/gi, 'l')
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\s*[–—]\s*/g, ', ')
    .replace(/…/g, '.')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]+/g, ' ');
}
