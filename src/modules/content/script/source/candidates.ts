import type { Language } from '#kernel';
import type { Article, Story } from '../../story/story.js';
import { isIn } from './article-language.js';
import { isBoilerplate, plainText, sentencesWithGaps } from './clean-text.js';
import { cleanTitle, isFragment, spokenHeadline } from './headline.js';
import {
  faultOf,
  isAside,
  isOfSomePlace,
  leansOnSubject,
  namesPerson,
  opensAsKnown,
  pointsAtUnnamed,
  pointsBack,
  saysPerson,
  takenAsKnown,
  turnsBack,
} from './judge-sentence.js';
import { onTheDay } from './on-the-day.js';
import { onePerOutlet, outletName } from './outlet.js';
import { speakerFirst } from './speaker-first.js';
import { specificsOf } from './specifics.js';
import { spokenForm } from './spoken-form.js';
import type { ScriptRequest } from '../script.js';
import { containment, contentStems, shareOf } from './stemmer.js';

/** More says nothing new, and two names is what a listener keeps. */
const OUTLETS_MAX = 2;
/** Two outlets are named together only when they tell of the same thing. */
const SAME_EVENT_MIN = 0.2;
/** An opening that holds less of the title does not say what the story is about. */
const OPENING_SHARE_MIN = 0.22;

/** The same where the title cannot be said. */
const UNTITLED_SHARE_MIN = 0.1;

/** A body of so many sentences leaves its standfirst nothing to add. */
const BODY_SENTENCES_MIN = 4;

/** Where in an article a sentence stands. */
export type Part = 'title' | 'summary' | 'body';

/** A sentence of an article that may be read out, before anything is ranked. */
export interface RawCandidate {
  readonly text: string;
  readonly article: Article;
  readonly part: Part;
  readonly order: number;
  /** The one that has to be said right before it. */
  readonly after?: number;
  /** Stems that something told before has to hold: earlier sentences introduce what this one takes as known. */
  readonly given: readonly string[];
  /** How likely it needs the sentence before it: less at the start of a paragraph, more with a noun taken as known. */
  readonly lean: 0 | 1 | 2;
  /** Worth of its place alone, 0 to 1.5. */
  readonly prior: number;
}

