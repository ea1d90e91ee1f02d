import type { Article, Story } from '../../story/story.js';
import { isIn } from '../source/article-language.js';
import { localDay } from '../source/on-the-day.js';
import { castOf } from '../telling/cast.js';
import { visible } from '../injection/unmasked.js';
import { secondsPerStory } from '../plan/plan.js';
import type { ScriptRequest } from '../script.js';
import { answerSchema } from './model-answer.js';
import { rulesOf } from './rules.js';

/** What a model can take. */
export interface ModelLimits {
  /** Tokens of prompt and answer together at most. */
  readonly contextTokensMax: number;
  /** Tokens of the answer at most. */
  readonly outputTokensMax: number;
}

/** What a model is told, and what its answer is read by. */
export interface Brief {
  readonly system: string;
  readonly user: string;
  readonly schema: object;
  /** Story ids by the keys that the model knows them by. */
  readonly stories: ReadonlyArray<readonly [key: string, storyId: string]>;
  /** What encloses the data; nobody who wrote it could know. */
  readonly fence: string;
  readonly inputTokens: number;
  readonly outputTokensMax: number;
  /** Characters of speech that the minutes need. */
  readonly charactersTarget: number;
}

/** Cautious for the five languages: English has 4 to 4.5 characters a token, German 3 to 3.5. */
const CHARACTERS_PER_TOKEN = 3;
/** Of a word with its space, over the five languages. */
const CHARACTERS_PER_WORD = 6.2;
/** JSON around the words. */
const OUTPUT_TOKENS_BASE = 400;
const OUTPUT_SHARE = 1.5;
/** The model may leave some aside. */
const STORIES_SPARE = 2;
const STORIES_MAX = 60;
/** Rules of the house and schema. */
const RULES_TOKENS_MAX = 3_000;
const TRAFFIC_STORIES_MAX = 3;
const ARTICLES_MAX = 3;
const TITLE_CHARACTERS_MAX = 200;
const SUMMARY_CHARACTERS_MAX = 800;
/** The longest first: a story is told from less where the context is small. */
const BODY_CHARACTERS = [3_000, 1_500, 700, 0];

/** @returns Tokens that a text takes, estimated from its characters. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** @returns Tokens the answer may take for so many characters of speech. */
function outputTokensFor(characters: number, { outputTokensMax }: ModelLimits): number {
  return Math.min(
    outputTokensMax,
    OUTPUT_TOKENS_BASE + Math.ceil((characters * OUTPUT_SHARE) / CHARACTERS_PER_TOKEN),
  );
}

/** @returns Tokens that one question about a request, and its answer, take at most: known before anything is read. */
export function tokensAtMost(
  request: ScriptRequest,
  limits: ModelLimits,
): { readonly input: number; readonly output: number } {
  const output = outputTokensFor(charactersFor(request), limits);
  const perArticle = TITLE_CHARACTERS_MAX + SUMMARY_CHARACTERS_MAX + 300;
  const characters = storiesFor(request)
    .flatMap((story) => articlesFor(story, request))
    .reduce(
      (all, { body }) => all + perArticle + Math.min(body.length, BODY_CHARACTERS[0] ?? 0),
      0,
    );
  const input = RULES_TOKENS_MAX + Math.ceil(characters / CHARACTERS_PER_TOKEN);
  return { input: Math.min(input, Math.max(0, limits.contextTokensMax - output)), output };
}

function charactersFor(request: ScriptRequest): number {
  const { main, second } = castOf(request);
  const pace = (main.charactersPerSecond + second.charactersPerSecond) / 2;
  return Math.round(request.speechSecondsTarget * pace);
}

/**
 * Writes down what a model has to know: rules of the house, and the stories as data between two lines that carry
 * a random mark. What does not fit into its context is left out, the least important stories first.
 * @param request Defused: nothing in its articles speaks to their reader.
 * @param nonce Random, hard to guess: the mark of the data.
 */
