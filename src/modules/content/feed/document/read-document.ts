import { readJsonFeed } from './json-feed.js';
import type { RawFeed } from './raw-feed.js';
import { discover } from './web-page.js';
import { readXmlFeed, type ReadTerms } from './xml-feed.js';

/** A document that is no feed: nothing in it can be read as one. */
export class NotAFeed extends Error {
  constructor(
    reason: string,
    /** Feeds that an HTML page names, the likeliest first. */
    readonly discovered: readonly string[] = [],
  ) {
    super(reason);
    this.name = 'NotAFeed';
  }
}

/**
 * The items of a feed in any of the formats: RSS 0.9x, 1.0 (RDF), 1.1, 2.0, Atom 0.3 and 1.0, CDF, JSON Feed.
 * @throws NotAFeed
 */
export function readDocument(text: string, terms: ReadTerms): RawFeed {
  const start = text.trimStart();
  if (start.startsWith('{')) {
    const feed = readJsonFeed(start, terms);
    if (feed) return feed;
  }
  const rootAt = rootOf(start);
  if (declaresEntities(start, rootAt))
    throw new NotAFeed('The document declares entities of its own.');
  const isPage = looksLikeHtml(start);
  const discovered = isPage ? discover(start, terms.url) : [];
  if (isPage && (discovered.length > 0 || rootAt < 0))
    throw new NotAFeed('This is a web page, not a feed.', discovered);
  const feed = readXmlFeed(repaired(rootAt > 0 ? start.slice(rootAt) : start), terms);
  if (feed) return withFlag(feed, rootAt > 0 && !isProlog(start.slice(0, rootAt)));
  throw new NotAFeed('Nothing in the document reads as a feed.');
}

function withFlag(feed: RawFeed, isFlagged: boolean): RawFeed {
  return isFlagged ? { ...feed, isFlagged } : feed;
}

/** What may stand before the root element of a feed, warnings of its server among it. */
const HEAD_CHARACTERS_MAX = 200_000;
const ROOT = /<(?:[a-z][\w.-]*:)?(?:rss|rdf|feed|channel)(?=[\s>])/i;

function rootOf(text: string): number {
  return text.slice(0, HEAD_CHARACTERS_MAX).search(ROOT);
}

/** What should stand before the root element. */
const BEFORE_ROOT = /\s+|<\?[^]*?\?>|<!--[^]*?-->|<!DOCTYPE[^>[]*>/iy;
const OPENS_SUBSET = /<!DOCTYPE(?:[^'">[]|"[^"]*"|'[^']*')*\[/iy;

function isProlog(text: string): boolean {
  return endOfProlog(text) === text.length;
}

function endOfProlog(text: string): number {
  let at = 0;
  for (BEFORE_ROOT.lastIndex = 0; BEFORE_ROOT.test(text);) at = BEFORE_ROOT.lastIndex;
  return at;
}

/** Reads on to the DOCTYPE however far it stands; in linear time. */
function declaresEntities(text: string, rootAt: number): boolean {
  OPENS_SUBSET.lastIndex = endOfProlog(text);
  if (OPENS_SUBSET.test(text)) return true;
  const at = rootAt > 0 ? text.slice(0, rootAt).search(/<!DOCTYPE/i) : -1;
  OPENS_SUBSET.lastIndex = Math.max(at, 0);
  return at >= 0 && OPENS_SUBSET.test(text);
}

function looksLikeHtml(text: string): boolean {
  return /^(<\?xml[^>]{0,200}>\s*)?(<!--[^]{0,500}?-->\s*)?(<!doctype html|<html[\s>])/i.test(
    text.slice(0, 1024),
  );
}

/** "]]</title>": the section would swallow the rest of the feed. */
const CDATA_END_BROKEN = /\]\](?=<\/[a-z:]+>)/gi;
const CDATA = '<![CDATA[';
const TEXT_ENDS =
  /<\/(?:\w+:)?(?:title|description|summary|subtitle|content|encoded|link|guid|pubdate)>/gi;
const HOLDS_NEXT_ITEM = /<\/(?:item|entry)>\s*<(?:item|entry)[\s>]/i;
const REPAIRS_MAX = 100;

/** Ends sections that are never ended: they would hide every item up to the next section. */
function repaired(text: string): string {
  const whole = text.replace(CDATA_END_BROKEN, ']]>');
  const parts: string[] = [];
  let from = 0;
  let repairs = 0;
  for (
    let at = whole.indexOf(CDATA);
    at >= 0 && repairs < REPAIRS_MAX;
    at = whole.indexOf(CDATA, at)
  ) {
    const end = whole.indexOf(']]>', at);
    const isWhole = end >= 0 && !HOLDS_NEXT_ITEM.test(whole.slice(at, end));
    at = isWhole ? end : at + CDATA.length;
    if (isWhole) continue;
    TEXT_ENDS.lastIndex = at;
    const cut = TEXT_ENDS.exec(whole)?.index ?? whole.length;
    parts.push(whole.slice(from, cut), ']]>');
    from = cut;
    at = cut;
    repairs++;
  }
  return parts.join('') + whole.slice(from);
}
