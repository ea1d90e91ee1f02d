import { type Desk, openingPhrase } from '../telling/desk.js';
import { grammarOf } from '../languages/grammars.js';
import type { PhraseBook } from '../phrases/phrase-book.js';
import type { Phrase } from '../phrases/phrase.js';
import { spokenCity } from '../telling/place.js';
import type { ScriptRequest, Segment } from '../script.js';
import { isBrief } from '../plan/show-length.js';
import { framePart, listed } from './frame-part.js';
import { noticesOf } from './notices.js';

/** From here on the second host has time for a hello and a goodbye. */
const TWO_VOICES_SECONDS_MIN = 150;
/** From here on the goodbye says where the sources are. */
const SOURCES_SECONDS_MIN = 200;

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

function valuesOf({ request, book, cast }: Desk): Record<string, string> {
  const names = cast.all.map(({ name }) => name);
  return {
    station: request.stationName,
    date: spokenDate(request, book),
    main: cast.main.name,
    hosts: listed(names, book.and),
    others: listed(names.slice(1), book.and),
    ...spokenCity(request.city, request.language),
  };
}

/** @returns Greeting, date, hosts and what a listener has to know of the news. */
export function greeting(desk: Desk): Segment[] {
  const { request, book, cast, picker, openings } = desk;
  const values = valuesOf(desk);
  const say = (phrases: readonly Phrase[]): string => picker.any(phrases, values);
  const notices = noticesOf(desk);
  const isShort = isBrief(request);
  const words = isShort
    ? [say(book.greeting[request.style].slice(0, 1)), say(book.openingInBrief), ...notices]
    : [
        say(book.greeting[request.style]),
        say(book.opening),
        ...(values['others'] === '' ? [] : [say(book.company)]),
        ...notices,
      ];
  const first = framePart({
    type: 'greeting',
    speaker: cast.main,
    text: words.join(' '),
    expendability: 0,
    chapter: book.chapters.greeting,
  });
  openings.take(first.text);
  if (!hasTwoVoices(desk)) return [first];
  const hello = openingPhrase(book.hello, values, desk);
  openings.take(hello);
  return [
    first,
    framePart({ type: 'greeting', speaker: cast.second, text: hello, expendability: 80 }),
  ];
}

/** @returns The goodbye, of both hosts where there is time. */
export function signOff(desk: Desk): Segment[] {
  const { request, book, cast, picker, openings } = desk;
  const sources =
    request.speechSecondsTarget < SOURCES_SECONDS_MIN ? '' : ` ${picker.any(book.signOffSources)}`;
  const values = { ...valuesOf(desk), sources };
  const isShort = isBrief(request) || cast.all.length < 2;
  const phrases = isShort ? book.signOffInBrief : book.signOff[request.style];
  const bye = openingPhrase(phrases, values, desk);
  const main = framePart({
    type: 'sign_off',
    speaker: cast.main,
    text: bye,
    expendability: 0,
    chapter: book.chapters.signOff,
  });
  openings.take(main.text);
  if (!hasTwoVoices(desk)) return [main];
  const goodbye = openingPhrase(book.goodbye, values, desk);
  openings.take(goodbye);
  return [
    main,
    framePart({ type: 'sign_off', speaker: cast.second, text: goodbye, expendability: 78 }),
  ];
}

function hasTwoVoices({ request, cast }: Desk): boolean {
  return cast.second !== cast.main && request.speechSecondsTarget >= TWO_VOICES_SECONDS_MIN;
}

/** @returns The title of the show. */
export function titleOf(request: ScriptRequest, book: PhraseBook): string {
  return book.title
    .replace('{station}', request.stationName)
    .replace('{city}', request.city)
    .replace('{date}', spokenDate(request, book));
}
