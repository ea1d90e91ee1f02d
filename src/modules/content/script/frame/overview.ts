import type { Language } from '#kernel';
import type { Article } from '../../story/story.js';
import { readingOf } from '../claims/quantities.js';
import { type Desk, openingPhrase } from '../telling/desk.js';
import { capitalised, spokenHeadline } from '../source/headline.js';
import { announced, type Material } from '../source/material.js';
import type { ScriptRequest, Segment } from '../script.js';
import { isBrief } from '../plan/show-length.js';
import { topicOf } from '../telling/topic.js';
import { framePart, listed } from './frame-part.js';

/** From here on there is so much behind us that a look back helps. */
const LOOK_BACK_SECONDS_MIN = 200;
const LOOK_BACK_LONG_SECONDS_MIN = 480;
const LOOK_BACK_FULL_SECONDS_MIN = 500;
const TOPICS_MAX = 3;
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

/** "Calcio, la Ceresina vince": the first word is a label for the eye. */
const LABELLED = /^\p{Lu}[\p{L}'’-]+, (?=\p{Ll})/u;
/** What stands behind it is a sentence of its own. */
const UNLABELLED =
  /^(?:(?:il|lo|la|i|gli|le|una?|uno|les|des|une|el|los|las|unos|unas|der|die|das|eine?|the|an?) |l['’])/u;

/** A title among others: behind a label nobody would know where it begins. */
function titleToSay(
  article: Article,
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): string | undefined {
  const text = spokenHeadline(article, request, lowerCase);
  if (text === undefined || !LABELLED.test(text)) return text;
  const rest = text.replace(LABELLED, '');
  return UNLABELLED.test(rest) ? capitalised(rest) : undefined;
}

/** Sentences of a story that are surely told, whatever its length. */
const SURE_PICKS = 3;

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

function numbersIn(text: string, language: Language): number[] {
  const { quantities, pairs } = readingOf(text, language);
  return [...quantities, ...pairs].flatMap(({ values }) => [...values]);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
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
 * @returns A look back: titles of stories that were told and not announced, and what the others were about; undefined
 * where there is too little to name.
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
  const { request, book, cast, picker, openings } = desk;
  if (request.speechSecondsTarget < LOOK_BACK_SECONDS_MIN) return undefined;
  const titlesMax = titlesToRecall(request.speechSecondsTarget);
  const lines: { text: string; material: Material }[] = [];
  const topics: string[] = [];
  const ofTopics: string[] = [];
  const said = lettersOf(round);
  // What has just been told is nothing to look back on.
  const behind = ranked.filter((material) => material.story.id !== inOrder.at(-1)?.story.id);
  for (const material of behind) {
    const title = titleToSay(material.main, request, lowerCase);
    const isNew =
      title !== undefined && !said.includes(lettersOf(title)) && !isSaidInStory(title, material);
    if (isNew && lines.length < titlesMax) {
      lines.push({ text: title, material });
      continue;
    }
    const topic = topics.length < TOPICS_MAX ? topicOf(material, request) : undefined;
    if (topic === undefined || topics.some((other) => lettersOf(other) === lettersOf(topic)))
      continue;
    topics.push(topic);
    ofTopics.push(...material.articles.map(({ id }) => id));
  }
  if (lines.length === 0 && topics.length < 2) return undefined;
  // Names alone tell nothing; they stand in only where every title has been said.
  const naming =
    topics.length < 2 || lines.length > 0
      ? []
      : [picker.any(book.lookBackTopics, { topics: listed(topics, book.and) })];
  const placeOf = ({ material }: { material: Material }): number =>
    inOrder.findIndex(({ story }) => story.id === material.story.id);
  lines.sort((left, right) => placeOf(left) - placeOf(right));
  const titles = lines.map(({ text }) => text);
  const text = [openingPhrase(book.lookBack, {}, desk), ...titles, ...naming].join(' ');
  openings.take(text);
  return framePart({
    type: 'look_back',
    speaker: cast.second,
    text,
    expendability: 70,
    chapter: book.chapters.lookBack,
    sources:
      naming.length > 0 ? [...new Set(ofTopics)] : lines.map((line) => line.material.main.id),
  });
}
