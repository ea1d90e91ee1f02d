import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';
import { namesAlike, type Part } from './candidates.js';
import { grammarOf } from '../languages/grammars.js';
import { introducesAgain } from './introduced-again.js';
import { quotationsIn } from './sentences.js';
import { contentStems, shareOf, wordsOf } from './stemmer.js';

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
  /** How likely it needs the sentence before it: 0 to 2. */
  readonly lean: 0 | 1 | 2;
  /** Stems that those told before it must hold, because this one takes them as known. */
  readonly given: readonly string[];
  readonly stems: ReadonlySet<string>;
  /** The same of each of its clauses, where it joins several. */
  readonly clauses: readonly ReadonlySet<string>[];
  /** Its figures and names, read when they are asked for. */
  readonly specifics: () => ReadonlySet<string>;
  readonly score: number;
  /** How much of the title it says, 0 to 1. */
  readonly titleShare: number;
  readonly part: Part;
}

/** A sentence that shares more of its words with one already chosen says it again. */
const SAME_NEWS_MIN = 0.5;
/** Two parts of an article, or two outlets, tell the same news in other words: there less is enough. */
const SAME_NEWS_ACROSS_MIN = 0.36;
const SAME_AS_TITLE_MIN = 0.55;
/** Words of a sentence that those chosen together may have said already. */
const SPENT_MAX = 0.66;
const SPENT_ACROSS_MAX = 0.52;
/** Two sentences with the same figures are about the same fact. */
const FIGURE_WEIGHT = 2.5;
/** As much of one clause as another outlet has to have told for the clause to be old news. */
const CLAUSE_SPENT_MIN = 0.6;
/** A clause of fewer such words says too little to be told from another one. */
const CLAUSE_STEMS_MIN = 2;
const CLAUSE_BREAK = /[,;] (?:and|but|und|aber|et|mais|e|ma|y|pero) /u;
const TITLE_GAIN_MIN = 0.4;
/** A story opens with one of the first sentences of its source. */
const OPENING_SENTENCES_MAX = 3;
/** The first sentence of the part that comes first. */
const FIRST_ORDER = 1;
/** How much of the title another sentence says with which a story may open. */
const OPENING_SHARE_MIN = 0.25;
/** A story told in more sentences would be a reading. */
const PICKS_MAX = 30;

/**
 * @param title Of the story's first article.
 * @returns The sentences that tell most, best first: the first n of them, sorted by `order`, are a telling.
 */
export function pick(
  candidates: readonly Candidate[],
  language: Language,
  title: string,
): Candidate[] {
  const picked: Candidate[] = [];
  const spent = new Set<string>();
  const ofTitle = contentStems(title, language);
  const told = new Set<string>();
  const worthNow = (candidate: Candidate): number =>
    worth(candidate, picked) - TITLE_WORTH * shareOf(ofTitle, both(candidate.stems, told));
  const opening = openingOf(candidates, language, title);
  while (picked.length < PICKS_MAX) {
    const next = candidates
      .filter(
        (candidate) =>
          canFollow(candidate, picked, opening) &&
          !isRepeat(candidate, picked) &&
          addsNews(candidate, picked, spent, language),
      )
      .reduce<Candidate | undefined>((best, candidate) => {
        if (!best) return candidate;
        return worthNow(candidate) > worthNow(best) ? candidate : best;
      }, undefined);
    if (!next) break;
    picked.push(next);
    for (const item of next.stems) {
      if (next.part !== 'title') spent.add(item);
      if (ofTitle.has(item)) told.add(item);
    }
  }
  return picked;
}

/** What of the title a sentence says counts once: to say it again tells nothing. */
export const TITLE_WORTH = 0.8;

function both(left: ReadonlySet<string>, right: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...left].filter((item) => right.has(item)));
}

/** What goes on where one has stopped is easier to follow than what comes from farther down. */
const NEXT_WORTH = 0.5;
/** What stands within a paragraph may lean on the sentence before it in ways that no rule sees. */
const CUT_OFF_COSTS = [0, 0.4, 1.2] as const;
/** "Redoux attendu dans deux jours" is none. */
const NEXT_WORDS_MIN = 7;

function worth(candidate: Candidate, picked: readonly Candidate[]): number {
  const isNext =
    wordsOf(candidate.text).length >= NEXT_WORDS_MIN &&
    picked.some(({ order }) => order === candidate.order - 1);
  const isCutOff = !picked.some(({ order }) => order === candidate.order - 1);
  // What another outlet wrote in the middle of its text follows nothing of this one.
  const isForeign = candidate.lean > 0 && candidate.article !== picked[0]?.article;
  const cost = isCutOff ? CUT_OFF_COSTS[isForeign ? 2 : candidate.lean] : 0;
  return candidate.score + (isNext ? NEXT_WORTH : 0) - cost;
}

function canFollow(
  candidate: Candidate,
  picked: readonly Candidate[],
  opening: readonly Candidate[],
): boolean {
  if (picked.includes(candidate)) return false;
  if (picked.length === 0) {
    const standsAlone = candidate.after === undefined && candidate.introducedBy === undefined;
    return standsAlone && opening.includes(candidate) && !quotesAtLength(candidate.text);
  }
  const said = (order: number | undefined): boolean =>
    order === undefined || picked.some((pick) => pick.order === order);
  // A telling starts with its opening: what stands before it stays out.
  return (
    said(candidate.after) &&
    said(candidate.introducedBy) &&
    isGiven(candidate, picked) &&
    candidate.order > Math.min(...picked.map(({ order }) => order))
  );
}

