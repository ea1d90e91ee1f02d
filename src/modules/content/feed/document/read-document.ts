import { type AnyFeed, parseFeed } from 'feedsmith';
import { Parser } from 'htmlparser2';
import { readLenient } from './lenient.js';
import type { RawFeed, RawItem } from './raw-feed.js';

/** A document that is no feed: nothing in it can be read as one. */
export class NotAFeed extends Error {
  constructor(
    reason: string,
    /** Feeds that an HTML page names by `<link rel="alternate">`. */
    readonly discovered: readonly string[] = [],
  ) {
    super(reason);
    this.name = 'NotAFeed';
  }
}

const DISCOVERED_MAX = 5;

/**
 * The items of a feed in any of the formats: RSS 0.9x, 1.0 (RDF), 2.0, Atom 0.3 and 1.0, JSON Feed.
 * @throws NotAFeed
 */
export function readDocument(text: string, itemsMax: number): RawFeed {
  const start = text.trimStart();
  if (hasInternalSubset(start)) throw new NotAFeed('The document declares entities of its own.');
  if (looksLikeHtml(start)) throw new NotAFeed('This is a web page, not a feed.', discover(start));
  const strict = readStrict(start, itemsMax);
  if (strict && strict.items.some(({ title, summary, content }) => title ?? summary ?? content))
    return strict;
  const lenient = start.startsWith('{') ? undefined : readLenient(start, itemsMax);
  if (lenient && lenient.items.length > 0) return lenient;
  if (strict) return strict;
  throw new NotAFeed('Nothing in the document reads as a feed.');
}

function readStrict(text: string, itemsMax: number): RawFeed | undefined {
  try {
    return fromFeedsmith(parseFeed(text, { maxItems: itemsMax }), itemsMax);
  } catch {
    return undefined; // Ill-formed: the lenient reader is next.
  }
}

/** Feedsmith gives text as a string or as an object with a value, by format. */
type Loose = string | { readonly value?: unknown } | undefined;

interface LooseItem {
  readonly title?: Loose;
  readonly link?: string;
  readonly url?: string;
  readonly external_url?: string;
  readonly links?: ReadonlyArray<{ readonly href?: string; readonly rel?: string }>;
  readonly guid?: Loose;
  readonly id?: string;
  readonly description?: Loose;
  readonly summary?: Loose;
  readonly content?: Loose | { readonly encoded?: string };
  readonly content_html?: string;
  readonly content_text?: string;
  readonly pubDate?: string;
  readonly published?: string;
  readonly date_published?: string;
  readonly updated?: string;
  readonly date_modified?: string;
  readonly dc?: { readonly dates?: readonly string[]; readonly subjects?: readonly string[] };
  readonly media?: {
    readonly description?: Loose;
    readonly groups?: ReadonlyArray<{ readonly description?: Loose }>;
  };
  readonly categories?: ReadonlyArray<{ readonly name?: string; readonly term?: string }>;
  readonly tags?: readonly string[];
}

interface LooseFeed {
  readonly title?: Loose;
  readonly language?: string;
  readonly xml?: { readonly lang?: string };
  readonly dc?: { readonly languages?: readonly string[] };
  readonly items?: readonly LooseItem[];
  readonly entries?: readonly LooseItem[];
}

function fromFeedsmith({ feed }: AnyFeed, itemsMax: number): RawFeed {
  const loose = feed as LooseFeed;
  return {
    title: value(loose.title) ?? '',
    language: loose.language ?? loose.xml?.lang ?? loose.dc?.languages?.[0] ?? '',
    items: (loose.items ?? loose.entries ?? []).slice(0, itemsMax).map(rawItem),
    isFlagged: false,
  };
}

function rawItem(item: LooseItem): RawItem {
  const { content } = item;
  const encoded = typeof content === 'object' && 'encoded' in content ? content.encoded : undefined;
  const alternate = item.links?.find(({ rel = 'alternate' }) => rel === 'alternate');
  return compact({
    title: value(item.title),
    link: item.link ?? item.url ?? item.external_url ?? alternate?.href,
    guid: value(item.guid) ?? item.id,
    summary:
      value(item.description) ??
      value(item.summary) ??
      value(item.media?.groups?.[0]?.description) ??
      value(item.media?.description),
    content: encoded ?? value(content as Loose) ?? item.content_html ?? item.content_text,
    date: item.pubDate ?? item.published ?? item.date_published ?? item.dc?.dates?.[0],
    updated: item.updated ?? item.date_modified,
    categories: [
      ...(item.categories ?? []).flatMap(({ name, term }) => name ?? term ?? []),
      ...(item.tags ?? []),
      ...(item.dc?.subjects ?? []),
    ],
  });
}

function compact(item: Record<string, string | readonly string[] | undefined>): RawItem {
  return Object.fromEntries(Object.entries(item).filter(([, entry]) => entry !== undefined));
}

function value(loose: Loose): string | undefined {
  const text = typeof loose === 'object' ? loose.value : loose;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** What may stand before the root element or its DOCTYPE. */
const BEFORE_ROOT = /\s+|<\?[^]*?\?>|<!--[^]*?-->/y;
const OPENS_SUBSET = /<!DOCTYPE(?:[^'">[]|"[^"]*"|'[^']*')*\[/iy;

/** Reads on to the DOCTYPE however far it stands; in linear time. */
function hasInternalSubset(text: string): boolean {
  let at = 0;
  for (BEFORE_ROOT.lastIndex = 0; BEFORE_ROOT.test(text);) at = BEFORE_ROOT.lastIndex;
  OPENS_SUBSET.lastIndex = at;
  return OPENS_SUBSET.test(text);
}

function looksLikeHtml(text: string): boolean {
  return /^(<!--[^]{0,500}?-->\s*)?(<!doctype html|<html[\s>])/i.test(text.slice(0, 1024));
}

function discover(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (name, { rel = '', type = '', href }) => {
      if (name !== 'link' || !href || found.length >= DISCOVERED_MAX) return;
      if (/\balternate\b/i.test(rel) && /(rss|atom|rdf|feed)\+?/i.test(type)) found.push(href);
    },
  });
  parser.end(html.slice(0, 500_000));
  return found;
}
