import type { Speech, WordTime } from './speech.js';

/** Silence kept around a sentence: enough that no consonant is cut. */
const KEPT_S = 0.03;
const FADE_S = 0.005;
/** Pause between two sentences of one line, edges included. */
const SENTENCE_PAUSE_S = 0.34;
/** Sound within 45 dB of the loudest frame counts as speech; breath and engine noise do not. */
const THRESHOLD = 10 ** (-45 / 20);
const FRAME_S = 0.005;

/**
 * Joins spoken sentences into one take: each without its own leading and trailing silence and without DC,
 * faded at its edges so that it can be cut in anywhere, a natural pause between them. Words move along.
 * All parts must have the same sample rate.
 */
export function assemble(parts: readonly Speech[]): Speech {
  const sampleRateHz = parts[0]?.sampleRateHz ?? 16_000;
  const trimmed = parts.map(trim).filter(({ pcm }) => pcm.length > 0);
  const pause = Math.round((SENTENCE_PAUSE_S - 2 * KEPT_S) * sampleRateHz);
  const length = trimmed.reduce((total, { pcm }) => total + pcm.length + pause, -pause);
  const pcm = new Int16Array(Math.max(0, length));
  const words: WordTime[] = [];
  let at = 0;
  for (const part of trimmed) {
    pcm.set(part.pcm, at);
    for (const word of part.words ?? []) words.push(moved(word, at / sampleRateHz));
    at += part.pcm.length + pause;
  }
  return { pcm, sampleRateHz, ...(words.length > 0 && { words }) };
}

function trim(speech: Speech): Speech {
  const { sampleRateHz, words } = speech;
  const pcm = withoutDc(speech.pcm);
  const frame = Math.round(FRAME_S * sampleRateHz);
  const levels = Array.from({ length: Math.ceil(pcm.length / frame) }, (_, index) =>
    rms(pcm, index * frame, (index + 1) * frame),
  );
  const threshold = Math.max(2, Math.max(0, ...levels) * THRESHOLD);
  const first = levels.findIndex((level) => level > threshold);
  if (first < 0) return { pcm: new Int16Array(0), sampleRateHz };
  const last = levels.findLastIndex((level) => level > threshold);
  const kept = Math.round(KEPT_S * sampleRateHz);
  const from = Math.max(0, first * frame - kept);
  const to = Math.min(pcm.length, (last + 1) * frame + kept);
  const cut = faded(pcm.slice(from, to), Math.round(FADE_S * sampleRateHz));
  const endS = (to - from) / sampleRateHz;
  const within = words?.map((word) => clipped(moved(word, -from / sampleRateHz), endS));
  return { pcm: cut, sampleRateHz, ...(within && { words: within }) };
}

/** flite's voices sit up to 0.005 of full scale off zero; a cut there would click. One-pole, 8 Hz at 16 kHz. */
function withoutDc(pcm: Int16Array): Int16Array {
  const clean = new Int16Array(pcm.length);
  let before = pcm[0] ?? 0; // Begins as if it had always been there.
  let level = 0;
  for (let i = 0; i < pcm.length; i++) {
    const value = pcm[i] as number;
    level = value - before + 0.997 * level;
    before = value;
    clean[i] = Math.max(-32768, Math.min(32767, Math.round(level)));
  }
  return clean;
}

function faded(pcm: Int16Array, frames: number): Int16Array {
  for (let i = 0; i < Math.min(frames, pcm.length); i++) {
    const gain = (1 - Math.cos((Math.PI * i) / frames)) / 2;
    const end = pcm.length - 1 - i;
    pcm[i] = (pcm[i] as number) * gain;
    pcm[end] = (pcm[end] as number) * gain;
  }
  return pcm;
}

function rms(pcm: Int16Array, from: number, to: number): number {
  let sum = 0;
  const end = Math.min(to, pcm.length);
  for (let i = from; i < end; i++) sum += (pcm[i] as number) ** 2;
  return Math.sqrt(sum / (end - from));
}

function moved({ text, startS, endS }: WordTime, byS: number): WordTime {
  return { text, startS: startS + byS, endS: endS + byS };
}

function clipped({ text, startS, endS }: WordTime, limitS: number): WordTime {
  const within = (atS: number) => Math.min(limitS, Math.max(0, atS));
  return { text, startS: within(startS), endS: within(endS) };
}
