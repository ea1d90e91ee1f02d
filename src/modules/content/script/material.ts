import type { Language } from '#kernel';
import type { Article, Story } from '../story/story.js';
import { newsSentences } from './clean-text.js';
import { faultOf, onTheDay, pointsBack } from './judge-sentence.js';
import { onePerOutlet, outletName } from './outlet.js';
import type { ScriptRequest } from './script.js';
import { quotationsIn, withoutQuotations } from './sentences.js';
import { containment, contentStems, wordsOf } from './stemmer.js';

/** A sentence of a source that may be read out. */
export interface Candidate {
  readonly text: string;
  readonly article: Article;
  /** Place in the telling: the summary before the body, the first article before the second. */
  readonly order: number;
  /** The candidate that must be said right before it. */
  readonly after?: number;
  /** The candidate that must have been said somewhere before it, because it introduces a name. */
  readonly introducedBy?: number;
  readonly stems: ReadonlySet<string>;
  readonly score: number;
}

/** All that can be told of one story in one language. */
export interface Material {
  readonly story: Story;
  /** The article whose title names the story. */
  readonly main: Article;
  /** Every article in the language that the telling may use: of two outlets at most, both named on air. */
  readonly articles: readonly Article[];
  /** In the order in which they are worth saying: the first n of them, sorted by `order`, are a telling. */
  readonly picks: readonly Candidate[];
}

/** More says nothing new, and two names is what a listener keeps. */
const OUTLETS_MAX = 2;
/** A sentence that shares more of its words with one already chosen says it again. */
const SAME_NEWS_MIN = 0.5;
/** So does one whose words are nearly all spent by the sentences chosen together. */
const SPENT_MAX = 0.72;
/** Two outlets are named together only when they tell of the same thing. */
const SAME_EVENT_MIN = 0.2;
/** A story told in more sentences would be a reading. */
const PICKS_MAX = 30;

/** @returns What can be told of a story; undefined where no article in the language holds a sentence fit for the air. */
export function materialOf(story: Story, request: ScriptRequest): Material | undefined {
  const articles = articlesToTell(story, request.language);
  const [main] = articles;
  if (!main) return undefined;
  const picks = rank(candidatesOf(articles, request), main, request.language);
  if (picks.length === 0) return undefined;
  const used = articles.filter(
    (article) => article === main || picks.some((pick) => pick.article === article),
  );
  return {
    story,
    main: picks.some((pick) => pick.article === main) ? main : (picks[0]?.article ?? main),
    articles: used,
    picks,
  };
}

/** @returns Whether an article is written in the language: "de-CH" is German. */
export function isIn(article: Article, language: Language): boolean {
  return article.language.toLowerCase().split(/[-_]/u)[0] === language;
}

/** The newest article of each outlet: an older one may hold what has been corrected since. */
function articlesToTell(story: Story, language: Language): Article[] {
  const own = story.articles.filter((article) => isIn(article, language));
  const newest = onePerOutlet(own).map((first) =>
    own
      .filter((article) => outletName(article.outlet) === outletName(first.outlet))
      .reduce((best, article) =>
        (article.publishedAt?.getTime() ?? 0) > (best.publishedAt?.getTime() ?? 0) ? article : best,
      ),
  );
  const [main, ...others] = newest;
  if (!main) return [];
  const gist = gistOf(main, language);
  const second = others
    .map((article) => ({
      article,
      shared: containment(gist, gistOf(article, language)),
      length: article.body.length,
    }))
    .filter(({ shared }) => shared >= SAME_EVENT_MIN)
    .sort((left, right) => right.length - left.length || right.shared - left.shared)
    .slice(0, OUTLETS_MAX - 1);
  return [main, ...second.map(({ article }) => article)];
}

function gistOf(article: Article, language: Language): Set<string> {
  return contentStems(`${article.title} ${article.summary}`, language);
}

interface Raw {
  readonly text: string;
  readonly article: Article;
  readonly order: number;
  readonly after?: number;
  readonly prior: number;
}

function candidatesOf(articles: readonly Article[], request: ScriptRequest): Raw[] {
  const { language } = request;
  const raws: Raw[] = [];
  let order = 0;
  for (const article of articles) {
    for (const part of ['summary', 'body'] as const) {
      const sentences = newsSentences(article[part], language);
      let previous: number | undefined;
      sentences.forEach((sentence, index) => {
        order += 1;
        const text =
          faultOf(sentence, language) === undefined
            ? onTheDay(sentence, language, { ...request, publishedAt: article.publishedAt })
            : undefined;
        const dependent = pointsBack(sentence, language);
        const usable =
          text !== undefined &&
          !(dependent && previous === undefined) &&
          faultOf(text, language) === undefined &&
          !saysForbidden(text, request);
        if (usable) {
          const prior = part === 'summary' ? 1 - 0.25 * index : 0.55 * Math.exp(-index / 5);
          raws.push({
            text,
            article,
            order,
            prior,
            ...(dependent && previous !== undefined ? { after: previous } : {}),
          });
        }
        previous = usable ? order : undefined;
      });
      order += 1;
    }
  }
  return raws;
}