/** @returns The newest article of at most two outlets: an older one may hold what has been corrected since. */
export function articlesToTell(story: Story, language: Language): Article[] {
  const own = story.articles.filter((article) => isIn(article, language));
  const newest = onePerOutlet(own).map((first) =>
    own
      .filter((article) => outletName(article.outlet) === outletName(first.outlet))
      .reduce((best, article) => (timeOf(article) > timeOf(best) ? article : best)),
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

/** @returns The articles with that one first which begins with a whole sentence, where the other has but its title. */
export function inTellingOrder(
  articles: readonly Article[],
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): readonly Article[] {
  const [main, second] = articles;
  if (!main || !second) return articles;
  const opening = (article: Article) => inReadingOrder(article, request, lowerCase)[0];
  const other = opening(second);
  const isBetter =
    opening(main)?.part === 'title' &&
    other !== undefined &&
    other.part !== 'title' &&
    standsAtTop(other.sentences[0] ?? '', second, request);
  return isBetter ? [second, main] : articles;
}

function timeOf({ publishedAt }: Article): number {
  return publishedAt?.getTime() ?? 0;
}

function gistOf(article: Article, language: Language): Set<string> {
  return contentStems(`${article.title} ${article.summary}`, language);
}

/** @returns The sentences fit for the air, in the order in which they may be said. */
export function candidatesOf(
  articles: readonly Article[],
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): RawCandidate[] {
  let order = 0;
  return articles.flatMap((article, index) => {
    const parts = inReadingOrder(article, request, index === 0 ? lowerCase : undefined);
    const isMain = index === 0;
    return parts.flatMap(({ part, sentences }, place) => {
      const first = order + 1;
      order += sentences.length + 1;
      // The first sentence of a second text tells the whole again.
      const before = parts[place - 1];
      const retells = before ? retellsAll(part, sentences, before, request) : !isMain;
      const usable = usableOf(sentences, {
        article,
        part,
        first,
        isOpening: place === 0 && isMain,
        request,
      });
      return retells ? usable.filter(({ order: at }) => at !== first) : usable;
    });
  });
}

/** A standfirst of one sentence may leave the body to begin with something else. */
function retellsAll(
  part: Part,
  [first = '']: readonly string[],
  before: { readonly part: Part; readonly sentences: readonly string[] },
  { language }: ScriptRequest,
): boolean {
  if (before.part === 'title') return false;
  if (part === 'body' && before.sentences.length > 1) return true;
  const known = specificsOf(before.sentences[0] ?? '', language);
  return [...specificsOf(first, language)].some((one) => known.has(one));
}

/** "A team in Lausanne has ..." says itself whom it is about, and needs no title before it. */
const INTRODUCES: Readonly<Record<Language, RegExp>> = {
  en: /^An? \p{Ll}/u,
  de: /^Eine? \p{L}/u,
  fr: /^(?:Une?|Des) \p{L}/u,
  it: /^(?:Una?|Uno|Un['’]\s?|Dei|Degli|Delle) ?\p{L}/u,
  es: /^Un[oa]?s? \p{L}/u,
};

/**
 * The standfirst of many feeds goes on where the title stopped. The part that says what the title says comes first;
 * where neither does, the title itself opens the story.
 */
function inReadingOrder(
  article: Article,
  request: ScriptRequest,
  lowerCase: ReadonlySet<string> | undefined,
): { part: Part; sentences: string[] }[] {
  const { language } = request;
  const title = contentStems(article.title, language);
  const read = (part: 'summary' | 'body'): { part: Part; sentences: string[]; share: number } => {
    const sentences = sentencesWithGaps(article[part], language);
    const [first = ''] = sentences;
    return {
      part,
      sentences,
      share:
        fitForAir(first, article, request) === undefined
          ? -1
          : shareOf(title, contentStems(first, language)),
    };
  };
  const [summary, body] = [read('summary'), read('body')];
  const namesOf = (one: { sentences: string[] }): boolean =>
    namesAlike(one.sentences[0] ?? '', article.title);
  const bodyFirst =
    body.share > Math.max(summary.share, 0) + 0.1 &&
    // Hotels are no news without the country they are in.
    (namesOf(body) || summary.share < 0 || !namesOf(summary));
  const isTwice = bodyFirst && body.sentences.length >= BODY_SENTENCES_MIN;
  const ordered = (bodyFirst ? (isTwice ? [body] : [body, summary]) : [summary, body]).filter(
    ({ sentences }) => sentences.length > 0,
  );
  if (lowerCase === undefined) return ordered;
  const [first] = ordered;
  const start = first?.sentences[0] ?? '';
  const share = Math.max(summary.share, body.share);
  const opening = spokenHeadline(article, request, lowerCase);
  const isWholeTitle = opening !== undefined && !isFragment(cleanTitle(article), language);
  const isPlaceless =
    isWholeTitle && isOfSomePlace(start, language) && !namesAlike(start, article.title);
  if (INTRODUCES[language].test(start) && share >= 0 && !isPlaceless) return ordered;
  const leans = isPlaceless || pointsAtUnnamed(start, language);
  if (share >= OPENING_SHARE_MIN && !leans) return ordered;
  // "Tourism gets off to a good start" says little, and one of the next sentences all that the title does.
  if (opensLater(body.sentences, title, Math.max(share, 0), { article, request })) return [body];
  if (isFragment(cleanTitle(article), language) && tellsItself(start, article, request))
    return ordered;
  if (opening !== undefined) return [{ part: 'title', sentences: [opening] }, ...ordered];
  // A beginning that says nothing of a title that cannot be said: nobody would know what it is about.
  return leans || share < UNTITLED_SHARE_MIN ? [] : ordered;
}

/** A sentence with a figure or a name in it that leans on nothing is better than half a title. */
function tellsItself(sentence: string, article: Article, request: ScriptRequest): boolean {
  const { language } = request;
  return (
    specificsOf(sentence, language).size > 0 &&
    !pointsBack(sentence, language) &&
    !pointsAtUnnamed(sentence, language) &&
    !opensAsKnown(sentence, language) &&
    fitForAir(sentence, article, request) !== undefined
  );
}

function standsAtTop(sentence: string, article: Article, request: ScriptRequest): boolean {
  return (
    !pointsBack(sentence, request.language) && fitForAir(sentence, article, request) !== undefined
  );
}

const NAME_LETTERS = 5;

/** @returns Whether a sentence has a name of the title, in any form of it: "alberghi ticinesi" for "in Ticino". */
export function namesAlike(sentence: string, title: string): boolean {
  const names = [...title.matchAll(/(?<=\p{L} |[’'])\p{Lu}\p{Ll}{4,}/gu)];
  const words = sentence.toLowerCase();
  return names.some(([name]) => words.includes(name.toLowerCase().slice(0, NAME_LETTERS)));
}

/** Sentences in which a body may come to what its title says. */
const LATER_SENTENCES_MAX = 3;
const LATER_SHARE_MIN = 0.5;
/** The same for half a title, which is worse than most sentences. */
const LATER_SHARE_FRAGMENT_MIN = 0.35;
const LATER_GAIN_MIN = 0.31;

function opensLater(
  sentences: readonly string[],
  title: ReadonlySet<string>,
  share: number,
  { article, request }: { readonly article: Article; readonly request: ScriptRequest },
): boolean {
  const { language } = request;
  const shareMin = isFragment(cleanTitle(article), language)
    ? LATER_SHARE_FRAGMENT_MIN
    : LATER_SHARE_MIN;
  return sentences.slice(1, LATER_SENTENCES_MAX).some((sentence) => {
    const own = shareOf(title, contentStems(sentence, language));
    return (
      own >= Math.max(shareMin, share + LATER_GAIN_MIN) &&
      (namesAlike(sentence, article.title) ||
        !namesAlike(sentences[0] ?? '', article.title) ||
        standsAtTop(sentences[0] ?? '', article, request)) &&
      !pointsBack(sentence, language) &&
      !pointsAtUnnamed(sentence, language) &&
      !opensAsKnown(sentence, language) &&
      fitForAir(sentence, article, request) !== undefined
    );
  });
}

interface Place {
  readonly article: Article;
  readonly part: Part;
  readonly first: number;
  readonly isOpening: boolean;
  readonly request: ScriptRequest;
}

function usableOf(
  sentences: readonly string[],
  { article, part, first, isOpening, request }: Place,
): RawCandidate[] {
  const { language } = request;
  const raws: RawCandidate[] = [];
  let previous: number | undefined;
  let names = false;
  let promise: string | undefined;
  let asides = 0;
  const heard = new Set<string>();
  const starts = part === 'title' ? sentences : plainText(article[part]).split(/\s*\n\s*/u);
  sentences.forEach((sentence, index) => {
    // Nothing behind it leans on it, but on what stood before.
    if (part !== 'title' && isAside(sentence, language)) {
      asides++;
      return;
    }
    const lead = promise;
    promise = part === 'title' ? undefined : promiseOf(sentence, article, request);
    if (promise !== undefined && index + 1 < sentences.length) return;
    const whole = lead === undefined ? sentence : `${lead} ${sentence}`;
    const given = part === 'title' ? [] : givenIn(whole, heard, language);
    for (const key of contentStems(whole, language)) heard.add(key);
    const order = first + index - asides;
    const own = part === 'title' ? sentence : fitForAir(sentence, article, request);
    const text = lead === undefined || own === undefined ? own : `${lead} ${own}`;
    const start = lead === undefined || turnsBack(lead) ? sentence : lead;
    const answers = /[?…]\s*["”»]?$/u.test(sentences[index - 1] ?? '');
    const leans = previous !== undefined && leansOnSubject(start, language);
    const dependent = part !== 'title' && (answers || leans || pointsBack(start, language));
    const isNobody = saysPerson(start, language) && !names;
    if (text === undefined || (dependent && (previous === undefined || isNobody))) {
      previous = undefined;
      names = false;
      return;
    }
    names = (dependent && names) || namesPerson(text, language);
    raws.push({
      text,
      article,
      part,
      order,
      prior: priorOf(part, index, isOpening),
      ...(dependent && previous !== undefined ? { after: previous } : {}),
      given,
      lean: leanOf(whole, starts, takenAsKnown(sentence, language).length > given.length),
    });
    previous = order;
  });
  return raws;
}

/** Letters that tell one sentence from another. */
const START_LETTERS = 24;

function leanOf(sentence: string, starts: readonly string[], takesAsKnown: boolean): 0 | 1 | 2 {
  const isStart = starts.some((start) => start.startsWith(sentence.slice(0, START_LETTERS)));
  if (isStart) return takesAsKnown ? 1 : 0;
  return takesAsKnown ? 2 : 1;
}

/** What only announces the next sentence is told with it: "The bakers did the sums." */
function promiseOf(sentence: string, article: Article, request: ScriptRequest): string | undefined {
  const { language } = request;
  const said = spokenForm(sentence, language);
  if (isBoilerplate(sentence) || faultOf(said, language) !== 'promise') return undefined;
  if (saysForbidden(said, request)) return undefined;
  return onTheDay(said, language, { ...request, publishedAt: article.publishedAt });
}

/** "The fire broke out": where an earlier sentence spoke of a fire, that or another has to be told first. */
function givenIn(sentence: string, heard: ReadonlySet<string>, language: Language): string[] {
  const nouns = takenAsKnown(sentence, language);
  const keys = new Set(nouns.flatMap((noun) => [...contentStems(noun, language)]));
  return [...keys].filter((key) => heard.has(key));
}

function priorOf(part: Part, index: number, isOpening: boolean): number {
  if (part === 'title') return 1.5;
  const place = part === 'summary' ? 0.9 - 0.2 * index : 0.9 * Math.exp(-index / 4);
  return isOpening && index === 0 ? place + 0.7 : place;
}

function fitForAir(sentence: string, article: Article, request: ScriptRequest): string | undefined {
  const { language } = request;
  if (isBoilerplate(sentence)) return undefined;
  const said = spokenForm(sentence, language);
  if (faultOf(said, language) !== undefined) return undefined;
  const text = onTheDay(said, language, { ...request, publishedAt: article.publishedAt });
  if (text === undefined || faultOf(text, language) !== undefined || saysForbidden(text, request))
    return undefined;
  return speakerFirst(text, language);
}

function saysForbidden(text: string, { forbiddenWords }: ScriptRequest): boolean {
  const lower = text.toLowerCase();
  return (forbiddenWords ?? []).some((word) => word !== '' && lower.includes(word.toLowerCase()));
}
