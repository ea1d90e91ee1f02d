import { createHash } from 'node:crypto';
import { detectAll } from 'tinyld';
import { LANGUAGES } from '#kernel';
import { canonicalLink, oneLine, plainText, withoutBoilerplate } from './clean.js';
import { decode } from './decode.js';
import { NotAFeed, readDocument } from './read-document.js';
import type { RawItem } from './raw-feed.js';

export interface ParseTask {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Where the document came from; relative links are resolved against it. */
  readonly url: string;
  readonly feedId: string;
  readonly itemsMax: number;
  /** For documents that do not say their language and are too short to tell. */
  readonly languageDefault: string;
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
}

export interface ParsedFeed {
  readonly title: string;
  readonly articles: readonly ParsedArticle[];
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

/** Bytes of a feed in, clean articles out. Runs in a child process: a hostile document costs only that. */
export function parse(task: ParseTask): ParsedFeed {
  try {
    const feed = readDocument(decode(task.bytes, task.contentType), task.itemsMax);
    const declared = feed.language.slice(0, 2).toLowerCase() || task.languageDefault;
    const items = withOwnGuids(feed.items);
    const context = { task, declared: declared || languageOfAll(items) };
    const seen = new Set<string>();
    const articles = items
      .map((item) => article(item, context))
      .filter((one) => one !== undefined)
      .filter(({ id }) => !seen.has(id) && seen.add(id));
    return {
      title: cut(oneLine(plainText(feed.title)), TITLE_CHARACTERS_MAX),
      articles,
      isFlagged: feed.isFlagged,
      discovered: [],
    };
  } catch (error) {
    const discovered = error instanceof NotAFeed ? error.discovered : [];
    const failure = error instanceof Error ? error.message : String(error);
    return { title: '', articles: [], isFlagged: true, discovered, failure };
  }
}

/** Some feeds give all their items one guid: it then says nothing. */
function withOwnGuids(items: readonly RawItem[]): RawItem[] {
  const titles = new Map<string, Set<string>>();
  for (const { guid, title, link } of items)
    if (guid !== undefined)
      titles.set(guid, (titles.get(guid) ?? new Set()).add(`${title}\n${link}`));
  return items.map(({ guid, ...item }) =>
    guid === undefined || (titles.get(guid)?.size ?? 0) > 1 ? item : { ...item, guid },
  );
}

/** The language of a feed that does not say it: its titles together show more than a short item does. */
function languageOfAll(items: readonly RawItem[]): string {
  const text = items.map(({ title, summary }) => `${title ?? ''}. ${summary ?? ''}`).join(' ');
  const [best] = detectAll(oneLine(plainText(text.slice(0, 4 * SUMMARY_CHARACTERS_MAX))));
  return best?.lang ?? '';
}

interface Context {
  readonly task: ParseTask;
  /** As the feed says it, or as all of it shows. */
  readonly declared: string;
}

function article(item: RawItem, { task, declared }: Context): ParsedArticle | undefined {
  const title = cut(oneLine(plainText(item.title ?? '')), TITLE_CHARACTERS_MAX);
  const summaryText = withoutBoilerplate(plainText(item.summary ?? ''));
  const contentText = withoutBoilerplate(plainText(item.content ?? ''));
  const isOneText =
    contentText === '' ||
    contentText.slice(0, SAME_OPENING_CHARACTERS) === summaryText.slice(0, SAME_OPENING_CHARACTERS);
  const longer = contentText.length > summaryText.length ? contentText : summaryText;
  const isBody = longer.length > SUMMARY_CHARACTERS_MAX || longer.includes('\n\n');
  const summary = isOneText ? (isBody ? '' : longer) : summaryText;
  const body = isOneText ? (isBody ? longer : '') : contentText;
  if (title === '' && summary === '' && body === '') return undefined;
  const link = canonicalLink(
    item.link ?? (item.guid?.startsWith('http') ? item.guid : ''),
    task.url,
  );
  const identity = item.guid ?? (link || `${title}\n${summary}`);
  return {
    id: createHash('sha256').update(`${task.feedId}\n${identity}`).digest('hex').slice(0, 20),
    title,
    summary: cut(summary, SUMMARY_CHARACTERS_MAX),
    body,
    link,
    language: languageOf(`${title}. ${summary} ${body}`.slice(0, 600), declared),
    publishedAtMs: dateOf(item.date) ?? dateOf(item.updated) ?? null,
    categories: (item.categories ?? []).slice(0, 20).map((name) => oneLine(name).slice(0, 80)),
  };
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

/** Before this no feed was written; a date in the far future is a mistake as well. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
const LATEST_MS = Date.UTC(2100, 0, 1);

/** RFC 822 and ISO 8601 dates and the usual slips: zone names, missing seconds, doubled week days. */
export function dateOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const tidy = text
    .trim()
    .replace(/^[A-Za-zÀ-ÿ]{2,9}\.?,\s*/, '')
    .replace(/\b(CEST|MESZ)\b/, '+0200')
    .replace(/\b(CET|MEZ|BST)\b/, '+0100')
    .replace(/\b(UT|WET)\b/, 'GMT');
  if (!/\d{4}/.test(tidy) && !/^\d{1,2} \w{3} \d{2}\b/.test(tidy)) return undefined;
  const isLocal = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(tidy);
  const ms = Date.parse(isLocal ? `${tidy}Z` : tidy);
  return ms > EARLIEST_MS && ms < LATEST_MS ? ms : undefined;
}
