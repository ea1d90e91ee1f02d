import type { Field } from './fields.js';
import type { RawItem, RawText } from './raw-feed.js';

/** Words of one kind that an item is listened to for. */
const WORDS_MAX = 20;

/** Puts an item together from what its elements say, the best word of each kind winning. */
export class ItemBuilder {
  readonly #texts = new Map<Field, { readonly rank: number; readonly text: RawText }>();
  readonly #dates: Array<{ readonly rank: number; readonly text: string }> = [];
  readonly #updates: string[] = [];
  readonly #categories: string[] = [];
  language: string | undefined;

  get isEmpty(): boolean {
    return this.#texts.size === 0 && this.#dates.length === 0 && this.#updates.length === 0;
  }

  add(field: Field, rank: number, text: RawText): void {
    if (field === 'category') push(this.#categories, text.text);
    else if (field === 'updated') push(this.#updates, text.text);
    else if (field === 'date') {
      if (this.#dates.length < WORDS_MAX) this.#dates.push({ rank, text: text.text });
    } else if (rank < (this.#texts.get(field)?.rank ?? Infinity))
      this.#texts.set(field, { rank, text });
  }

  build(): RawItem {
    const text = (field: Field) => this.#texts.get(field)?.text;
    const parts = {
      title: text('title'),
      link: text('link')?.text,
      guid: text('guid')?.text,
      summary: text('summary'),
      content: text('content'),
      language: this.language,
    };
    return {
      ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
      dates: this.#dates.sort((a, b) => a.rank - b.rank).map((date) => date.text),
      updates: this.#updates,
      categories: this.#categories,
    };
  }
}

function push(words: string[], word: string): void {
  if (words.length < WORDS_MAX) words.push(word);
}