export function briefOf(request: ScriptRequest, limits: ModelLimits, nonce: string): Brief {
  const charactersTarget = charactersFor(request);
  const outputTokensMax = outputTokensFor(charactersTarget, limits);
  const words = Math.round(charactersTarget / CHARACTERS_PER_WORD);
  const fence = `DATA-${nonce}`;
  const system = rulesOf(request, { words, fence });
  const room = limits.contextTokensMax - outputTokensMax - tokensOf(system) - MARGIN_TOKENS;
  const chosen = storiesFor(request);
  const { user, told } = userMessage(chosen, request, fence, room);
  return {
    system,
    user,
    schema: answerSchema(request.speakers.map(({ id }) => id)),
    stories: told.map((story, index) => [keyOf(index), story.id]),
    fence,
    inputTokens: tokensOf(system) + tokensOf(user),
    outputTokensMax,
    charactersTarget,
  };
}

/** For the question itself and the schema. */
const MARGIN_TOKENS = 600;

/** As many as the minutes need and a few to choose from, those to be translated last; traffic comes on top. */
function storiesFor(request: ScriptRequest): Story[] {
  const { stories, newsCount, speechSecondsTarget, language } = request;
  const fitting = Math.ceil(speechSecondsTarget / secondsPerStory(speechSecondsTarget));
  const count = newsCount ?? Math.min(STORIES_MAX, fitting + STORIES_SPARE);
  const isOwn = ({ articles }: Story): boolean => articles.some((one) => isIn(one, language));
  const news = stories.filter(({ category }) => category !== 'traffic');
  const inOrder = [...news.filter(isOwn), ...news.filter((story) => !isOwn(story))];
  const traffic = stories.filter((story) => story.category === 'traffic' && isOwn(story));
  return [...inOrder.slice(0, count), ...traffic.slice(0, TRAFFIC_STORIES_MAX)];
}

function userMessage(
  chosen: readonly Story[],
  request: ScriptRequest,
  fence: string,
  roomTokens: number,
): { user: string; told: readonly Story[] } {
  for (let count = chosen.length; ; count--) {
    const told = chosen.slice(0, count);
    for (const bodyCharacters of BODY_CHARACTERS) {
      const user = messageOf(told, request, fence, bodyCharacters);
      if (tokensOf(user) <= roomTokens || (count <= 1 && bodyCharacters === 0))
        return { user, told };
    }
  }
}

function messageOf(
  stories: readonly Story[],
  request: ScriptRequest,
  fence: string,
  bodyCharacters: number,
): string {
  const data = {
    stories: stories.map((story, index) => ({
      key: keyOf(index),
      category: story.category,
      told_before_and_changed: story.isUpdate,
      articles: articlesFor(story, request).map((article) =>
        articleData(article, request, { fence, bodyCharacters }),
      ),
    })),
    ...(request.weather && { weather: request.weather }),
    ...(request.bitcoin && { bitcoin: request.bitcoin }),
  };
  return [fence, JSON.stringify(data), fence, 'Write the script of the show now, as JSON.'].join(
    '\n',
  );
}

/** Those in the language of the show; where there are none, the others, to be translated. */
export function articlesFor({ articles }: Story, { language }: ScriptRequest): readonly Article[] {
  const own = articles.filter((article) => isIn(article, language));
  return (own.length > 0 ? own : articles).slice(0, ARTICLES_MAX);
}

function articleData(
  article: Article,
  { timeZone }: ScriptRequest,
  { fence, bodyCharacters }: { readonly fence: string; readonly bodyCharacters: number },
): object {
  const { outlet, title, summary, body, language, publishedAt } = article;
  const clean = (text: string, charactersMax: number): string =>
    visible(text)
      .replaceAll(fence, ' ')
      .replace(/[<>{}[\]`|]+/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim()
      .slice(0, charactersMax);
  return {
    outlet: clean(outlet, 80),
    language,
    published: publishedAt === null ? null : localDay(publishedAt, timeZone),
    title: clean(title, TITLE_CHARACTERS_MAX),
    summary: clean(summary, SUMMARY_CHARACTERS_MAX),
    ...(bodyCharacters > 0 && { text: clean(body, bodyCharacters) }),
  };
}

function keyOf(index: number): string {
  return `S${index + 1}`;
}
