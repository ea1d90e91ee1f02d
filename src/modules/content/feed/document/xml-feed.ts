import { Parser } from 'htmlparser2';
import { base64Text, isBase64, isPlain } from './atom-text.js';
import { breaksText, type Field, isForeign, type Meaning, meaningOf } from './fields.js';
import { ItemBuilder } from './item-builder.js';
import { type Name, nameOf, type Scope, scopeWith } from './names.js';
import type { RawFeed, RawItem } from './raw-feed.js';

/** Deeper than any feed; items whose tags are never closed lie in each other. */
const DEPTH_MAX = 512;
/** Longer than any text that is read on. */
const TEXT_CHARACTERS_MAX = 500_000;
const FEEDS = new Set(['rss', 'rdf', 'feed', 'channel']);

export interface ReadTerms {
  /** Items that are read at most. */
  readonly itemsMax: number;
  /** Where the document came from. */
  readonly url: string;
}

/** Ends the reading of a document; what was read counts. */
class Enough extends Error {}

type Attributes = Readonly<Record<string, string>>;

interface Element {
  readonly name: Name;
  readonly scope: Scope;
  /** What links are relative to; empty where the document does not say. */
  readonly base: string;
  readonly isForeign: boolean;
  /** Begins an item. */
  readonly item?: ItemBuilder;
}

/** A text that is being read. */
interface Text {
  readonly field: Field | 'feedTitle' | 'feedLink' | 'language' | 'pace';
  readonly rank: number;
  readonly depth: number;
  readonly name: Name;
  readonly attributes: Attributes;
  readonly base: string;
  /** As it stands there, entities decoded. */
  text: string;
  /** The same with the tags that stand in it, once there was one. */
  markup: string | undefined;
}

/**
 * Reads RSS 0.9x, 1.0, 1.1 and 2.0, Atom 0.3 and 1.0 and CDF by their tags as they come: names in any case,
 * under any prefix, with wrong or missing namespaces, tags that are never closed, documents that break off.
 * In one pass and linear time.
 * @returns Nothing where no feed begins and no item has a text.
 */
