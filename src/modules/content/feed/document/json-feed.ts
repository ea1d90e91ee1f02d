import type { RawFeed, RawItem } from './raw-feed.js';
import type { ReadTerms } from './xml-feed.js';

type Loose = Readonly<Record<string, unknown>>;

/**
 * Reads JSON Feed 1.0 and 1.1. Of a document that breaks off, or is spoilt somewhere, the items that are
 * whole are read.
 * @returns Nothing where there is no list of items.
 */
export function readJsonFeed(text: string, { itemsMax, url }: ReadTerms): RawFeed | undefined {
  const whole = parsed(text);
  const items = whole ? listOf(whole['items']) : wholeItems(text, itemsMax);
  if (!items || (items.length === 0 && !isJsonFeed(text))) return undefined;
  const base = url.startsWith('http') ? url : (string(whole?.['home_page_url']) ?? '');
  return {
    title: string(whole?.['title']) ?? '',
    language: string(whole?.['language']) ?? '',
    items: items
      .slice(0, itemsMax)
      .flatMap((item) => (isRecord(item) ? [rawItem(item, base)] : [])),
    isFlagged: whole === undefined,
    pace: {},
  };
}

function isJsonFeed(text: string): boolean {
  return /jsonfeed\.org\/version/.test(text.slice(0, 5_000));
}

function rawItem(item: Loose, base: string): RawItem {
  const html = string(item['content_html']);
  const plain = string(item['content_text']);
  const link = string(item['url']) ?? string(item['external_url']) ?? attachment(item);
  const parts = {
    title: text(string(item['title']), true),
    link: link === undefined ? undefined : (URL.parse(link, base || undefined)?.href ?? link),
    guid: string(item['id']),
    summary: text(string(item['summary']), true),
    content: html === undefined ? text(plain, true) : text(html, false),
    language: string(item['language']),
  };
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)),
    dates: [string(item['date_published']) ?? []].flat(),
    updates: [string(item['date_modified']) ?? []].flat(),
    categories: (listOf(item['tags']) ?? []).flatMap((tag) => string(tag) ?? []),
  };
}

function attachment(item: Loose): string | undefined {
  const [first] = listOf(item['attachments']) ?? [];
  return isRecord(first) ? string(first['url']) : undefined;
}

function text(value: string | undefined, isPlain: boolean) {
  return value === undefined ? undefined : { text: value, isPlain };
}

/** Ids are numbers in some feeds. */
function string(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function isRecord(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): Loose | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The objects of a list of items that can be read each by itself; in one pass. */
function wholeItems(text: string, itemsMax: number): unknown[] | undefined {
  const start = /"items"\s*:\s*\[/.exec(text);
  if (!start) return undefined;
  const items: unknown[] = [];
  let depth = 0;
  let from = 0;
  let isString = false;
  for (let at = start.index + start[0].length; at < text.length && items.length < itemsMax; at++) {
    const mark = text[at];
    if (isString && mark === '\\') at++;
    else if (mark === '"') isString = !isString;
    else if (isString) continue;
    else if (mark === '{' && depth++ === 0) from = at;
    else if (mark === '}' && --depth === 0) {
      const item = parsed(text.slice(from, at + 1));
      if (item) items.push(item);
    }
    if (depth < 0) break;
  }
  return items;
}
