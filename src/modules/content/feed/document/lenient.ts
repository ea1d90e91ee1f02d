import { Parser } from 'htmlparser2';
import type { RawFeed, RawItem } from './raw-feed.js';

/** Local names whose text is wanted, by what they mean. */
const FIELDS: Readonly<Record<string, keyof RawItem>> = {
  title: 'title',
  link: 'link',
  guid: 'guid',
  id: 'guid',
  description: 'summary',
  summary: 'summary',
  subtitle: 'summary',
  encoded: 'content',
  content: 'content',
  body: 'content',
  fulltext: 'content',
  pubdate: 'date',
  date: 'date',
  published: 'date',
  issued: 'date',
  created: 'date',
  updated: 'updated',
  modified: 'updated',
};
const DEPTH_MAX = 64;
/** "]]</title>": the section would swallow the rest of the feed. */
const CDATA_END_BROKEN = /\]\](?=<\/[a-z:]+>)/gi;

/**
 * Reads what can be read of an ill-formed feed: names without prefix and case, tags that are never closed,
 * text that breaks off. Items are whatever is called item or entry.
 */
export function readLenient(text: string, itemsMax: number): RawFeed {
  const reader = new LenientReader(itemsMax);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        reader.open(local(name), attributes);
      },
      ontext: (data) => {
        reader.text(data);
      },
      onclosetag: (name) => {
        reader.close(local(name));
      },
    },
    { xmlMode: true, decodeEntities: true, recognizeSelfClosing: true },
  );
  parser.end(text.replace(CDATA_END_BROKEN, ']]>'));
  return reader.finish();
}

class LenientReader {
  readonly #items: RawItem[] = [];
  #feedTitle = '';
  #language = '';
  #item: { -readonly [K in keyof RawItem]: RawItem[K] } | undefined;
  #field: keyof RawItem | 'feedTitle' | 'language' | undefined;
  #buffer = '';
  #depth = 0;
  #fieldDepth = 0;

  constructor(private readonly itemsMax: number) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (++this.#depth > DEPTH_MAX) return;
    if (name === 'item' || name === 'entry') {
      this.#endItem();
      if (this.#items.length < this.itemsMax) this.#item = { categories: [] };
      return;
    }
    if (name === 'feed' && attributes['xml:lang']) this.#language = attributes['xml:lang'];
    if (this.#field !== undefined) {
      // Markup inside a field that was not escaped (Atom xhtml): its text belongs to the field.
      if (/^(p|br|div|li)$/.test(name)) this.#buffer += '\n<p>';
      return;
    }
    this.#begin(name, attributes);
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    const href = attributes['href'];
    if (
      this.#item &&
      name === 'link' &&
      href &&
      (attributes['rel'] ?? 'alternate') === 'alternate'
    ) {
      this.#item.link ??= href;
      return;
    }
    if (this.#item && name === 'category' && attributes['term']) {
      this.#item.categories = [...(this.#item.categories ?? []), attributes['term']];
      return;
    }
    const field = this.#item
      ? name === 'category' || name === 'subject'
        ? 'categories'
        : FIELDS[name]
      : name === 'title' && this.#feedTitle === ''
        ? 'feedTitle'
        : name === 'language'
          ? 'language'
          : undefined;
    if (field === undefined) return;
    this.#field = field;
    this.#fieldDepth = this.#depth;
    this.#buffer = '';
  }

  text(data: string): void {
    if (this.#field !== undefined) this.#buffer += data;
  }

  close(name: string): void {
    if (this.#field !== undefined && this.#depth <= this.#fieldDepth) this.#endField();
    if (name === 'item' || name === 'entry') this.#endItem();
    this.#depth--;
  }

  finish(): RawFeed {
    if (this.#field !== undefined) this.#endField();
    this.#endItem();
    return {
      title: this.#feedTitle,
      language: this.#language,
      items: this.#items,
      isFlagged: true,
    };
  }

  #endField(): void {
    const field = this.#field;
    const value = this.#buffer.trim();
    this.#field = undefined;
    if (value === '' || field === undefined) return;
    if (field === 'feedTitle') this.#feedTitle = value;
    else if (field === 'language') this.#language = value;
    else if (!this.#item) return;
    else if (field === 'categories')
      this.#item.categories = [...(this.#item.categories ?? []), value];
    else this.#item[field] ??= value;
  }

  #endItem(): void {
    if (this.#item) this.#items.push(this.#item);
    this.#item = undefined;
    this.#field = undefined;
  }
}

function local(name: string): string {
  return (name.split(':').at(-1) ?? name).toLowerCase();
}
