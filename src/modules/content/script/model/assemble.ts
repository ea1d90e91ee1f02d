import type { Language } from '#kernel';
import type { Article, Story } from '../../story/story.js';
import { BuiltInScriptWriter } from '../built-in.script-writer.js';
import { castOf, secondsOf, speakerOf } from '../telling/cast.js';
import { secondsOfAll } from '../frame/frame-part.js';
import { noticesOf } from '../frame/notices.js';
import { titleOf } from '../frame/welcome.js';
import { chapterTitle } from '../source/headline.js';
import type { DefusedRequest } from '../injection/defuse.js';
import { onePerOutlet, outletName, spokenOutlet } from '../source/outlet.js';
import { PhrasePicker } from '../telling/phrase-picker.js';
import type { PhraseBook } from '../phrases/phrase-book.js';
import { phraseBookOf } from '../phrases/phrase-books.js';
import type { Script, ScriptRequest, Segment, SegmentType } from '../script.js';
import { articlesFor } from './brief.js';
import type { JudgedSegment, Judgement } from './judge-answer.js';

/** What stands in a script besides stories, in its order: what is not here is a story, or leads to one. */
const OPENING: readonly SegmentType[] = ['greeting', 'headlines'];
const CLOSING: readonly SegmentType[] = ['weather', 'bitcoin', 'look_back', 'sign_off'];

/**
 * Makes a script of what a model wrote and the built-in writer's: every segment that something speaks against is
 * replaced by the built-in telling of the same thing, or goes. The length is made right in the end.
 */
export async function assemble(
  judgement: Judgement,
  defused: DefusedRequest,
  writer: string,
): Promise<Script> {
  const { request } = defused;
  const { signal } = new AbortController();
  const builtIn = await new BuiltInScriptWriter().write(request, signal);
  const assembly = new Assembly(judgement.segments, builtIn, request);
  const segments = assembly.segments();
  const told = [...new Set(segments.flatMap(({ storyId }) => storyId ?? []))];
  const script: Script = {
    title: titleOf(request, phraseBookOf(request.language)),
    language: request.language,
    segments,
    storyIds: told,
    warnings: assembly.warnings(),
    writer,
  };
  // Only stories that nobody has told may fill what is missing: those told in other words would be told twice.
  const others = request.stories.filter(({ id }) => !assembly.toldByModel.has(id));
  const spare = { ...request, stories: others };
  const fitted = await fit(script, spare, signal);
  const missing = request.speechSecondsTarget - secondsOfAll(fitted.segments);
  const isShort = missing > request.speechSecondsTarget * SHORT_SHARE_MAX;
  return withTwoVoices(isShort ? await fit(fitted, request, signal) : fitted, request);
}

/** A show of fewer seconds loses whole stories when it is cut to length, and with them a host. */
const BRIEF_SECONDS_MAX = 100;

/** Where all that is sure to stay is said by one host, the other one says goodbye. */
function withTwoVoices(script: Script, request: ScriptRequest): Script {
  const { main, second } = castOf(request);
  const isBrief = request.speechSecondsTarget < BRIEF_SECONDS_MAX;
  const [story] = script.segments.filter(({ segmentType }) => segmentType === 'story');
  const staying = script.segments.filter(
    (segment) => !isBrief || segment.expendability === 0 || segment === story,
  );
  if (main === second || new Set(staying.map(({ speakerId }) => speakerId)).size > 1) return script;
  const other = staying[0]?.speakerId === second.id ? main : second;
  const segments = script.segments.map((segment) =>
    segment.segmentType === 'sign_off'
      ? {
          ...segment,
          speakerId: other.id,
          estimatedSeconds: secondsOf(segment.text, other),
        }
      : segment,
  );
  return { ...script, segments };
}

/** Where other stories cannot fill more than this, those told get what was left out of them. */
const SHORT_SHARE_MAX = 0.03;

function fit(script: Script, request: ScriptRequest, signal: AbortSignal): Promise<Script> {
  const seconds = script.segments.map(({ estimatedSeconds }) => estimatedSeconds);
  return new BuiltInScriptWriter().fit(script, seconds, request, signal);
}

