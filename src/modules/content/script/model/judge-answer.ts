import { LANGUAGES, type Language } from '#kernel';
import type { Article, Story } from '../../story/story.js';
import { castOf } from '../telling/cast.js';
import { type Allowed, allowedFor, allowedWords } from '../claims/allowed-words.js';
import { checkClaims, forbiddenWordsIn } from '../claims/check-claims.js';
import type { DefusedRequest } from '../injection/defuse.js';
import { addressOf } from '../injection/orders.js';
import { unmasked } from '../injection/unmasked.js';
import { grammarOf } from '../languages/grammars.js';
import type { ScriptRequest, UnsupportedClaim } from '../script.js';
import { quotationsIn, splitSentences } from '../source/sentences.js';
import { wordsOf } from '../source/stemmer.js';
import { articlesFor, type Brief } from './brief.js';
import { type ModelSegment, readAnswer } from './model-answer.js';
import { spokenText, withoutSpeaker } from './spoken-text.js';
import { isTranslated, Support } from './support.js';
import { translatedClaims } from './translated-claims.js';

/** A segment of a model, and what speaks against airing it. */
export interface JudgedSegment {
  readonly segment: ModelSegment;
  readonly stories: readonly Story[];
  /** Whether it tells of articles in other languages only. */
  readonly isTranslated: boolean;
  readonly faults: readonly string[];
}

export interface Judgement {
  readonly segments: readonly JudgedSegment[];
  /** What is wrong with the whole, in half sentences: "it lets only one host speak". */
  readonly faults: readonly string[];
  /** Whether a show can be made of it once the faulty segments are replaced. */
  readonly isUsable: boolean;
}

const CHARACTERS_MIN_SHARE = 0.6;
const CHARACTERS_MAX_SHARE = 1.5;
/** Beyond these nothing of it is worth keeping. */
const USABLE_MIN_SHARE = 0.25;
const USABLE_MAX_SHARE = 4;
const SEGMENT_CHARACTERS_MAX = 1_500;
/** Of the segments with news, so many must be good. */
const GOOD_SHARE_MIN = 0.5;
/** Our own words in a row that no host says by chance. */
const LEAK_WORDS = 6;
const LANGUAGE_WORDS_MIN = 30;
/** Names and loan-words decide the language of fewer. */
const SEGMENT_WORDS_MIN = 14;
const NEWS = new Set(['story', 'traffic', 'headlines', 'look_back']);
const SERVICE = new Set(['weather', 'bitcoin']);

/** Judges an answer sentence by sentence, whatever the model was told by whom. Pure. */
export function judgeAnswer(content: string, brief: Brief, defused: DefusedRequest): Judgement {
  const { request } = defused;
  const names = new Map(
    request.speakers.flatMap(({ id, name }) => [
      [id.toLowerCase(), id],
      [name.toLowerCase(), id],
    ]),
  );
  const read = readAnswer(content, names);
  if (read.segments.length === 0) return { segments: [], faults: read.faults, isUsable: false };
  const judge = new Judge(brief, defused);
  const segments = judge.withoutRepeats(read.segments).map((segment) => judge.judged(segment));
  const whole = wholeFaults(segments, brief, request);
  const news = segments.filter(({ segment }) => NEWS.has(segment.type));
  const good = news.filter(({ faults }) => faults.length === 0);
  const isUsable =
    whole.every(({ isFatal }) => !isFatal) &&
    good.some(({ segment }) => segment.type === 'story') &&
    good.length >= news.length * GOOD_SHARE_MIN;
  const faults = [...read.faults, ...whole.map(({ text }) => text)];
  const bad = news.length - good.length;
  if (!isUsable && whole.every(({ isFatal }) => !isFatal))
    faults.push(
      news.length === 0
        ? 'it tells no story'
        : `${bad} of its ${news.length} segments with news say what their sources do not hold`,
    );
  return { segments, faults, isUsable };
}

class Judge {
  readonly #request: ScriptRequest;
  readonly #stories: ReadonlyMap<string, Story>;
  readonly #support: Support;
  readonly #allowed: Allowed;
  readonly #ownShingles: ReadonlySet<string>;
  readonly #fence: string;

