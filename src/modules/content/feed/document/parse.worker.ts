import { createHash } from 'node:crypto';
import { detectAll } from 'tinyld';
import { LANGUAGES } from '#kernel';
import { canonicalLink, oneLine, plainText, withoutBoilerplate } from './clean.js';
import { dateOf } from './dates.js';
import { decode } from './decode.js';
import { NotAFeed, readDocument } from './read-document.js';
import { type FeedPace, paceOf } from './pace.js';
import type { RawItem, RawText } from './raw-feed.js';
import { type ReadingTime, readingTime } from './reading-time.js';

export interface ParseTask {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Where the document came from; relative links are resolved against it. */
  readonly url: string;
  readonly feedId: string;
  readonly itemsMax: number;
  /** For documents that do not say their language and are too short to tell. */
  readonly languageDefault: string;
  /** Milliseconds since 1970; later dates are slips and dropped. Without it every date is believed. */
  readonly nowMs?: number;
}

/** An article as parsed, before the feed's own facts (outlet, category) are added. */
export interface ParsedArticle {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  readonly link: string;
  readonly language: string;
  /** Milliseconds since 1970; null where no date could be read. */
  readonly publishedAtMs: number | null;
  readonly categories: readonly string[];
  readonly readingTime: ReadingTime;
}

export interface ParsedFeed {
  readonly title: string;
  readonly articles: readonly ParsedArticle[];
  /** Items in the document, repeated and empty ones among them; counted up to `ITEMS_READ_MAX`. */
  readonly items: number;
  /** How the publisher wants to be asked. */
  readonly pace: FeedPace;
  readonly isFlagged: boolean;
  /** Set instead of articles when the document was a page that names feeds. */
  readonly discovered: readonly string[];
  /** Why nothing could be read. */
  readonly failure?: string;
}

const TITLE_CHARACTERS_MAX = 300;
const SUMMARY_CHARACTERS_MAX = 2_000;
/** Body and summary of one text: a summary that opens the body adds nothing. */
const SAME_OPENING_CHARACTERS = 60;
/** Items that are looked at; of more than are wanted the newest are taken, wherever they stand. */
const ITEMS_READ_MAX = 5_000;
/** Clocks of publishers differ, and some announce what comes tomorrow. */
const AHEAD_MS_MAX = 48 * 3600_000;
const CATEGORIES_MAX = 20;

/** Bytes of a feed in, clean articles out. Runs in a child process: a hostile document costs only that. */
export function parse(task: ParseTask): ParsedFeed {
  try {
    const text = decode(task.bytes, task.contentType);
    const feed = readDocument(text, { itemsMax: ITEMS_READ_MAX, url: task.url });
    const declared = languageCode(feed.language) || task.languageDefault;
    const items = newest(feed.items, task.itemsMax);
    const context = { task, declared: declared || languageOfAll(items) };
    return {
      title: titleOf({ text: feed.title, isPlain: false }),
      articles: distinct(
        items.flatMap((item) => article(item, context) ?? []),
        task.feedId,
      ),
      items: feed.items.length,
      pace: paceOf(feed.pace),
      isFlagged: feed.isFlagged,
      discovered: [],
    };
  } catch (error) {
    const discovered = error instanceof NotAFeed ? error.discovered : [];
    const failure = error instanceof Error ? error.message : String(error);
    return { title: '', articles: [], items: 0, pace: {}, isFlagged: true, discovered, failure };
  }
}

