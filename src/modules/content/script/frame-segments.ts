import type { Language } from '#kernel';
import { secondsOf } from './cast.js';
import type { Article } from '../story/story.js';
import { spokenHeadline } from './headline.js';
import { grammarOf } from './languages/grammars.js';
import { announced, type Material } from './material.js';
import type { Phrase, PhraseBook } from './phrases/phrase-book.js';
import type { ScriptRequest, ScriptSpeaker, Segment, SegmentType } from './script.js';
import type { Desk } from './story-segments.js';
import { topicOf } from './topic.js';

/** A show of fewer seconds says hello and goodbye in one breath. */
const BRIEF_SECONDS_MAX = 100;
/** From here on there is time for a headline round. */
const HEADLINES_SECONDS_MIN = 100;
/** From here on there is so much behind us that a look back helps. */
const LOOK_BACK_SECONDS_MIN = 200;
const TOPICS_MAX = 4;

interface Part {
  readonly type: SegmentType;
  readonly speaker: ScriptSpeaker;
  readonly text: string;
  readonly expendability: number;
  readonly chapter?: string;
  readonly sources?: readonly string[];
}

function part({ type, speaker, text, expendability, chapter, sources = [] }: Part): Segment {
  return {
    segmentType: type,
    speakerId: speaker.id,
    text,
    sources,
    ...(chapter === undefined ? {} : { chapter }),
    startsTopic: chapter !== undefined && type !== 'greeting',
    estimatedSeconds: secondsOf(text, speaker),
    expendability,
    unsupportedClaims: [],
  };
}

/** @returns The date of the show as a host says it. */
export function spokenDate(request: ScriptRequest, book: PhraseBook): string {
  const { locale } = grammarOf(request.language);
  const read = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: request.timeZone }).format(request.now);
  const day = Number(
    new Intl.DateTimeFormat('en-US', { day: 'numeric', timeZone: request.timeZone }).format(
      request.now,
    ),
  );
  return book.date(read({ weekday: 'long' }), day, read({ month: 'long' }));
}