class Assembly {
  readonly toldByModel = new Set<string>();
  readonly #request: ScriptRequest;
  readonly #book: PhraseBook;
  readonly #picker: PhrasePicker;
  readonly #judged: readonly JudgedSegment[];
  readonly #builtIn: Script;
  readonly #bad = new Set<string>();
  #replaced = 0;
  #dropped = 0;

  constructor(judged: readonly JudgedSegment[], builtIn: Script, request: ScriptRequest) {
    this.#judged = judged;
    this.#builtIn = builtIn;
    this.#request = request;
    this.#book = phraseBookOf(request.language);
    this.#picker = new PhrasePicker(
      request,
      'model',
      judged.map(({ segment }) => segment.text),
    );
    for (const { segment, stories, faults } of judged) {
      const [story] = stories;
      if (story && faults.length > 0 && isTelling(segment.type)) this.#bad.add(story.id);
    }
  }

  segments(): Segment[] {
    const stories = this.#stories();
    const told = new Set(stories.flatMap(({ sources }) => sources));
    return [
      ...this.#frame('greeting', told),
      ...this.#frame('headlines', told),
      ...stories,
      ...CLOSING.flatMap((type) => this.#frame(type, told)),
    ];
  }

  warnings(): string[] {
    const translated = this.#judged.filter(
      ({ isTranslated, segment, faults }) =>
        isTranslated && faults.length === 0 && isTelling(segment.type),
    );
    const languages = new Set(
      translated.flatMap(({ stories }) =>
        stories.flatMap(({ articles }) => articles.map(({ language }) => language)),
      ),
    );
    return [
      ...(this.#replaced + this.#dropped > 0
        ? [
            `Of ${this.#judged.length} segments that the language model wrote, ${this.#replaced} were replaced by the built-in writer's and ${this.#dropped} were left out, because their sources do not hold what they say.`,
          ]
        : []),
      ...(translated.length > 0
        ? [`Translated by the language model from: ${[...languages].join(', ')}.`]
        : []),
    ];
  }

  /** The stories in the order of the model, each by the model or, where it may not be aired, by the built-in writer. */
  #stories(): Segment[] {
    const result: Segment[] = [];
    const done = new Set<string>();
    for (const { segment, stories } of this.#judged) {
      const [story] = stories;
      if (!story || done.has(story.id) || !isTelling(segment.type)) continue;
      done.add(story.id);
      const rank = done.size - 1;
      if (this.#bad.has(story.id)) result.push(...this.#replacement(story.id));
      else {
        this.toldByModel.add(story.id);
        result.push(...this.#told(story, rank));
      }
    }
    return result;
  }

  #replacement(storyId: string): Segment[] {
    const own = this.#builtIn.segments.filter(
      (segment) => segment.storyId === storyId && segment.segmentType !== 'handover',
    );
    if (own.length > 0) this.#replaced++;
    else this.#dropped++;
    return own.map((segment, index) =>
      index === 0
        ? { ...segment, startsTopic: true, chapter: segment.chapter ?? this.#chapterOf(storyId) }
        : segment,
    );
  }

  #chapterOf(storyId: string): string {
    const story = this.#request.stories.find(({ id }) => id === storyId);
    return story ? chapterTitle(story.articles[0]) : this.#book.chapters.headlines;
  }

  #told(story: Story, rank: number): Segment[] {
    const own = this.#judged.filter(
      ({ segment, stories, faults }) =>
        stories[0]?.id === story.id &&
        faults.length === 0 &&
        (isTelling(segment.type) || segment.type === 'handover'),
    );
    const articles = articlesFor(story, this.#request);
    const telling = own.filter(({ segment }) => isTelling(segment.type));
    const isNamed = onePerOutlet(articles).some(({ outlet }) =>
      telling.some(({ segment }) => segment.text.includes(outletName(outlet))),
    );
    const [first] = telling;
    return own.map((judged, index): Segment => {
      const { text } = judged.segment;
      const said = !isNamed && judged === first ? this.#attributed(text, articles) : text;
      const part = telling.indexOf(judged);
      return {
        ...this.#segmentOf(judged, said),
        storyId: story.id,
        startsTopic: index === 0,
        ...(index === 0 && { chapter: this.#chapterOf(story.id) }),
        expendability: part <= 0 ? Math.min(59, 20 + rank) : Math.min(99, 60 + rank + part),
      };
    });
  }

  /** Names the outlet in a sentence of its own or, where all of those have been said, at the end of the last one. */
  #attributed(text: string, articles: readonly Article[]): string {
    const outlet = articles[0] ? spokenOutlet(articles[0].outlet, this.#request.language) : '';
    const { sentence, suffix } = this.#book.one;
    const said = this.#picker.fresh(sentence, { outlet });
    if (said !== undefined) return `${text} ${said}`;
    return text.replace(/[.!?]*(["”»]?)$/u, `$1${this.#picker.any(suffix, { outlet })}.`);
  }

  /** Of a part that is no story: the model's, if it may be aired, else the built-in writer's. */
  #frame(type: SegmentType, told: ReadonlySet<string>): Segment[] {
    const all = this.#judged.filter(({ segment }) => segment.type === type);
    // What is named at the beginning and at the end is what is told, whoever writes it.
    const good = all.filter(
      ({ faults, stories }) =>
        faults.length === 0 &&
        stories.every(({ articles }) => articles.some(({ id }) => told.has(id))),
    );
    const isComplete = good.length > 0 && good.length === all.length && this.#isEnough(type, good);
    if (isComplete) return good.map((judged, index) => this.#frameSegment(judged, type, index));
    const own = this.#builtIn.segments.filter(
      (segment) => segment.segmentType === type && segment.storyId === undefined,
    );
    const usable = own.filter(({ sources }) => sources.every((source) => told.has(source)));
    if (usable.length > 0 && all.length > 0) this.#replaced++;
    else if (all.length > 0) this.#dropped += all.length;
    return type === 'headlines' || type === 'look_back' ? (all.length > 0 ? usable : []) : usable;
  }

  /** A greeting names station and hosts, or is none. */
  #isEnough(type: SegmentType, good: readonly JudgedSegment[]): boolean {
    if (type !== 'greeting') return true;
    const text = good.map(({ segment }) => segment.text).join(' ');
    const names = [this.#request.stationName, ...this.#request.speakers.map(({ name }) => name)];
    return names.every((name) => text.includes(name));
  }

  #frameSegment(judged: JudgedSegment, type: SegmentType, index: number): Segment {
    const notice = type === 'greeting' && index === 0 ? this.#notice() : '';
    const chapter = index === 0 ? chapterOfFrame(type, this.#book) : undefined;
    const expendability = { headlines: 25, look_back: 70, weather: 12, bitcoin: 14 } as const;
    const known = expendability[type as keyof typeof expendability] as number | undefined;
    return {
      ...this.#segmentOf(judged, `${judged.segment.text}${notice}`),
      ...(chapter !== undefined && { chapter }),
      startsTopic: chapter !== undefined && type !== 'greeting',
      expendability: known ?? (index === 0 ? 0 : 80),
    };
  }

  #notice(): string {
    const desk = { request: this.#request, book: this.#book, picker: this.#picker };
    return noticesOf(desk)
      .map((notice) => ` ${notice}`)
      .join('');
  }

  #segmentOf({ segment, stories, isTranslated }: JudgedSegment, text: string): Segment {
    const articles = stories.flatMap((story) => articlesFor(story, this.#request));
    const speaker = speakerOf(castOf(this.#request), segment.speaker);
    const from = languagesOf(articles, this.#request.language);
    return {
      segmentType: segment.type,
      speakerId: speaker.id,
      text,
      sources: [...new Set(articles.map(({ id }) => id))],
      startsTopic: false,
      estimatedSeconds: secondsOf(text, speaker),
      expendability: 60,
      unsupportedClaims: [],
      ...(isTranslated && { translatedFrom: from }),
    };
  }
}

function isTelling(type: SegmentType): boolean {
  return type === 'story' || type === 'traffic';
}

function languagesOf(articles: readonly Article[], own: Language): string[] {
  return [...new Set(articles.map(({ language }) => language))].filter(
    (language) => !language.startsWith(own),
  );
}

function chapterOfFrame(type: SegmentType, { chapters }: PhraseBook): string | undefined {
  if (OPENING.includes(type)) return type === 'greeting' ? chapters.greeting : chapters.headlines;
  if (type === 'weather') return chapters.weather;
  if (type === 'bitcoin') return chapters.bitcoin;
  if (type === 'look_back') return chapters.lookBack;
  return type === 'sign_off' ? chapters.signOff : undefined;
}