function saysForbidden(text: string, { forbiddenWords }: ScriptRequest): boolean {
  const lower = text.toLowerCase();
  return (forbiddenWords ?? []).some((word) => word !== '' && lower.includes(word.toLowerCase()));
}

/** Scores by nearness to the story's centre, to the title and to the top, then picks one by one what adds most. */
function rank(raws: readonly Raw[], main: Article, language: Language): Candidate[] {
  const stems = raws.map(({ text }) => contentStems(text, language));
  const weights = new Map<string, number>();
  for (const set of stems) for (const item of set) weights.set(item, (weights.get(item) ?? 0) + 1);
  const central = stems.map(
    (set) =>
      [...set].reduce((sum, item) => sum + Math.log(weights.get(item) ?? 1), 0) /
      Math.sqrt(set.size + 1),
  );
  const centralMax = Math.max(...central, Number.EPSILON);
  const title = contentStems(main.title, language);
  const introduced = introductions(raws, language);
  const candidates = raws.map((raw, index): Candidate => {
    const own = stems[index] ?? new Set<string>();
    const introducedBy = introduced(raw);
    return {
      text: raw.text,
      article: raw.article,
      order: raw.order,
      ...(raw.after === undefined ? {} : { after: raw.after }),
      ...(introducedBy === undefined ? {} : { introducedBy }),
      stems: own,
      score:
        (central[index] ?? 0) / centralMax +
        0.8 * containment(title, own) +
        raw.prior -
        penaltyOf(raw, main),
    };
  });
  return pick(candidates);
}

function penaltyOf({ text, article }: Raw, main: Article): number {
  const words = wordsOf(text).length;
  let penalty = article === main ? 0 : 0.25;
  if (words > 28) penalty += 0.3;
  if (words < 7) penalty += 0.3;
  if (quotationsIn(text).length > 0) penalty += 0.15;
  if (text.includes('(')) penalty += 0.2;
  if (text.includes(';')) penalty += 0.1;
  if (text.includes(outletName(article.outlet))) penalty += 0.6;
  return penalty;
}

/** Who is named by surname only has been introduced by the full name; the two belong together. */
function introductions(raws: readonly Raw[], language: Language): (raw: Raw) => number | undefined {
  const full = new Map<string, { order: number; text: string }>();
  for (const { text, order } of raws) {
    for (const match of withoutQuotations(text).matchAll(
      /(?<!\p{L})\p{Lu}\p{L}+(?:[ ](?:(?:von|van|de|di|del|da) )?\p{Lu}[\p{L}-]+)+/gu,
    )) {
      const surname = match[0].split(' ').at(-1) ?? '';
      if (surname.length > 2 && !full.has(surname)) full.set(surname, { order, text: match[0] });
    }
  }
  return ({ text, order }) => {
    for (const [surname, first] of full) {
      if (order === first.order) continue;
      const alone = new RegExp(
        `(?<!\\p{Lu}[\\p{L}-]+ )(?<!\\p{L})${surname}(?![\\p{L}-])(?! \\p{Lu})`,
        'u',
      );
      if (
        first.order < order &&
        alone.test(text) &&
        !text.includes(first.text) &&
        isPerson(first.text, language)
      )
        return first.order;
    }
    return undefined;
  };
}

/** Streets and institutions need no introduction; German nouns in a row are no name. */
function isPerson(name: string, language: Language): boolean {
  const words = name.split(' ');
  return (
    words.length <= 4 &&
    !(
      language === 'de' &&
      words.length === 2 &&
      /(?:ung|heit|keit|schaft|tag|uhr|strasse|platz)$/iu.test(words[1] ?? '')
    )
  );
}

function pick(candidates: readonly Candidate[]): Candidate[] {
  const picked: Candidate[] = [];
  const spent = new Set<string>();
  while (picked.length < PICKS_MAX) {
    const next = candidates
      .filter((candidate) => canFollow(candidate, picked) && addsNews(candidate, picked, spent))
      .reduce<Candidate | undefined>(
        (best, candidate) => (!best || candidate.score > best.score ? candidate : best),
        undefined,
      );
    if (!next) break;
    picked.push(next);
    for (const item of next.stems) spent.add(item);
  }
  return picked;
}

function canFollow(candidate: Candidate, picked: readonly Candidate[]): boolean {
  if (picked.includes(candidate)) return false;
  if (picked.length === 0)
    return (
      candidate.after === undefined &&
      candidate.introducedBy === undefined &&
      quotationsIn(candidate.text).length === 0
    );
  const said = (order: number | undefined): boolean =>
    order === undefined || picked.some((pick) => pick.order === order);
  // What would come before the first sentence needs no antecedent of its own, but a telling starts with its best sentence.
  return (
    said(candidate.after) &&
    said(candidate.introducedBy) &&
    candidate.order > Math.min(...picked.map(({ order }) => order))
  );
}

function addsNews(
  candidate: Candidate,
  picked: readonly Candidate[],
  spent: ReadonlySet<string>,
): boolean {
  if (picked.some((other) => containment(other.stems, candidate.stems) >= SAME_NEWS_MIN))
    return false;
  if (candidate.stems.size === 0) return false;
  const old = [...candidate.stems].filter((item) => spent.has(item)).length;
  return old / candidate.stems.size <= SPENT_MAX;
}
