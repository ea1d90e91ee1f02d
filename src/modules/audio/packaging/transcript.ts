import type { WordTime } from '../speech/speech.js';

/** A segment as it was said. */
export interface SpokenSegment {
  readonly speaker: string;
  /** As written for a reader. */
  readonly text: string;
  /** Measured place in the programme (`MixResult.segments`). */
  readonly startS: number;
  readonly endS: number;
  /** From the take (`Take.words`), in seconds of the take. */
  readonly words?: readonly WordTime[];
}

/** A line of subtitles. */
export interface Cue {
  readonly speaker: string;
  readonly text: string;
  readonly startS: number;
  readonly endS: number;
}

/** Two lines of about 42 characters: what fits a screen and is read in the time it is said. */
const CUE_CHARACTERS_MAX = 84;

/** Breaks segments into readable cues, timed by the words where the engine tells them. */
export function cuesOf(segments: readonly SpokenSegment[]): Cue[] {
  return segments.flatMap((segment) => {
    const lines = readableLines(segment.text);
    const total = lines.reduce((sum, line) => sum + weight(line), 0);
    let sum = 0;
    const shares = lines.map((line) => (sum += weight(line)) / total);
    const ends = shares.map((share) => timeAt(segment, share));
    return lines.map((text, index) => ({
      speaker: segment.speaker,
      text,
      startS: index === 0 ? segment.startS : (ends[index - 1] as Times).nextStartS,
      endS: index === lines.length - 1 ? segment.endS : (ends[index] as Times).endS,
    }));
  });
}

/** WebVTT with the speaker as voice. */
export function toVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(
    ({ speaker, text, startS, endS }) =>
      `${stamp(startS, '.')} --> ${stamp(endS, '.')}\n<v ${escaped(speaker)}>${escaped(text)}</v>\n`,
  );
  return ['WEBVTT\n', ...blocks].join('\n');
}

/** SubRip with the speaker's name in front. */
export function toSrt(cues: readonly Cue[]): string {
  return cues
    .map(
      ({ speaker, text, startS, endS }, index) =>
        `${index + 1}\n${stamp(startS, ',')} --> ${stamp(endS, ',')}\n${speaker}: ${text}\n`,
    )
    .join('\n');
}

/** Podcast namespace transcript, application/json, version 1.0.0. */
export function toTranscriptJson(cues: readonly Cue[]): string {
  const segments = cues.map(({ speaker, text, startS, endS }) => ({
    speaker,
    startTime: Number(startS.toFixed(3)),
    endTime: Number(endS.toFixed(3)),
    body: text,
  }));
  return `${JSON.stringify({ version: '1.0.0', segments }, null, 2)}\n`;
}

/** One paragraph a segment, speaker in front; also the lyrics of the file. */
export function toText(segments: readonly SpokenSegment[]): string {
  return segments.map(({ speaker, text }) => `${speaker}: ${text}\n`).join('\n');
}

interface Times {
  readonly endS: number;
  readonly nextStartS: number;
}

/**
 * When a share of a segment's text has been said. The words of the take may be others than those of the
 * text ("21" is said "twenty-one"), so that both are walked by their share of letters.
 */
function timeAt({ startS, endS, words }: SpokenSegment, share: number): Times {
  if (!words || words.length === 0) {
    const atS = startS + (endS - startS) * share;
    return { endS: atS, nextStartS: atS };
  }
  const total = words.reduce((sum, word) => sum + weight(word.text), 0);
  let sum = 0;
  let best = { index: 0, off: Infinity };
  for (const [index, word] of words.entries()) {
    sum += weight(word.text);
    const off = Math.abs(sum / total - share);
    if (off < best.off) best = { index, off };
  }
  const word = words[best.index] as WordTime;
  const next = words[best.index + 1] ?? word;
  return {
    endS: Math.min(endS, startS + word.endS),
    nextStartS: Math.min(endS, startS + Math.max(word.endS, next.startS)),
  };
}

/** Letters and digits, and one for each word: what is said of a text. */
function weight(text: string): number {
  const words = text.split(/\s+/).map((word) => word.replace(/[^\p{L}\p{N}]/gu, '').length);
  return words.reduce((sum, letters) => sum + (letters > 0 ? letters + 1 : 0), 0);
}

/** At sentence ends, then at clauses, then at spaces; lines of one sentence come out about equally long. */
function readableLines(text: string): string[] {
  const sentences = text.trim().split(/(?<=[.!?…]["'”’»)]*)\s+(?=["'“‘«(]?[\p{Lu}\p{N}])/u);
  return sentences.flatMap((sentence) => {
    const parts = Math.ceil(sentence.length / CUE_CHARACTERS_MAX);
    return parts <= 1 ? [sentence] : broken(sentence, sentence.length / parts);
  });
}

function broken(sentence: string, about: number): string[] {
  if (sentence.length <= CUE_CHARACTERS_MAX) return [sentence];
  const spaces = [...sentence.matchAll(/\s+/g)].map(({ index }) => index);
  const fitting = spaces.filter((at) => at > 0 && at <= CUE_CHARACTERS_MAX);
  const cost = (at: number) =>
    Math.abs(at - about) - (/[,;:–—]/.test(sentence[at - 1] ?? '') ? 15 : 0);
  const cut = fitting.sort((a, b) => cost(a) - cost(b))[0] ?? spaces[0];
  if (cut === undefined) return [sentence];
  return [sentence.slice(0, cut), ...broken(sentence.slice(cut).trim(), about)];
}

function stamp(atS: number, decimal: '.' | ','): string {
  const ms = Math.max(0, Math.round(atS * 1000));
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60].map(two).join(':');
  return `${clock}${decimal}${String(ms % 1000).padStart(3, '0')}`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
