/** Segments that begin with the same so many words sound alike. */
const OPENING_WORDS = 3;
/** Words of the station's own are kept further apart where there is a choice. */
const PHRASE_WORDS = 2;

/** What the segments of a show begin with: no two may begin alike. */
export class Openings {
  readonly #taken = new Set<string>();
  readonly #starts = new Set<string>();

  /** @param texts Of segments that stand. */
  constructor(texts: readonly string[] = []) {
    for (const text of texts) this.take(text);
  }

  /** @returns Whether no segment begins like this one. */
  isFree(text: string): boolean {
    return !this.#taken.has(openingOf(text));
  }

  /** @returns Whether not even the first two words have been heard. */
  isFresh(text: string): boolean {
    return !this.#starts.has(firstWords(text, PHRASE_WORDS));
  }

  take(text: string): void {
    this.#taken.add(openingOf(text));
    this.#starts.add(firstWords(text, PHRASE_WORDS));
  }

  /** @returns The same, to try something out. */
  copy(): Openings {
    const copy = new Openings();
    for (const opening of this.#taken) copy.#taken.add(opening);
    for (const start of this.#starts) copy.#starts.add(start);
    return copy;
  }
}

/** @returns The first three words of a segment, as a listener hears them. */
export function openingOf(text: string): string {
  return firstWords(text, OPENING_WORDS);
}

function firstWords(text: string, count: number): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,][\p{N}]+)*/gu) ?? [])
    .slice(0, count)
    .join(' ');
}
