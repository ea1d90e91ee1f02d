import type { Language } from '#kernel';
import type { Article, Story } from '../../story/story.js';
import { articlesToTell, candidatesOf, inTellingOrder, type RawCandidate } from './candidates.js';
import { escaped } from './headline.js';
import { isReservation } from './judge-sentence.js';
import { outletName } from './outlet.js';
import { type Candidate, clausesOf, leans, pick, quotesAtLength, TITLE_WORTH } from './pick.js';
import type { ScriptRequest } from '../script.js';
import { quotationsIn, withoutQuotations } from './sentences.js';
import { specificsOf } from './specifics.js';
import { contentStems, shareOf, wordsOf } from './stemmer.js';

/** All that can be told of one story in one language. */
export interface Material {
  readonly story: Story;
  /** The article whose title names the story. */
  readonly main: Article;
  /** Every article in the language that the telling may use: of two outlets at most, both named on air. */
  readonly articles: readonly Article[];
  /** In the order in which they are worth saying: the first n of them, sorted by `order`, are a telling. */
  readonly picks: readonly Candidate[];
  /** The headline round has just said its title, which opened it: it is told without. */
  readonly isAnnounced?: true;
}

/** @returns What can be told of a story; undefined where no article in the language holds a sentence fit for the air. */
export function materialOf(
  story: Story,
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): Material | undefined {
  const articles = inTellingOrder(articlesToTell(story, request.language), request, lowerCase);
  const [main] = articles;
  if (!main) return undefined;
  const picks = rank(candidatesOf(articles, request, lowerCase), main, request.language);
  if (!picks.some(({ part }) => part !== 'title')) return undefined;
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

/** A result that is being recounted is not told without the recount. */
const RESERVATION_WORTH = 2;

/** Scores by nearness to the story's centre, to the title and to the top, then picks one by one what adds most. */
function rank(raws: readonly RawCandidate[], main: Article, language: Language): Candidate[] {
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
    let specifics: ReadonlySet<string> | undefined;
    return {
      text: raw.text,
      article: raw.article,
      order: raw.order,
      part: raw.part,
      ...(raw.after === undefined ? {} : { after: raw.after }),
      ...(introducedBy === undefined ? {} : { introducedBy }),
      given: raw.given,
      lean: raw.lean,
      stems: own,
      clauses: clausesOf(raw.text, language),
      specifics: () => (specifics ??= specificsOf(raw.text, language)),
      titleShare: shareOf(title, own),
      score:
        (central[index] ?? 0) / centralMax +
        TITLE_WORTH * shareOf(title, own) +
        raw.prior +
        (isReservation(raw.text, language) ? RESERVATION_WORTH : 0) -
        penaltyOf(raw, main),
    };
  });
  return pick(candidates, language, main.title);
}

function penaltyOf({ text, article }: RawCandidate, main: Article): number {
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

/** The order of a name whose full form no candidate says: whoever is only called by it stays out. */
const NOWHERE = -1;
const FULL_NAME = /(?<!\p{L})\p{Lu}\p{L}+(?:[ ](?:(?:von|van|de|di|del|da) )?\p{Lu}[\p{L}-]+)+/gu;

/** Who is named by surname only has been introduced by the full name; the two belong together. */
function introductions(
  raws: readonly RawCandidate[],
  language: Language,
): (raw: RawCandidate) => number | undefined {
  const full = new Map<string, { order: number; text: string }>();
  const learn = (text: string, order: number): void => {
    for (const [name] of withoutQuotations(text).matchAll(FULL_NAME)) {
      const surname = name.split(' ').at(-1) ?? '';
      if (surname.length > 2 && isPerson(name, language) && !full.has(surname))
        full.set(surname, { order, text: name });
    }
  };
  for (const { text, order } of raws) learn(text, order);
  for (const { body } of new Set(raws.map(({ article }) => article))) learn(body, NOWHERE);
  const aloneIn = (surname: string): RegExp =>
    new RegExp(
      `(?<!\\p{Lu}[\\p{L}-]+ )(?<!\\p{L})${escaped(surname)}(?![\\p{L}-])(?! \\p{Lu})`,
      'u',
    );
  // "Bulle", before anybody speaks of the Étoiles de Bulle, needs no introduction.
  for (const [surname, { order: first }] of full)
    if (raws.some(({ text, order }) => order < first && aloneIn(surname).test(text)))
      full.delete(surname);
  return ({ text, order }) => {
    for (const [surname, first] of full) {
      if (first.order >= order || text.includes(first.text)) continue;
      if (aloneIn(surname).test(text)) return first.order;
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

/**
 * @returns The material without its title, which the headline round has said; undefined where its sentences do not
 * stand without it.
 */
export function announced(material: Material, language: Language): Material | undefined {
  const [, next, ...rest] = material.picks;
  if (!next || next.after !== undefined || leans(next.text, language) || quotesAtLength(next.text))
    return undefined;
  // A telling that would have to go without an earlier sentence keeps its title instead.
  if (rest.some(({ order }) => order < next.order)) return undefined;
  return { ...material, picks: [next, ...rest], isAnnounced: true };
}
