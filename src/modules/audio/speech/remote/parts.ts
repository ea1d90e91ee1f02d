import { sentences } from '../sentences.js';

/** Cuts a text where sentences end, so that no part is longer than a provider takes at once. */
export function partsOf(text: string, charactersMax: number): string[] {
  const parts: string[] = [];
  for (const sentence of sentences(text)) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 1 + sentence.length <= charactersMax)
      parts[parts.length - 1] = `${last} ${sentence}`;
    else parts.push(sentence);
  }
  return parts;
}
