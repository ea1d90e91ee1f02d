import type { Language } from '#kernel';

/** What follows a count of millions in a newspaper's "3.5m people"; after anything else "m" is metres. */
const COUNTED =
  'people|homes|users|jobs|customers|households|tonnes|tons|barrels|votes|visitors|viewers|passengers|workers|children|doses|subscribers|cubic|francs|euros|pounds|dollars|shares|acres|hectares|cases|deaths|years|tests|litres|copies|units|cars|vehicles|voters|residents|americans|britons|refugees|accounts|members|trees|parcels|square';
const STARTS = 'The|A|An|In|It|He|She|But|On|At|They|This|That|We|And|As';

const SHORTHANDS: Readonly<Partial<Record<Language, ReadonlyArray<readonly [RegExp, string]>>>> = {
  en: [
    [new RegExp(`(?<=\\d)\\s?(?:m|mn)(?= (?:${COUNTED})(?!\\p{L}))`, 'giu'), ' million'],
    [new RegExp(`(?<=\\d)\\s?(?:bn)(?= (?:${COUNTED})(?!\\p{L}))`, 'giu'), ' billion'],
    [
      /(?<=\d)m(?= (?:race|final|freestyle|hurdles|relay|sprint|record|long|high|deep|tall|away)(?!\p{L}))/gu,
      ' metres',
    ],
    [/(?<=\d)\s?\+\s?(?=\d)/gu, ' plus '],
    [new RegExp(`(?<![\\p{L}.])U\\.S\\.(?= (?!(?:${STARTS}) )\\p{L})`, 'gu'), 'US'],
    [new RegExp(`(?<![\\p{L}.])U\\.K\\.(?= (?!(?:${STARTS}) )\\p{L})`, 'gu'), 'UK'],
    [new RegExp(`(?<![\\p{L}.])U\\.N\\.(?= (?!(?:${STARTS}) )\\p{L})`, 'gu'), 'UN'],
  ],
  de: [
    [/(?<=(?:Mio\.?|Mrd\.?|Millionen|Milliarden) )(?:Fr\.|SFr\.|CHF)(?!\p{L})/gu, 'Franken'],
    [/(?<=(?:Mio\.?|Mrd\.?|Millionen|Milliarden) )(?:€|EUR)(?!\p{L})/gu, 'Euro'],
    [/(?<=(?:Mio\.?|Mrd\.?|Millionen|Milliarden) )(?:\$|USD)(?!\p{L})/gu, 'Dollar'],
    [/(?<=\d)\.?\s?\+\s?(?=\d)/gu, ' plus '],
  ],
};

/** @returns Text whose newspaper shorthand is written as the later steps know it: "3.5m people", "348 Mio. Fr.". */
export function withNewsShorthand(text: string, language: Language): string {
  return (SHORTHANDS[language] ?? []).reduce(
    (line, [pattern, written]) => line.replace(pattern, written),
    language === 'en' ? withAmericanDates(text) : text,
  );
}

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** "5/19/2026", where only one order can be meant. */
function withAmericanDates(text: string): string {
  return text.replace(
    /(?<![\d/])(0?[1-9]|1[0-2])\/(1[3-9]|2\d|3[01])\/((?:19|20)\d\d)(?![\d/])/gu,
    (_all, month: string, day: string, year: string) =>
      `${MONTHS[Number(month) - 1]} ${day}, ${year}`,
  );
}