  constructor(brief: Brief, defused: DefusedRequest) {
    const { request } = defused;
    const byId = new Map(request.stories.map((story) => [story.id, story]));
    this.#request = request;
    this.#stories = new Map(
      brief.stories.flatMap(([key, id]) => {
        const story = byId.get(id);
        return story ? [[key, story] as const] : [];
      }),
    );
    this.#support = new Support(defused);
    this.#allowed = allowedWords(request);
    this.#ownShingles = new Set(shingles(brief.system));
    this.#fence = brief.fence.toLowerCase();
  }

  /** Cleans the texts, and leaves out every sentence that has been said. */
  withoutRepeats(segments: readonly ModelSegment[]): ModelSegment[] {
    const said = new Set<string>();
    const names = this.#request.speakers.map(({ name }) => name);
    return segments.flatMap((segment) => {
      const text = withoutSpeaker(spokenText(segment.text), names);
      const kept = splitSentences(text, this.#request.language).filter((sentence) => {
        const bare = sentence.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
        if (bare === '' || said.has(bare)) return false;
        said.add(bare);
        return true;
      });
      return kept.length === 0 ? [] : [{ ...segment, text: kept.map(finished).join(' ') }];
    });
  }

  judged(segment: ModelSegment): JudgedSegment {
    const stories = segment.stories.flatMap((key) => this.#stories.get(key) ?? []);
    const sources = stories.flatMap((story) => articlesFor(story, this.#request));
    const translated = isTranslated(sources, this.#request.language);
    const faults = [
      ...this.#formFaults(segment, stories),
      ...this.#speechFaults(segment),
      ...this.#contentFaults(segment, sources, translated),
      ...this.#claimFaults(segment, sources, translated),
    ];
    return { segment, stories, isTranslated: translated, faults: [...new Set(faults)] };
  }

  #formFaults({ type, text, stories: keys }: ModelSegment, stories: readonly Story[]): string[] {
    const { weather, bitcoin, forbiddenWords } = this.#request;
    const faults: string[] = [];
    if (stories.length < keys.length) faults.push('it names a story that does not exist');
    if (NEWS.has(type) && stories.length === 0) faults.push('it names no story');
    if ((type === 'story' || type === 'traffic') && stories.length > 1)
      faults.push('it tells of several stories at once');
    if ((type === 'weather' && !weather) || (type === 'bitcoin' && !bitcoin))
      faults.push(`there is no data for ${type}`);
    const spoken = detected(text, SEGMENT_WORDS_MIN);
    if (spoken !== undefined && spoken !== this.#request.language)
      faults.push(`it is in "${spoken}"`);
    if (text.length > SEGMENT_CHARACTERS_MAX) faults.push('it is too long');
    const forbidden = forbiddenWordsIn(text, forbiddenWords ?? []);
    if (forbidden.length > 0) faults.push(`it says ${forbidden.join(', ')}`);
    return faults;
  }

  /** What no host says, whoever asks for it. */
  #speechFaults({ text }: ModelSegment): string[] {
    const faults: string[] = [];
    const sentences = splitSentences(text, this.#request.language);
    if (addressOf(text) !== undefined || sentences.some((one) => addressOf(one) !== undefined))
      faults.push('it repeats an order that stood in the material');
    if (
      /https?:|www\.|\S@\S|\b[\w-]+\.(?:com|org|net|info|io|ch|de|fr|it|es|eu|example)\b/iu.test(
        text,
      )
    )
      faults.push('it says an address');
    if (/[{}[\]<>|]|\\n|\bundefined\b|\bnull\b/u.test(text))
      faults.push('it holds signs nobody says');
    const lower = unmasked(text);
    const leaks = shingles(text).some((shingle) => this.#ownShingles.has(shingle));
    if (
      leaks ||
      lower.includes(this.#fence) ||
      (/\b(?:json|system prompt|as an ai|language model)\b/u.test(lower) && !this.#mentions(lower))
    )
      faults.push('it talks about its own rules');
    const suspects = this.#support.suspectsIn(text);
    if (suspects.length > 0) faults.push('it says words that only an order in the material holds');
    return faults;
  }

  /** News may be about language models. */
  #mentions(lower: string): boolean {
    const told = this.#request.stories.flatMap(({ articles }) => articles);
    return (
      /\blanguage model\b/u.test(lower) &&
      told.some(({ title, summary, body }) =>
        /\blanguage models?\b/iu.test(`${title} ${summary} ${body}`),
      )
    );
  }

  #contentFaults(
    { type, text }: ModelSegment,
    sources: readonly Article[],
    translated: boolean,
  ): string[] {
    if (SERVICE.has(type)) return [];
    if (!NEWS.has(type))
      return splitSentences(text, this.#request.language).flatMap(
        (sentence) => this.#support.frameFault(sentence) ?? [],
      );
    return splitSentences(text, this.#request.language).flatMap(
      (sentence) =>
        (translated
          ? this.#support.translationFault(sentence, sources)
          : this.#support.newsFault(sentence, sources)) ?? [],
    );
  }

  #claimFaults(
    { text, type }: ModelSegment,
    sources: readonly Article[],
    translated: boolean,
  ): string[] {
    const { language } = this.#request;
    const own = { segmentType: type, sources: sources.map(({ id }) => id) };
    const allowed = allowedFor(own, this.#allowed);
    const held = { sources, language, allowed, onAir: this.#request };
    const claims: readonly UnsupportedClaim[] = translated
      ? translatedClaims({ text }, held)
      : checkClaims({ text }, held);
    const faults = claims.map((claim) => `no source holds the ${claim.kind} "${claim.text}"`);
    if (translated && quotationsIn(text).some((quotation) => wordsOf(quotation).length > 3))
      faults.push('it quotes word for word what was said in another language');
    return faults;
  }
}

/** A sentence that ends, so that the voice ends too. */
function finished(sentence: string): string {
  return /[.!?]["”“»«’')]*$/u.test(sentence) ? sentence : `${sentence.replace(/[,;:–—-]+$/u, '')}.`;
}

function shingles(text: string): string[] {
  const words = wordsOf(unmasked(text));
  return words
    .slice(0, Math.max(0, words.length - LEAK_WORDS + 1))
    .map((_word, at) => words.slice(at, at + LEAK_WORDS).join(' '));
}

interface WholeFault {
  readonly text: string;
  readonly isFatal: boolean;
}

function wholeFaults(
  segments: readonly JudgedSegment[],
  { charactersTarget, outputTokensMax }: Brief,
  request: ScriptRequest,
): WholeFault[] {
  const faults: WholeFault[] = [];
  const text = segments.map(({ segment }) => segment.text).join(' ');
  const spoken = detected(text, LANGUAGE_WORDS_MIN);
  if (spoken !== undefined && spoken !== request.language)
    faults.push({
      text: `it is written in "${spoken}" and not in "${request.language}"`,
      isFatal: true,
    });
  const { main, second } = castOf(request);
  const voices = new Set(segments.map(({ segment }) => segment.speaker));
  if (main !== second && voices.size < 2)
    faults.push({ text: 'it lets only one host speak', isFatal: true });
  if (!segments.some(({ segment }) => segment.type === 'greeting'))
    faults.push({ text: 'it has no greeting', isFatal: false });
  if (!segments.some(({ segment }) => segment.type === 'sign_off'))
    faults.push({ text: 'it has no sign-off', isFatal: false });
  // Long shows are written as far as the answer may go.
  const target = Math.min(charactersTarget, outputTokensMax * 2);
  const share = text.length / Math.max(1, target);
  if (share < CHARACTERS_MIN_SHARE)
    faults.push({
      text: `it is too short (${wordsOf(text).length} words)`,
      isFatal: share < USABLE_MIN_SHARE,
    });
  if (share > CHARACTERS_MAX_SHARE)
    faults.push({
      text: `it is too long (${wordsOf(text).length} words)`,
      isFatal: share > USABLE_MAX_SHARE,
    });
  return faults;
}

/** The language whose small words a text holds most of; undefined where it is too short to tell. */
function detected(text: string, wordsMin: number): Language | undefined {
  const words = wordsOf(text.toLowerCase());
  if (words.length < wordsMin) return undefined;
  const hits = LANGUAGES.map((language) => {
    const { stopWords } = grammarOf(language);
    return { language, count: words.filter((word) => stopWords.has(word)).length };
  });
  return hits.reduce((best, one) => (one.count > best.count ? one : best)).language;
}