function isGiven({ given, order }: Candidate, picked: readonly Candidate[]): boolean {
  return given.every((stem) => picked.some((pick) => pick.order < order && pick.stems.has(stem)));
}

/** The first sentences of the part that comes first; all of them where none of those can stand alone. */
function openingOf(
  candidates: readonly Candidate[],
  language: Language,
  title: string,
): readonly Candidate[] {
  const [first] = candidates;
  const near = candidates
    .filter((other) => other.part === first?.part && other.article === first.article)
    .slice(0, OPENING_SENTENCES_MAX)
    // Whatever comes after a first sentence that cannot be said has to say itself what the story is.
    .filter(({ order, titleShare }) => order === FIRST_ORDER || titleShare >= OPENING_SHARE_MIN);
  const standing = near.filter(
    ({ after, introducedBy, text }) =>
      after === undefined && introducedBy === undefined && !quotesAtLength(text),
  );
  const upright = standing.filter(({ text }) => !leans(text, language));
  const able = upright.length > 0 ? upright : standing;
  const [earliest] = able;
  if (!earliest) return candidates.filter(({ titleShare }) => titleShare >= OPENING_SHARE_MIN);
  // The first one, unless a later one says so much more of what the title promises, and whose hotels they are.
  const isPlaced = namesAlike(earliest.text, title);
  return [
    able.reduce(
      (best, other) =>
        other.titleShare > best.titleShare + TITLE_GAIN_MIN &&
        (!isPlaced || namesAlike(other.text, title))
          ? other
          : best,
      earliest,
    ),
  ];
}

/** A title in quotation marks is a name; a story does not open with what somebody said. */
export function quotesAtLength(text: string): boolean {
  return quotationsIn(text).some((quotation) => wordsOf(quotation).length >= 5);
}

/** @returns Whether a told sentence says as much. */
function isRepeat(candidate: Candidate, picked: readonly Candidate[]): boolean {
  return picked.some((other) => {
    const likely = likeness(other.stems, candidate.stems);
    // Telling what the title announces is no repetition, unless it is the same again.
    if (other.part === 'title') return likely >= SAME_AS_TITLE_MIN;
    const sameFlow = other.article === candidate.article && other.part === candidate.part;
    return likely >= (sameFlow ? SAME_NEWS_MIN : SAME_NEWS_ACROSS_MIN);
  });
}

function addsNews(
  candidate: Candidate,
  picked: readonly Candidate[],
  spent: ReadonlySet<string>,
  language: Language,
): boolean {
  if (candidate.stems.size === 0) return false;
  const across = picked.some(
    (other) => other.article !== candidate.article || other.part !== candidate.part,
  );
  if (picked.some((other) => repeatsClauseOf(candidate, other))) return false;
  const elsewhere = picked.filter(
    ({ part, article }) =>
      part !== 'title' && (article !== candidate.article || part !== candidate.part),
  );
  if (introducesAgain(candidate.text, elsewhere, language)) return false;
  if (picked[0] && picked[0].article !== candidate.article && !isSpecific(candidate, picked))
    return false;
  const old = [...candidate.stems].filter((item) => spent.has(item)).length;
  return (
    old / candidate.stems.size <=
    (across && candidate.after === undefined ? SPENT_ACROSS_MAX : SPENT_MAX)
  );
}

/** Whether a sentence of a second outlet has a figure or a name that is not told yet, and so tells a fact of its own. */
function isSpecific({ specifics }: Candidate, picked: readonly Candidate[]): boolean {
  return [...specifics()].some((one) => !picked.some((other) => other.specifics().has(one)));
}

/** "One town is still without power, and ferries are cancelled": the first half is old news if another outlet told it. */
function repeatsClauseOf(candidate: Candidate, told: Candidate): boolean {
  if (told.part === 'title' || told.article === candidate.article) return false;
  const isIn = (clauses: Candidate['clauses'], stems: Candidate['stems']): boolean =>
    clauses.some((clause) => shareOf(clause, stems) >= CLAUSE_SPENT_MIN);
  return isIn(candidate.clauses, told.stems) || isIn(told.clauses, candidate.stems);
}

export function clausesOf(text: string, language: Language): ReadonlySet<string>[] {
  const clauses = text.split(CLAUSE_BREAK);
  if (clauses.length < 2) return [];
  return clauses
    .map((clause) => contentStems(clause, language))
    .filter(({ size }) => size >= CLAUSE_STEMS_MIN);
}

/** How much of the shorter sentence the other one says; a shared figure counts for more than a word. */
function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  const weigh = (item: string): number => (/^\d{2,}/u.test(item) ? FIGURE_WEIGHT : 1);
  const sum = (items: Iterable<string>): number =>
    [...items].reduce((total, item) => total + weigh(item), 0);
  const shared = sum([...left].filter((item) => right.has(item)));
  return shared / Math.max(1, Math.min(sum(left), sum(right)));
}

/** @returns Whether a sentence leans on what was said before it. */
export function leans(text: string, language: Language): boolean {
  // After a comma such a word leans on the sentence's own beginning.
  return grammarOf(language).leaning.test(text.split(',')[0] ?? text);
}
