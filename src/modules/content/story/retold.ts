import { type Language, LANGUAGES } from '#kernel';
import { contentStems } from '../script/stemmer.js';
import type { Article } from './story.js';

/** How much of an article says what it is about. */
const LEAD_CHARACTERS = 700;
/** Words of a title that the other article's text must hold, */
const SHARED_MIN = 4;
const SHARE_MIN = 0.7;
/** and fewer of them where at least two are names or figures. */
const NAMED_MIN = 2;
const NAMED_SHARE_MIN = 0.5;
/** A word in more texts than this says nothing about which event. */
const COMMON_MAX = 400;
/** Shorter texts are alike by chance. */
const COPY_LETTERS_MIN = 60;

/** Pairs that are letter for letter the same but for their figures: numbered copies, hourly reports. */
export function* copiesButForFigures(articles: readonly Article[]): Generator<[number, number]> {
  const seen = new Map<string, number>();
  for (const [at, { title, summary, body }] of articles.entries()) {
    const letters = `${title}\n${summary} ${body}`.slice(0, 2000).replace(/[^\p{L}\n]/gu, '');
    if (letters.length - letters.indexOf('\n') < COPY_LETTERS_MIN) continue;
    const twin = seen.get(letters);
    if (twin === undefined) seen.set(letters, at);
    else yield [twin, at];
  }
}

/** Pairs in which the text of one tells what the title of the other says, names included. */
export function* retellings(articles: readonly Article[]): Generator<[number, number]> {
  const holders = new Map<string, number[]>();
  for (const [at, article] of articles.entries())
    for (const stem of stemsOf(article, `${article.summary} ${article.body}`)) {
      const list = holders.get(stem);
      if (list) list.push(at);
      else holders.set(stem, [at]);
    }
  for (const [at, article] of articles.entries()) {
    const title = stemsOf(article, article.title);
    const named = stemsOf(article, namesIn(article.title));
    const hits = new Map<number, { shared: number; named: number }>();
    for (const stem of title) {
      const list = holders.get(stem) ?? [];
      if (list.length > COMMON_MAX) continue;
      for (const other of list) {
        const hit = hits.get(other) ?? { shared: 0, named: 0 };
        hits.set(other, {
          shared: hit.shared + 1,
          named: hit.named + Number(named.has(stem)),
        });
      }
    }
    for (const [other, hit] of hits)
      if (other !== at && tellsTitle(hit, title.size)) yield [at, other];
  }
}

function tellsTitle(hit: { shared: number; named: number }, size: number): boolean {
  const share = hit.shared / Math.max(1, size);
  if (hit.shared < SHARED_MIN || hit.named === 0) return false;
  return share >= SHARE_MIN || (hit.named >= NAMED_MIN && share >= NAMED_SHARE_MIN);
}

function namesIn(title: string): string {
  return (title.match(/(?<=\s)\p{Lu}[\p{L}-]+|\p{Lu}{2,}|\d[\d.,]*\d/gu) ?? []).join(' ');
}

function stemsOf(article: Article, text: string): ReadonlySet<string> {
  const isOurs = (LANGUAGES as readonly string[]).includes(article.language);
  return isOurs
    ? contentStems(text.slice(0, LEAD_CHARACTERS), article.language as Language)
    : new Set();
}
