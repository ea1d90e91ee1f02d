import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';
import { readingOf } from '../claims/quantities.js';
import { type Desk, openingPhrase } from '../telling/desk.js';
import { capitalised, escaped, isSport, spokenHeadline } from '../source/headline.js';
import { contentStems, shareOf } from '../source/stemmer.js';
import { announced, type Material } from '../source/material.js';
import type { ScriptRequest, Segment } from '../script.js';
import { isBrief } from '../plan/show-length.js';
import { framePart } from './frame-part.js';

/** From here on there is so much behind us that a look back helps. */
const LOOK_BACK_SECONDS_MIN = 200;
const LOOK_BACK_LONG_SECONDS_MIN = 480;
const LOOK_BACK_FULL_SECONDS_MIN = 500;
const LOOK_BACK_TITLES_MIN = 2;
/** Stories beyond those wanted that the round may take, where a better one has no title to say. */
const ROUND_SPARE = 4;

/** The headline round, and the stories as they are to be told after it. */
export interface HeadlineRound {
  readonly segment?: Segment;
  /** The stories told, the first one without a title that opened it where the round has said it. */
  readonly materials: readonly Material[];
}

/** @returns The headline round, from the titles of the stories to come; no segment where fewer than two can be said. */
export function headlines(
  materials: readonly Material[],
  lowerCase: ReadonlySet<string>,
  desk: Desk,
): HeadlineRound {
  const { request, book, cast, openings } = desk;
  if (isBrief(request)) return { materials };
  const seconds = request.speechSecondsTarget;
  const wanted = seconds < 240 ? 2 : seconds < 480 ? 3 : 4;
  const round: { text: string; sources: string[] }[] = [];
  const told = materials.map((material, rank) => {
    if (round.length === wanted || rank >= wanted + ROUND_SPARE) return material;
    const line = headlineOf(material, rank === 0, request, lowerCase);
    if (line === undefined) return material;
    round.push({ text: line.text, sources: [line.article.id] });
    return line.told;
  });
  if (round.length < 2) return { materials };
  const text = [openingPhrase(book.headlines, {}, desk), ...round.map((line) => line.text)].join(
    ' ',
  );
  openings.take(text);
  return {
    materials: told,
    segment: framePart({
      type: 'headlines',
      speaker: cast.headlines,
      text: text.trim(),
      expendability: 25,
      chapter: book.chapters.headlines,
      sources: round.flatMap((line) => line.sources),
    }),
  };
}

interface HeadlineLine {
  readonly text: string;
  readonly article: Article;
  /** The story as it is told after the line: without the title, if that was its opening. */
  readonly told: Material;
}

function headlineOf(
  material: Material,
  isTop: boolean,
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): HeadlineLine | undefined {
  for (const article of [
    material.main,
    ...material.articles.filter((other) => other !== material.main),
  ]) {
    const text = titleToSay(article, request, lowerCase);
    if (text === undefined) continue;
    if (article !== material.main && hasFiguresOfItsOwn(text, material, request.language)) continue;
    if (!isSaidInStory(text, material)) return { text, article, told: material };
    const [first] = material.picks;
    // Only the story right behind the round can lean on it.
    if (!isTop || first?.part !== 'title' || first.text !== text) continue;
    const told = announced(material, request.language);
    if (told) return { text, article, told };
  }
  return undefined;
}

