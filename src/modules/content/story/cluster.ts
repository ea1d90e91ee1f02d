import { canBeOneEvent, Comparison } from './alike.js';
import { candidates } from './candidates.js';
import { copiesButForFigures } from './copies.js';
import { Groups } from './groups.js';
import { NearCopies } from './simhash.js';
import type { Article } from './story.js';
import { type Entry, weigh } from './weigh.js';

/** Log-odds from which two groups tell one event; fitted on the development headlines and the sample newsroom. */
const ODDS_MIN = 0.25;
/**
 * Headlines alone have less to share, so less is enough, least for two of about the same day. Chosen on the
 * development headlines and four later sets.
 */
const HEADLINE_WORDS_MAX = 20;
const ODDS_HEADLINES_MIN = 0;
const ODDS_SAME_DAY_MIN = -0.6;
const SAME_DAY_MS_MAX = 36 * 3_600_000;
/** Pairs less likely than this are not tried. */
const ODDS_TRIED_MIN = -1;
/** After so many passes over the pairs nothing moves any more. */
const ROUNDS_MAX = 3;
/** Texts with fewer different words are too short for a hash to mean anything. */
const HASHED_WORDS_MIN = 12;

/**
 * Puts articles about one event together: the same link, near copies (SimHash, indexed by bands), and
 * tellings that share notions, names, figures and rare words within two days, also over languages.
 * Equal titles alone never merge where there is more to read.
 * @returns Clusters in the order of their first article; every article in exactly one.
 */
export function cluster(articles: readonly Article[]): Article[][] {
  const weighed = weigh(articles);
  const { entries } = weighed;
  const groups = new Groups(entries, new Comparison(weighed));
  for (const [a, b] of copies(entries)) groups.join(a, b);
  for (const [a, b] of copiesButForFigures(articles)) groups.join(a, b);
  const inTime = [...entries].sort((a, b) => timeOf(a) - timeOf(b) || a.at - b.at);
  const near = entries.map((): number[] => []);
  const likely: Array<{ a: number; b: number; odds: number }> = [];
  for (const [a, b] of candidates(weighed, inTime)) {
    if (!canBeOneEvent(a, b)) continue;
    const odds = groups.odds(a.at, b.at);
    if (odds < ODDS_TRIED_MIN) continue;
    likely.push({ a: a.at, b: b.at, odds });
    (near[a.at] as number[]).push(b.at);
    (near[b.at] as number[]).push(a.at);
  }
  likely.sort((x, y) => y.odds - x.odds || x.a - y.a || x.b - y.b);
  // What was not alike enough may be once both groups have grown.
  let waiting = likely;
  for (let round = 0; round < ROUNDS_MAX && waiting.length > 0; round++) {
    const before = waiting.length;
    waiting = waiting.filter(
      ({ a, b }) => !groups.joinIfAlike(a, b, oddsMin(entries[a], entries[b])),
    );
    if (waiting.length === before) break;
  }
  for (const [at, others] of near.entries()) groups.joinNearest(at, others);
  return groups.lists().map((members) => members.map((at) => articles[at] as Article));
}

function oddsMin(a: Entry | undefined, b: Entry | undefined): number {
  if (!a || !b || a.words > HEADLINE_WORDS_MAX || b.words > HEADLINE_WORDS_MAX) return ODDS_MIN;
  const [left, right] = [a.article.publishedAt, b.article.publishedAt];
  if (left === null || right === null) return ODDS_HEADLINES_MIN;
  const awayMs = Math.abs(left.getTime() - right.getTime());
  return awayMs <= SAME_DAY_MS_MAX ? ODDS_SAME_DAY_MIN : ODDS_HEADLINES_MIN;
}

function timeOf({ article }: Entry): number {
  return article.publishedAt?.getTime() ?? 0;
}

/** Same canonical link, or near copies of each other in text: never by title alone. */
function* copies(entries: readonly Entry[]): Generator<[number, number]> {
  const byLink = new Map<string, number>();
  const near = new NearCopies();
  for (const { at, article, simhash, words } of entries) {
    const twin = article.link === '' ? undefined : byLink.get(article.link);
    if (twin !== undefined) yield [twin, at];
    else byLink.set(article.link, at);
    if (words < HASHED_WORDS_MIN) continue;
    for (const other of near.add(at, simhash)) yield [other, at];
  }
}
