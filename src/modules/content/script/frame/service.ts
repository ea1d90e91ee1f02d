import type { Language } from '#kernel';
import { type Desk, openingPhrase } from '../telling/desk.js';
import { spokenCity } from '../telling/place.js';
import type { Segment, WeatherReport } from '../script.js';
import { isBrief } from '../plan/show-length.js';
import { framePart } from './frame-part.js';

/** @returns The weather in numbers the request gave. */
export function weather(desk: Desk): Segment[] {
  const { request, book, cast, picker, openings } = desk;
  const report = request.weather;
  if (!report) return [];
  const chapter = book.chapters.weather;
  const degrees = (value: number): string =>
    `${value < -0.5 ? book.minus : ''}${book.degrees(Math.abs(Math.round(value)))}`;
  const intro =
    cast.weather === cast.main || isBrief(request)
      ? undefined
      : picker.fresh(book.toWeather, { name: cast.weather.name }, (text) => openings.isFree(text));
  if (intro !== undefined) openings.take(intro);
  const words = [
    openingPhrase(
      book.weather,
      {
        ...spokenCity(report.city, request.language),
        condition: report.condition,
        degrees: degrees(report.temperatureC),
      },
      desk,
    ),
  ];
  openings.take(words.join(' '));
  if (!isBrief(request)) words.push(...outlook(report, degrees, desk));
  const told = framePart({
    type: 'weather',
    speaker: cast.weather,
    text: words.join(' '),
    expendability: 12,
    ...(intro === undefined ? { chapter } : {}),
  });
  if (intro === undefined) return [told];
  const asking = cast.weather === cast.second ? cast.main : cast.second;
  return [
    framePart({ type: 'handover', speaker: asking, text: intro, expendability: 12, chapter }),
    told,
  ];
}

function outlook(
  { highC, lowC, source }: WeatherReport,
  degrees: (value: number) => string,
  { book, picker }: Desk,
): string[] {
  const words: string[] = [];
  if (highC !== undefined && lowC !== undefined)
    words.push(picker.any(book.weatherRange, { high: degrees(highC), low: degrees(lowC) }));
  else if (highC !== undefined) words.push(picker.any(book.weatherHigh, { high: degrees(highC) }));
  if (source !== '') words.push(picker.any(book.weatherSource, { source }));
  return words;
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
export function bitcoin(desk: Desk): Segment[] {
  const { request, book, cast, picker, openings, language } = desk;
  const price = request.bitcoin;
  if (!price) return [];
  const words = [openingPhrase(book.bitcoin, { price: writtenNumber(price.usd, language) }, desk)];
  openings.take(words.join(' '));
  const change = price.change24hPercent;
  if (isBrief(request)) {
    return [
      framePart({
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
    framePart({
      type: 'bitcoin',
      speaker: cast.second,
      text: words.join(' '),
      expendability: 14,
      chapter: book.chapters.bitcoin,
    }),
  ];
}