/** "Vigneti, un sensore": the first word is a label for the eye. */
const LABELLED = /^(\p{Lu}[\p{L}'’-]+), (?=\p{Ll})/u;
/** What stands behind it is a sentence of its own. */
const UNLABELLED =
  /^(?:(?:il|lo|la|i|gli|le|una?|uno|les|des|une|el|los|las|unos|unas|der|die|das|eine?|the|an?) |l['’])/u;

/** What stands behind it begins with where: without the label nobody would know what is there. */
const PLACED =
  /^(?:in|nel(?:la|lo|le)?|nei|negli|nell['’]|a|ad|al(?:la|lo|le)?|ai|dans|à|au|aux|en|bei|beim|im|at) ?(?=\p{L})/u;

/** A title among others: behind a label nobody would know where it begins. */
function titleToSay(
  article: Article,
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): string | undefined {
  const text = spokenHeadline(article, request, lowerCase);
  const label = text === undefined ? undefined : LABELLED.exec(text)?.[1];
  if (text === undefined || label === undefined) return text;
  const rest = text.slice(label.length + 2);
  // "Turismo: in Ticino pernottamenti in crescita."
  if (PLACED.test(rest)) return `${label}: ${rest}`;
  if (!UNLABELLED.test(rest)) return undefined;
  if (isSport(label)) return `${label}: ${rest}`;
  const { language } = request;
  return isPlaceIn(label, `${article.summary} ${article.body}`, language)
    ? `${AT_PLACE[language]} ${label} ${rest}`
    : capitalised(rest);
}

const AT_PLACE: Readonly<Record<Language, string>> = {
  en: 'In',
  de: 'In',
  fr: 'À',
  it: 'A',
  es: 'En',
};

/** The text says of it that something is there or from there: "il centro di Locarno". */
function isPlaceIn(label: string, text: string, language: Language): boolean {
  const before = { en: 'in|near|of', de: 'in|bei|von', fr: 'à|de', it: 'a|di|da', es: 'en|de' };
  return new RegExp(`(?<!\\p{L})(?:${before[language]}) ${escaped(label)}(?!\\p{L})`, 'u').test(
    text,
  );
}

/** Sentences of a story that are surely told, whatever its length. */
const SURE_PICKS = 3;
/** The same in a show that has time for every story. */
const SURE_PICKS_LONG = 6;

/**
 * Two outlets may measure, count or forecast differently: a title with a figure that the story, told from another
 * article, does not come to would leave the listener with two.
 */
function hasFiguresOfItsOwn(title: string, material: Material, language: Language): boolean {
  const told = new Set(
    [material.main.title, ...material.picks.slice(0, SURE_PICKS).map((pick) => pick.text)].flatMap(
      (text) => numbersIn(text, language),
    ),
  );
  return numbersIn(title, language).some((number) => !told.has(number));
}

/** "One" of a noun, as an article says it. */
const ONE_OF =
  /(?<!\p{L})(?:an?|one|eine?[mnrs]?|une?|una?|uno|un['’])\s?(?:\p{Ll}+ )?(\p{L}{4,})/giu;

/** "Riparte con una cabina", where the story speaks of two: the listener would hear two stories. */
function countsOtherwise(title: string, { picks }: Material, language: Language): boolean {
  return [...title.matchAll(ONE_OF)].some(([, noun = '']) => {
    const [stem] = contentStems(noun, language);
    if (stem === undefined) return false;
    return picks.some(({ text }) =>
      readingOf(text, language).quantities.some(({ text: said, values: [count = 0] }) => {
        const behind = text.slice(text.indexOf(said) + said.length).match(/\p{L}+/gu) ?? [];
        return (
          count > 1 &&
          behind
            .slice(0, COUNTED_WITHIN_WORDS)
            .some((word) => contentStems(word, language).has(stem))
        );
      }),
    );
  });
}

/** "Two new cabins". */
const COUNTED_WITHIN_WORDS = 2;

function numbersIn(text: string, language: Language): number[] {
  const { quantities, pairs } = readingOf(text, language);
  return [...quantities, ...pairs].flatMap(({ values }) => [...values]);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** So much of a title its story has to have said: nobody looks back on what is new. */
const TOLD_SHARE_MIN = 0.6;

function isTold(
  title: string,
  { picks }: Material,
  { language, speechSecondsTarget }: ScriptRequest,
): boolean {
  const isLong = speechSecondsTarget >= LOOK_BACK_LONG_SECONDS_MIN;
  const sure = picks.slice(0, isLong ? SURE_PICKS_LONG : SURE_PICKS);
  const told = new Set(sure.flatMap(({ stems }) => [...stems]));
  return shareOf(contentStems(title, language), told) >= TOLD_SHARE_MIN;
}

function isSaidInStory(headline: string, material: Material): boolean {
  const bare = lettersOf(headline);
  return material.picks.some((pick) => lettersOf(pick.text).includes(bare));
}

/** Ten minutes have more to recall than five. */
function titlesToRecall(speechSeconds: number): number {
  if (speechSeconds < LOOK_BACK_LONG_SECONDS_MIN) return 2;
  return speechSeconds < LOOK_BACK_FULL_SECONDS_MIN ? 3 : 5;
}

/**
 * @param materials What is told, best first, and in the order in which it is told.
 * @param round What the headline round has said, which is not said again.
 * @returns A look back: titles of stories that were told and not announced, in words that were heard; undefined where
 * there are fewer than two.
 */
export function lookBack(
  {
    ranked,
    inOrder,
  }: { readonly ranked: readonly Material[]; readonly inOrder: readonly Material[] },
  round: string,
  lowerCase: ReadonlySet<string>,
  desk: Desk,
): Segment | undefined {
  const { request, book, cast, openings } = desk;
  if (request.speechSecondsTarget < LOOK_BACK_SECONDS_MIN) return undefined;
  const titlesMax = titlesToRecall(request.speechSecondsTarget);
  const lines: { text: string; material: Material }[] = [];
  const said = lettersOf(round);
  // What has just been told is nothing to look back on.
  const behind = ranked.filter((material) => material.story.id !== inOrder.at(-1)?.story.id);
  for (const material of behind) {
    if (lines.length === titlesMax) break;
    const title = titleToSay(material.main, request, lowerCase);
    const isFit =
      title !== undefined &&
      !said.includes(lettersOf(title)) &&
      !isSaidInStory(title, material) &&
      !countsOtherwise(title, material, request.language) &&
      isTold(title, material, request);
    if (isFit) lines.push({ text: title, material });
  }
  if (lines.length < LOOK_BACK_TITLES_MIN) return undefined;
  const placeOf = ({ material }: { material: Material }): number =>
    inOrder.findIndex(({ story }) => story.id === material.story.id);
  lines.sort((left, right) => placeOf(left) - placeOf(right));
  const titles = lines.map(({ text }) => text);
  const text = [openingPhrase(book.lookBack, {}, desk), ...titles].join(' ');
  openings.take(text);
  return framePart({
    type: 'look_back',
    speaker: cast.second,
    text,
    expendability: 70,
    chapter: book.chapters.lookBack,
    sources: lines.map((line) => line.material.main.id),
  });
}
