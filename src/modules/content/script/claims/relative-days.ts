import type { Language } from '#kernel';
import type { UnsupportedClaim } from '../script.js';
import { speaksOfDay, type SourceReading } from './source-days.js';

type Day = 'eve' | 'over' | 'night' | 'tonight' | 'yesterday' | 'today' | 'tomorrow';

/** Words for the same days. Phrases that hold others come first: "day before yesterday" is no yesterday. */
const RELATIVE: Readonly<Record<Language, ReadonlyArray<readonly [Day, string]>>> = {
  en: [
    ['eve', 'day before yesterday'],
    ['over', 'day after tomorrow'],
    ['night', 'last night|yesterday (?:evening|night)'],
    ['tonight', 'tonight|this evening'],
    ['yesterday', 'yesterday'],
    ['today', 'today|this (?:morning|afternoon)'],
    ['tomorrow', 'tomorrow'],
  ],
  de: [
    ['eve', 'vorgestern'],
    ['over', 'übermorgen'],
    ['night', 'gestern abend|gestern nacht|letzte nacht'],
    ['tonight', 'heute abend'],
    ['yesterday', 'gestern'],
    ['today', 'heute'],
    ['tomorrow', 'morgen(?= (?:abend|früh|nachmittag|vormittag|mittag)(?!\\p{L}))'],
  ],
  fr: [
    ['eve', 'avant-hier'],
    ['over', 'après-demain'],
    ['night', 'hier soir|la nuit dernière'],
    ['tonight', 'ce soir'],
    ['yesterday', 'hier'],
    ['today', "aujourd['’]hui|ce matin|cet après-midi"],
    ['tomorrow', 'demain'],
  ],
  it: [
    ['eve', "l['’]altro ieri|altroieri"],
    ['over', 'dopodomani'],
    ['night', 'ieri sera|ieri notte|la scorsa notte'],
    ['tonight', 'stasera|questa sera'],
    ['yesterday', 'ieri'],
    ['today', 'oggi|stamattina|questa mattina|questo pomeriggio'],
    ['tomorrow', 'domani'],
  ],
  es: [
    ['eve', 'anteayer|antes de ayer'],
    ['over', 'pasado mañana'],
    ['night', 'anoche|ayer por la noche'],
    ['tonight', 'esta noche'],
    ['yesterday', 'ayer'],
    ['today', 'hoy|esta (?:mañana|tarde)'],
    ['tomorrow', 'mañana(?= (?:por|se|habrá|será))'],
  ],
};

/** "To this day" is true on every day. */
const EVER =
  /(?<!\p{L})(?:(?:until|up to) today|bis heute|(?:encore|jusqu['’]à|dès) aujourd['’]hui|(?:fino a|ancora|ancor|tutt['’]) ?oggi|(?:hasta|aún|todavía) hoy|hoy en día)(?!\p{L})/giu;

/** Days from the day on which the word is said. */
const OFFSETS: Readonly<Record<Day, number>> = {
  eve: -2,
  night: -1,
  yesterday: -1,
  today: 0,
  tonight: 0,
  tomorrow: 1,
  over: 2,
};
const DAYS = Object.keys(OFFSETS) as Day[];
const EVENINGS: ReadonlySet<Day> = new Set<Day>(['night', 'tonight']);
const EVENING =
  /evening|night|abend|nacht|soir|nuit|sera|notte|noche|tarde|1[89][.:h ]|2[0-3][.:h ]/iu;

/** One source, as far as days go. */
export interface DatedSource {
  readonly text: string;
  readonly source: SourceReading;
  /** Days from its own to the show's; undefined where it has no date, and its words are taken as they are. */
  readonly daysOld: number | undefined;
}

/**
 * @param sources What was on Tuesday is yesterday for a show of Wednesday, whatever day its source is of; what a
 * source of Tuesday calls yesterday is not.
 * @returns Days such as "yesterday" that no source speaks of, in whatever language it is, by any name of that day.
 */
export function unsupportedRelativeDays(
  own: string,
  sources: readonly DatedSource[],
  language: Language,
): UnsupportedClaim[] {
  const said = daysIn(own, language);
  if (said.size === 0) return [];
  const readings = sources.map((one) => ({ ...one, days: daysInAnyLanguage(one.text) }));
  // What is of today need not say so, nor what has no date.
  const isOfToday = readings.some(({ daysOld }) => daysOld === undefined || daysOld <= 0);
  return [...said].flatMap(([day, text]) =>
    (day === 'today' && (isOfToday || readings.length === 0)) ||
    readings.some((one) => isDayOf(day, one))
      ? []
      : [{ kind: 'date' as const, text }],
  );
}

/** Whether a source speaks of what a show calls "yesterday". */
function isDayOf(
  day: Day,
  { text, source, daysOld = 0, days }: DatedSource & { readonly days: ReadonlySet<Day> },
): boolean {
  const offset = OFFSETS[day] + daysOld;
  const named = DAYS.filter((one) => days.has(one) && OFFSETS[one] === offset);
  if (EVENINGS.has(day) && !named.some((one) => EVENINGS.has(one)) && !EVENING.test(text))
    return false;
  if (named.length > 0) return true;
  if (day === 'tonight' && daysOld === 0) return false; // Many sources are of today.
  if (speaksOfDay(source, offset)) return true;
  // Of its own day an older source need not speak, unless it speaks of others.
  return daysOld > 0 && offset === 0 && days.size === 0 && source.reading.weekdays.length === 0;
}

function daysInAnyLanguage(text: string): ReadonlySet<Day> {
  const languages = Object.keys(RELATIVE) as Language[];
  return new Set(languages.flatMap((language) => [...daysIn(text, language).keys()]));
}

/** Each day that a text names, in its words. What was read as one phrase is read as no other. */
function daysIn(text: string, language: Language): Map<Day, string> {
  const days = new Map<Day, string>();
  let rest = text.replace(EVER, ' ');
  for (const [day, words] of RELATIVE[language])
    rest = rest.replace(new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'giu'), (match) => {
      if (!days.has(day)) days.set(day, match);
      return ' ';
    });
  return days;
}