/** Of more items than are wanted, the newest; in the order of the feed. */
function newest(items: readonly RawItem[], itemsMax: number): readonly RawItem[] {
  if (items.length <= itemsMax) return items;
  const dated = items.map((item, at) => ({ item, at, ms: momentOf(item) ?? 0 }));
  return dated
    .sort((a, b) => b.ms - a.ms || a.at - b.at)
    .slice(0, itemsMax)
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function momentOf({ dates, updates }: RawItem, latestMs = Infinity): number | undefined {
  for (const text of [...dates, ...updates]) {
    const ms = dateOf(text);
    if (ms !== undefined && ms <= latestMs) return ms;
  }
  return undefined;
}

/** An article and what the feed calls it. */
interface Draft {
  readonly article: Omit<ParsedArticle, 'id'>;
  readonly guid: string | undefined;
}

/**
 * Gives articles ids that stay the same at every fetch: from the guid, or the link, or the words. Where a
 * guid or a link is shared by items that differ, it says nothing and the words decide; an item that comes
 * twice in all its words comes once.
 */
function distinct(drafts: readonly Draft[], feedId: string): ParsedArticle[] {
  const worded = drafts.map((draft) => ({ ...draft, words: digest(wordsOf(draft)) }));
  const ownGuids = keysOfOne(worded, ({ guid }) => guid);
  const ownLinks = keysOfOne(worded, ({ article: { link } }) => link);
  const articles = new Map<string, ParsedArticle>();
  for (const { article: one, guid, words } of worded) {
    const key = guid ?? one.link;
    const isOwn = (guid === undefined ? ownLinks : ownGuids).has(key);
    const id = digest(`${feedId}\n${isOwn ? key : words}`).slice(0, 20);
    if (!articles.has(id)) articles.set(id, { id, ...one });
  }
  return [...articles.values()];
}

function wordsOf({ article: { link, title, summary, body } }: Draft): string {
  return [link, title, summary, body].join('\n');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The keys under which there is one item, however often it comes. */
function keysOfOne<Item extends { readonly words: string }>(
  items: readonly Item[],
  keyOf: (item: Item) => string | undefined,
): Set<string> {
  const words = new Map<string, string>();
  const shared = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (!key) continue;
    if ((words.get(key) ?? item.words) !== item.words) shared.add(key);
    words.set(key, item.words);
  }
  return new Set([...words.keys()].filter((key) => !shared.has(key)));
}

/** The language of a feed that does not say it: its titles together show more than a short item does. */
function languageOfAll(items: readonly RawItem[]): string {
  const text = items
    .slice(0, 100)
    .map(
      ({ title, summary }) =>
        `${title?.text.slice(0, 300) ?? ''}. ${summary?.text.slice(0, 300) ?? ''}`,
    )
    .join(' ');
  const [best] = detectAll(oneLine(plainText(text.slice(0, 4 * SUMMARY_CHARACTERS_MAX))));
  return best?.lang ?? '';
}

interface Context {
  readonly task: ParseTask;
  /** As the feed says it, or as all of it shows. */
  readonly declared: string;
}

function article(item: RawItem, { task, declared }: Context): Draft | undefined {
  const titleText = titleOf(item.title);
  const summaryText = withoutBoilerplate(read(item.summary));
  const contentText = withoutBoilerplate(read(item.content));
  const isOneText =
    contentText === '' ||
    contentText.slice(0, SAME_OPENING_CHARACTERS) === summaryText.slice(0, SAME_OPENING_CHARACTERS);
  const longer = contentText.length > summaryText.length ? contentText : summaryText;
  const isBody = longer.length > SUMMARY_CHARACTERS_MAX || longer.includes('\n\n');
  const summary = isOneText ? (isBody ? '' : longer) : summaryText;
  const body = isOneText ? (isBody ? longer : '') : contentText;
  const link = canonicalLink(item.link ?? '', task.url);
  if (titleText === '' && summary === '' && body === '' && link === '' && !item.guid)
    return undefined;
  const language = languageOf(
    `${titleText}. ${summary} ${body}`.slice(0, 600),
    languageCode(item.language ?? '') || declared,
  );
  const latestMs = task.nowMs === undefined ? Infinity : task.nowMs + AHEAD_MS_MAX;
  return {
    guid: item.guid,
    article: {
      title: titleText,
      summary: cut(summary, SUMMARY_CHARACTERS_MAX),
      body,
      link,
      language,
      publishedAtMs: momentOf(item, latestMs) ?? null,
      categories: item.categories
        .slice(0, CATEGORIES_MAX)
        .map((name) => cut(oneLine(plainText(name)), 80)),
      readingTime: readingTime(body || summary, language),
    },
  };
}

/** However much markup stands in it. */
const TITLE_MARKUP_CHARACTERS_MAX = 10_000;

function titleOf(text: RawText | undefined): string {
  if (!text) return '';
  const html = text.text.slice(0, TITLE_MARKUP_CHARACTERS_MAX);
  return cut(oneLine(plainText(html, text.isPlain)), TITLE_CHARACTERS_MAX);
}

function read(text: RawText | undefined): string {
  return text === undefined ? '' : plainText(text.text, text.isPlain);
}

/** "de" of "de-CH" and of "de_CH.UTF-8"; empty where it is no language. */
function languageCode(tag: string): string {
  return /^[a-z]{2}(?![a-z])/i.exec(tag.trim())?.[0].toLowerCase() ?? '';
}

/** The beginning of a text, without half of an emoji at its end: PostgreSQL refuses that. */
function cut(text: string, charactersMax: number): string {
  return text.slice(0, charactersMax).replace(/[\ud800-\udbff]$/, '');
}

/** Shorter texts are not enough to overrule what the feed says of itself. */
const TELLING_CHARACTERS_MIN = 120;
/** How much more a text must look like another language than like the declared one. */
const TELLING_MARGIN = 0.5;

/** What the text itself shows, where it shows it plainly: feeds often say "en" whatever they write. */
function languageOf(text: string, declared: string): string {
  const isOurs = (LANGUAGES as readonly string[]).includes(declared);
  if (declared !== '' && (!isOurs || text.length < TELLING_CHARACTERS_MIN)) return declared;
  const [best, ...others] = detectAll(text, isOurs ? { only: [...LANGUAGES] } : {});
  if (!best || best.lang === declared) return declared;
  if (declared === '') return best.lang;
  const asDeclared = others.find(({ lang }) => lang === declared)?.accuracy ?? 0;
  return best.accuracy - asDeclared >= TELLING_MARGIN ? best.lang : declared;
}