export function readXmlFeed(text: string, { itemsMax, url }: ReadTerms): RawFeed | undefined {
  const reader = new XmlFeedReader(itemsMax, /^https?:/i.test(url) ? url : '');
  let openedAt = -1;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        openedAt = parser.endIndex;
        reader.open(name, attributes);
      },
      ontext: (data) => {
        reader.text(data);
      },
      onclosetag: (_, isImplied) => {
        // `<a/>` counts as implied as well: it closes where it opens.
        reader.close(isImplied && parser.endIndex !== openedAt);
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  try {
    parser.end(text);
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return reader.finish();
}

class XmlFeedReader {
  readonly #items: ItemBuilder[] = [];
  readonly #elements: Element[] = [];
  readonly #open: ItemBuilder[] = [];
  readonly #pace: Record<string, string> = {};
  readonly #skipHours: string[] = [];
  #text: Text | undefined;
  #feedTitle = '';
  #feedLink = '';
  #language = '';
  #isFeed = false;
  #isFlagged = false;

  constructor(
    private readonly itemsMax: number,
    private readonly url: string,
  ) {}

  open(qualified: string, attributes: Attributes): void {
    if (this.#elements.length >= DEPTH_MAX) this.#stop();
    const parent = this.#elements.at(-1);
    const scope = scopeWith(parent?.scope ?? new Map(), attributes);
    const name = nameOf(qualified, scope);
    const base = resolved(attributes['xml:base'], parent?.base ?? this.url);
    const isOutside = (parent?.isForeign ?? false) || isForeign(name);
    if (this.#text && breaksText(name) && this.#text.name.vocabulary !== 'xhtml') {
      this.#isFlagged = true;
      this.#endText();
    }
    if (this.#text) {
      this.#elements.push({ name, scope, base, isForeign: isOutside });
      this.#tag(`<${name.local}>`);
      return;
    }
    const item = this.#isItem(name) ? this.#begin(attributes, base) : undefined;
    this.#elements.push({
      name,
      scope,
      base,
      isForeign: isOutside && !item,
      ...(item && { item }),
    });
    if (FEEDS.has(name.local) && name.vocabulary === 'core') this.#enter(attributes);
    else if (!item && !isOutside) this.#read(name, attributes);
    else if (!item && this.#open.length > 0) this.#enclosed(name, attributes);
  }

  text(data: string): void {
    const text = this.#text;
    if (!text || text.text.length >= TEXT_CHARACTERS_MAX) return;
    const part = data.slice(0, TEXT_CHARACTERS_MAX - text.text.length);
    text.text += part;
    if (text.markup !== undefined) text.markup += escaped(part);
  }

  close(isImplied: boolean): void {
    const element = this.#elements.pop();
    if (isImplied) this.#isFlagged = true;
    const text = this.#text;
    if (text && this.#elements.length < text.depth) this.#endText();
    else if (text && element) this.#tag(`</${element.name.local}>`);
    if (!element?.item) return;
    this.#open.pop();
    // An empty item inside an item is a slip of the publisher's tool.
    const isSlip = element.item.isEmpty && this.#open.length > 0;
    if (isSlip && this.#items.at(-1) === element.item) this.#items.pop();
  }

  finish(): RawFeed | undefined {
    if (this.#text) this.#endText();
    if (this.#elements.length > 0) this.#isFlagged = true;
    const items = this.#items.map((item) => item.build());
    if (!this.#isFeed && !items.some(({ title, summary, content }) => title ?? summary ?? content))
      return undefined;
    return {
      title: this.#feedTitle,
      language: this.#language,
      items: items.map((item) => this.#withLink(item)),
      isFlagged: this.#isFlagged || !this.#isFeed,
      pace: { ...this.#pace, skipHours: this.#skipHours },
    };
  }

  #isItem({ vocabulary, local }: Name): boolean {
    return vocabulary === 'core' && (local === 'item' || local === 'entry');
  }

  #begin(attributes: Attributes, base: string): ItemBuilder {
    if (this.#items.length >= this.itemsMax) this.#stop();
    const item = new ItemBuilder();
    this.#items.push(item);
    this.#open.push(item);
    const about = attributes['rdf:about'] ?? attributes['about'];
    if (about) {
      item.add('guid', 2, plain(about));
      if (isAddress(about)) item.add('link', 4, plain(about));
    }
    const { href } = attributes; // CDF
    if (href) item.add('link', 1, plain(resolved(href, base)));
    if (attributes['lastmod']) item.add('updated', 1, plain(attributes['lastmod']));
    if (attributes['xml:lang']) item.language = attributes['xml:lang'];
    return item;
  }

  #enter(attributes: Attributes): void {
    if (this.#open.length > 0) return;
    this.#isFeed = true;
    this.#language ||= attributes['xml:lang'] ?? '';
    this.#feedLink ||= attributes['href'] ?? '';
  }

  #read(name: Name, attributes: Attributes): void {
    const item = this.#open.at(-1);
    const { vocabulary, local } = name;
    const isLink = vocabulary === 'core' && local === 'link';
    if (isLink && attributes['href']) this.#refer(item, attributes['href'], attributes);
    else if (!item) this.#readFeed(name, attributes);
    else if (local === 'category' && attributes['term'])
      item.add('category', 0, plain(attributes['term']));
    else {
      const meaning = meaningOf(name);
      const parent = this.#elements.at(-2)?.name;
      const isCaption = parent?.vocabulary === 'media' && parent.local === 'content';
      if (meaning)
        this.#begun(name, { ...meaning, rank: meaning.rank + (isCaption ? 3 : 0) }, attributes);
    }
  }

  /** A link by its `href`, as Atom has it. */
  #refer(item: ItemBuilder | undefined, href: string, { rel, type }: Attributes): void {
    const link = resolved(href, this.#base);
    const isAlternate = rel === undefined || /^\s*(?:.*[#/])?alternate\s*$/i.test(rel);
    if (!item) {
      if (isAlternate) this.#feedLink ||= link;
    } else if (isAlternate) item.add('link', !type || /html/i.test(type) ? 1 : 2, plain(link));
    else if (rel === 'enclosure') item.add('link', 6, plain(link));
  }

  #readFeed(name: Name, attributes: Attributes): void {
    const { vocabulary, local } = name;
    const isCore = vocabulary === 'core';
    const field =
      isCore && local === 'title' && this.#feedTitle === ''
        ? 'feedTitle'
        : isCore && local === 'link' && this.#feedLink === ''
          ? 'feedLink'
          : local === 'language' && (isCore || vocabulary === 'dc') && this.#language === ''
            ? 'language'
            : (isCore && (local === 'ttl' || local === 'hour')) || vocabulary === 'sy'
              ? 'pace'
              : undefined;
    if (field) this.#begun(name, { field, rank: 0 }, attributes);
  }

  /** What stands in a part with a title of its own: only where its file lies is wanted. */
  #enclosed({ vocabulary, local }: Name, { url }: Attributes): void {
    if (vocabulary === 'core' && local === 'enclosure' && url)
      this.#open.at(-1)?.add('link', 6, plain(resolved(url, this.#base)));
  }

  #begun(
    name: Name,
    { field, rank }: { readonly field: Text['field']; readonly rank: Meaning['rank'] },
    attributes: Attributes,
  ): void {
    const depth = this.#elements.length;
    const base = this.#base;
    this.#text = { field, rank, depth, name, attributes, base, text: '', markup: undefined };
  }

  #endText(): void {
    const read = this.#text;
    this.#text = undefined;
    if (!read) return;
    const { field, rank, name, attributes, base } = read;
    const isEncoded = isBase64(attributes);
    const text = (isEncoded ? base64Text(read.text) : (read.markup ?? read.text)).trim();
    if (text === '') return;
    const item = this.#open.at(-1);
    if (field === 'feedTitle') this.#feedTitle = text;
    else if (field === 'feedLink') this.#feedLink = text;
    else if (field === 'language') this.#language = text;
    else if (field === 'pace') this.#addPace(name.local, text);
    else if (field === 'link') {
      if (name.vocabulary !== 'feedburner' || isAddress(text))
        item?.add('link', rank, plain(resolved(text, base)));
    } else
      item?.add(field, rank, {
        text,
        isPlain: read.markup === undefined && isPlain(name, attributes),
      });
    if (field === 'guid' && isAddress(text))
      item?.add('link', attributes['ispermalink'] === 'false' ? 5 : 4, plain(text));
  }

  #addPace(local: string, text: string): void {
    if (local === 'hour') {
      if (this.#skipHours.length < 24) this.#skipHours.push(text);
    } else if (local === 'ttl') this.#pace['ttl'] ??= text;
    else if (local === 'updateperiod') this.#pace['updatePeriod'] ??= text;
    else if (local === 'updatefrequency') this.#pace['updateFrequency'] ??= text;
  }

  /** Markup that was not escaped, inside a text: it belongs to the text. */
  #tag(tag: string): void {
    const text = this.#text;
    if (!text || text.text.length >= TEXT_CHARACTERS_MAX) return;
    text.markup ??= escaped(text.text);
    if (/^<\/?[a-z][a-z\d]*>$/.test(tag) && text.markup.length < 2 * TEXT_CHARACTERS_MAX)
      text.markup += tag;
  }

  /** A document from a file is somewhere else than its items: they lie where the feed says it belongs. */
  #withLink(item: RawItem): RawItem {
    return item.link === undefined ? item : { ...item, link: resolved(item.link, this.#feedLink) };
  }

  get #base(): string {
    return this.#elements.at(-1)?.base ?? this.url;
  }

  #stop(): never {
    this.#isFlagged ||= this.#elements.length >= DEPTH_MAX;
    this.#elements.length = Math.min(this.#elements.length, 0);
    throw new Enough();
  }
}

function plain(text: string): { readonly text: string; readonly isPlain: true } {
  return { text: text.trim(), isPlain: true };
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim());
}

function resolved(reference: string | undefined, base: string): string {
  const text = reference?.trim() ?? '';
  if (text === '') return base;
  return URL.parse(text, URL.canParse(base) ? base : undefined)?.href ?? text;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'));
}
