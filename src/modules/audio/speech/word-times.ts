import type { WordTime } from './speech.js';

/** One phone of an engine's report: its name and when it ends. */
export interface Phone {
  readonly name: string;
  readonly endS: number;
}

interface Stretch {
  readonly startS: number;
  readonly endS: number;
  readonly phones: number;
}

/** Reads flite's `-psdur` report: `pau:0.174 g:0.273 uh:0.363 …`. */
export function parsePhones(report: string): Phone[] {
  return [...report.matchAll(/(\S+):([\d.]+)/g)].map(([, name = '', end]) => ({
    name,
    endS: Number(end),
  }));
}

/**
 * When each word of a sentence sounds. The phones say exactly when each breath group sounds; inside a group
 * its time is shared by the length of the words, which is right to about 0.1 s.
 */
export function wordTimes(sentence: string, phones: readonly Phone[]): WordTime[] {
  const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const stretches = breathGroups(phones);
  const first = stretches[0];
  const last = stretches.at(-1);
  if (!first || !last) return [];
  const phrases = phrasesOf(words);
  if (phrases.length === stretches.length)
    return phrases.flatMap((phrase, index) => spread(phrase, stretches[index] as Stretch));
  return spread(words, { startS: first.startS, endS: last.endS, phones: 0 });
}

/** Runs of phones between pauses. */
function breathGroups(phones: readonly Phone[]): Stretch[] {
  const groups: Stretch[] = [];
  let open: Stretch | undefined;
  let beforeS = 0;
  for (const { name, endS } of phones) {
    if (name === 'pau') {
      if (open) groups.push(open);
      open = undefined;
    } else open = { startS: open?.startS ?? beforeS, endS, phones: (open?.phones ?? 0) + 1 };
    beforeS = endS;
  }
  return open ? [...groups, open] : groups;
}

/** Words up to a mark at which engines pause. */
function phrasesOf(words: readonly string[]): string[][] {
  const phrases: string[][] = [[]];
  for (const word of words) {
    phrases.at(-1)?.push(word);
    if (/[,;:.!?]["'”’»)]*$/u.test(word)) phrases.push([]);
  }
  return phrases.filter((phrase) => phrase.length > 0);
}

function spread(words: readonly string[], { startS, endS }: Stretch): WordTime[] {
  const weights = words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, '').length + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return words.map((text, index) => {
    const from = startS + ((endS - startS) * sum) / total;
    sum += weights[index] as number;
    return { text, startS: from, endS: startS + ((endS - startS) * sum) / total };
  });
}
