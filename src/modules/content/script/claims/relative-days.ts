import type { Language } from '#kernel';
import type { UnsupportedClaim } from '../script.js';
import { speaksOfDay, type SourceReading } from './source-days.js';

type Day = 'eve' | 'over' | 'night' | 'tonight' | 'yesterday' | 'tomorrow';

/** Words for the same days. Phrases that hold others come first: "day before yesterday" is no yesterday. */
const RELATIVE: Readonly<Record<Language, ReadonlyArray<readonly [Day, string]>>> = {
  en: [
    ['eve', 'day before yesterday'],
    ['over', 'day after tomorrow'],
    ['night', 'last night|yesterday (?:evening|night)'],
    ['tonight', 'tonight|this evening'],
    ['yesterday', 'yesterday'],
    ['tomorrow', 'tomorrow'],
  ],
  de: [
    ['eve', 'vorgestern'],
    ['over', 'übermorgen'],
    ['night', 'gestern abend|gestern nacht|letzte nacht'],
    ['tonight', 'heute abend'],
    ['yesterday', 'gestern'],
    ['tomorrow', 'morgen(?= (?:abend|früh|nachmittag|vormittag|mittag)(?!\\p{L}))'],
  ],
  fr: [
    ['eve', 'avant-hier'],
    ['over', 'après-demain'],
    ['night', 'hier soir|la nuit dernière'],
    ['tonight', 'ce soir'],
    ['yesterday', 'hier'],
    ['tomorrow', 'demain'],
  ],
  it: [
    ['eve', "l['’]altro ieri|altroieri"],
    ['over', 'dopodomani'],
    ['night', 'ieri sera|ieri notte|la scorsa notte'],
    ['tonight', 'stasera|questa sera'],
    ['yesterday', 'ieri'],
    ['tomorrow', 'domani'],
  ],
  es: [
    ['eve', 'anteayer|antes de ayer'],
    ['over', 'pasado mañana'],
    ['night', 'anoche|ayer por la noche'],
    ['tonight', 'esta noche'],
    ['yesterday', 'ayer'],
    ['tomorrow', 'mañana(?= (?:por|se|habrá|será))'],
  ],
};

/** Days from the day a source is of. "Tonight" is left out: many sources are of today. */
const OFFSETS: Readonly<Partial<Record<Day, number>>> = {
  eve: -2,
  night: -1,
  yesterday: -1,
  tomorrow: 1,
  over: 2,
};
const EVENING =
  /evening|night|abend|nacht|soir|nuit|sera|notte|noche|tarde|1[89][.:h ]|2[0-3][.:h ]/iu;

/** The evening of yesterday was yesterday. */
const IMPLIED: Readonly<Partial<Record<Day, Day>>> = { night: 'yesterday' };

/**
 * @param readings The same sources with their days: what was on Tuesday is yesterday for a source of Wednesday.
 * @returns Days such as "yesterday" that no source calls so, in whatever language it is, nor names by its weekday or date.
 */
export function unsupportedRelativeDays(
  own: string,
  sources: readonly string[],
  readings: readonly SourceReading[],
  language: Language,
): UnsupportedClaim[] {
  const said = daysIn(own, language);
  if (said.size === 0) return [];
  const all = sources.join('\n');
  const known = new Set<Day>();
  for (const one of Object.keys(RELATIVE) as Language[])
    for (const day of daysIn(all, one).keys()) {
      known.add(day);
      const implied = IMPLIED[day];
      if (implied) known.add(implied);
    }
  const isNamed = (day: Day): boolean => {
    const offset = OFFSETS[day];
    if (offset === undefined || (day === 'night' && !EVENING.test(all))) return false;
    return readings.some((source) => speaksOfDay(source, offset));
  };
  return [...said].flatMap(([day, text]) =>
    known.has(day) || isNamed(day) ? [] : [{ kind: 'date' as const, text }],
  );
}

/** Each day that a text names, in its words. What was read as one phrase is read as no other. */
function daysIn(text: string, language: Language): Map<Day, string> {
  const days = new Map<Day, string>();
  let rest = text;
  for (const [day, words] of RELATIVE[language])
    rest = rest.replace(new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu'), (match) => {
      if (!days.has(day)) days.set(day, match);
      return ' ';
    });
  return days;
}