/** @returns "a, b and c" in the language of the book. */
export function listed(items: readonly string[], and: string): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1) ?? ''}`;
}

/** @returns Greeting, date, hosts and, for a sample show, that its stories are invented. */
export function greeting(request: ScriptRequest, { book, cast, picker }: Desk): Segment[] {
  const date = spokenDate(request, book);
  const hosts = listed(
    cast.all.map(({ name }) => name),
    book.and,
  );
  const others = listed(
    cast.all.slice(1).map(({ name }) => name),
    book.and,
  );
  const values = {
    station: request.stationName,
    date,
    city: request.city,
    main: cast.main.name,
    hosts,
    others,
  };
  const say = (phrases: readonly Phrase[]): string => picker.any(phrases, values);
  const notice = request.isSample ? [say(book.sample)] : [];
  const chapter = book.chapters.greeting;
  if (isBrief(request)) {
    const words = [
      say(book.greeting[request.style].slice(0, 1)),
      say(book.openingInBrief),
      ...notice,
    ];
    return [
      part({
        type: 'greeting',
        speaker: cast.main,
        text: words.join(' '),
        expendability: 0,
        chapter,
      }),
    ];
  }
  const words = [
    say(book.greeting[request.style]),
    say(book.opening),
    ...(others === '' ? [] : [say(book.company)]),
    ...notice,
  ];
  const first = part({
    type: 'greeting',
    speaker: cast.main,
    text: words.join(' '),
    expendability: 0,
    chapter,
  });
  if (cast.second === cast.main || request.speechSecondsTarget < LOOK_BACK_SECONDS_MIN)
    return [first];
  return [
    first,
    part({ type: 'greeting', speaker: cast.second, text: say(book.hello), expendability: 80 }),
  ];
}

/** @returns Whether a show is so short that everything but the news is said in one breath. */
export function isBrief({ speechSecondsTarget }: ScriptRequest): boolean {
  return speechSecondsTarget < BRIEF_SECONDS_MAX;
}

/** The headline round, and the stories as they are to be told after it. */
export interface HeadlineRound {
  readonly segment?: Segment;
  /** The stories told, those announced by a title that opened them without it. */
  readonly materials: readonly Material[];
}

/** @returns The headline round, from the titles of the stories to come; no segment where fewer than two can be said. */
export function headlines(
  materials: readonly Material[],
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
  desk: Desk,
): HeadlineRound {
  if (request.speechSecondsTarget < HEADLINES_SECONDS_MIN) return { materials };
  const wanted = request.speechSecondsTarget < 240 ? 2 : request.speechSecondsTarget < 480 ? 3 : 4;
  const { book, cast, picker } = desk;
  const round: { text: string; sources: string[] }[] = [];
  const told = materials.map((material, rank) => {
    if (round.length === wanted || rank >= wanted + 2) return material;
    const line = headlineOf(material, request, lowerCase);
    if (line === undefined) return material;
    round.push({ text: line.text, sources: [line.article.id] });
    return line.told;
  });
  if (round.length < 2) return { materials };
  const text = [picker.any(book.headlines), ...round.map((line) => line.text)].join(' ').trim();
  const sources = round.flatMap((line) => line.sources);
  return {
    materials: told,
    segment: part({
      type: 'headlines',
      speaker: cast.headlines,
      text,
      expendability: 25,
      chapter: book.chapters.headlines,
      sources,
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
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): HeadlineLine | undefined {
  for (const article of [
    material.main,
    ...material.articles.filter((other) => other !== material.main),
  ]) {
    const text = spokenHeadline(article, request, lowerCase);
    if (text === undefined) continue;
    if (!isSaidInStory(text, material)) return { text, article, told: material };
    const [first] = material.picks;
    const topic =
      first?.part === 'title' && first.text === text ? topicOf(material, request) : undefined;
    const told = topic === undefined ? undefined : announced(material, topic, request.language);
    if (told) return { text, article, told };
  }
  return undefined;
}

function isSaidInStory(headline: string, material: Material): boolean {
  const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return material.picks.some((pick) => bare(pick.text).includes(bare(headline)));
}

/** @returns The weather in numbers the request gave. */
export function weather(request: ScriptRequest, { book, cast, picker }: Desk): Segment[] {
  const report = request.weather;
  if (!report) return [];
  const chapter = book.chapters.weather;
  const degrees = (value: number): string =>
    `${value < -0.5 ? book.minus : ''}${Math.abs(Math.round(value))}`;
  const intro =
    cast.weather === cast.main || isBrief(request)
      ? undefined
      : picker.fresh(book.toWeather, { name: cast.weather.name });
  const words = [
    picker.any(book.weather, {
      city: report.city,
      condition: report.condition,
      degrees: degrees(report.temperatureC),
    }),
  ];
  if (isBrief(request)) {
    return [
      part({
        type: 'weather',
        speaker: cast.weather,
        text: words.join(' '),
        expendability: 12,
        chapter,
      }),
    ];
  }
  if (report.highC !== undefined && report.lowC !== undefined)
    words.push(
      picker.any(book.weatherRange, { high: degrees(report.highC), low: degrees(report.lowC) }),
    );
  else if (report.highC !== undefined)
    words.push(picker.any(book.weatherHigh, { high: degrees(report.highC) }));
  if (report.source !== '') words.push(picker.any(book.weatherSource, { source: report.source }));
  const report_ = part({
    type: 'weather',
    speaker: cast.weather,
    text: words.join(' '),
    expendability: 12,
    ...(intro === undefined ? { chapter } : {}),
  });
  if (intro === undefined) return [report_];
  const asking = cast.weather === cast.second ? cast.main : cast.second;
  return [
    part({ type: 'handover', speaker: asking, text: intro, expendability: 12, chapter }),
    report_,
  ];
}

/** Three digits say enough of a price that has moved before the sentence ends. */
const PRICE_DIGITS = 3;

/** @returns A rounded number with the separators of the language, as a reader expects it. */
export function writtenNumber(value: number, language: Language): string {
  const magnitude =
    10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, Math.abs(value)))) + 1 - PRICE_DIGITS);
  const rounded = Math.round(value / magnitude) * magnitude;
  const separator = { en: ',', de: '’', fr: ' ', it: '’', es: '.' }[language];
  return String(rounded).replace(/\B(?=(?:\d{3})+$)/gu, separator);
}

/** @returns The price of a bitcoin and how it moved. */
export function bitcoin(request: ScriptRequest, { book, cast, picker, language }: Desk): Segment[] {
  const price = request.bitcoin;
  if (!price) return [];
  const words = [picker.any(book.bitcoin, { price: writtenNumber(price.usd, language) })];
  const change = price.change24hPercent;
  if (isBrief(request)) {
    return [
      part({
        type: 'bitcoin',
        speaker: cast.second,
        text: words.join(' '),
        expendability: 62,
        chapter: book.chapters.bitcoin,
      }),
    ];
  }
  if (change !== undefined) {
    const percent = Math.abs(change)
      .toFixed(1)
      .replace(/\.0$/u, '')
      .replace('.', language === 'en' ? '.' : ',');
    words.push(
      Math.abs(change) < 0.05
        ? picker.any(book.bitcoinFlat)
        : picker.any(change > 0 ? book.bitcoinUp : book.bitcoinDown, { percent }),
    );
  }
  if (price.source !== '') words.push(picker.any(book.bitcoinSource, { source: price.source }));
  return [
    part({
      type: 'bitcoin',
      speaker: cast.second,
      text: words.join(' '),
      expendability: 14,
      chapter: book.chapters.bitcoin,
    }),
  ];
}

/** @returns A look back that names what the top stories were about; undefined where there is too little to name. */
export function lookBack(
  materials: readonly Material[],
  request: ScriptRequest,
  { book, cast, picker }: Desk,
): Segment | undefined {
  if (request.speechSecondsTarget < LOOK_BACK_SECONDS_MIN) return undefined;
  const topics: string[] = [];
  const sources: string[] = [];
  for (const material of materials) {
    const topic = topicOf(material, request);
    if (topic === undefined || topics.some((other) => other.toLowerCase() === topic.toLowerCase()))
      continue;
    topics.push(topic);
    sources.push(...material.articles.map(({ id }) => id));
    if (topics.length === TOPICS_MAX) break;
  }
  if (topics.length < 2) return undefined;
  const text = picker.any(book.lookBack, { topics: listed(topics, book.and) });
  return part({
    type: 'look_back',
    speaker: cast.second,
    text,
    expendability: 70,
    chapter: book.chapters.lookBack,
    sources,
  });
}

/** @returns The goodbye. */
export function signOff(request: ScriptRequest, { book, cast, picker }: Desk): Segment {
  const names = cast.all.map(({ name }) => name);
  const values = {
    station: request.stationName,
    city: request.city,
    hosts: listed(names, book.and),
  };
  const phrases =
    isBrief(request) || names.length < 2 ? book.signOffInBrief : book.signOff[request.style];
  return part({
    type: 'sign_off',
    speaker: cast.main,
    text: picker.any(phrases, values),
    expendability: 0,
    chapter: book.chapters.signOff,
  });
}

/** @returns The title of the show. */
export function titleOf(request: ScriptRequest, book: PhraseBook): string {
  return book.title
    .replace('{station}', request.stationName)
    .replace('{city}', request.city)
    .replace('{date}', spokenDate(request, book));
}

/** @returns Seconds of a list of segments by the pace of their speakers. */
export function secondsOfAll(segments: readonly Segment[]): number {
  return segments.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0);
}
