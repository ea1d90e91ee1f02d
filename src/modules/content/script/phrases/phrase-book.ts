import type { HandOvers } from './hand-overs/hand-overs.js';
import type { Phrase } from './phrase.js';
import type { StyleName } from '../script.js';

/** All that hosts say in one language that comes from no source. Two files a language. */
export interface PhraseBook extends HandOvers {
  /** "Wednesday, 20 May". */
  readonly date: (weekday: string, day: number, month: string) => string;
  /** Full hours, 0 to 47: "less than an hour ago", "five hours ago". */
  readonly hoursAgo: (hours: number) => string;
  /** Two to six: "two days ago". */
  /** When something was published, behind "as the Herald reported". */
  readonly moments: Readonly<Record<'night' | 'morning' | 'afternoon' | 'evening', string>>;
  readonly daysAgo: (days: number) => string;
  /** "on 3 May"; the year with a space in front, or nothing. */
  readonly onDay: (day: number, month: string, year: string) => string;
  /** "1 degree", "5 degrees"; of the number without its sign. */
  readonly degrees: (value: number) => string;
  /** {city} {inCity}. */
  readonly greeting: Readonly<Record<StyleName, readonly Phrase[]>>;
  /** {station} {date} {main}: the main host says who and when. */
  readonly opening: readonly Phrase[];
  /** {others}: who else is there. */
  readonly company: readonly Phrase[];
  /** {station} {date} {hosts}: all of it in one breath, for a show of a minute or two. */
  readonly openingInBrief: readonly Phrase[];
  readonly sample: readonly Phrase[];
  /** No source answers, and this is how old the newest is that is stored. {age} */
  readonly storedNews: readonly Phrase[];
  /** The second host says hello. {main} */
  readonly hello: readonly Phrase[];
  readonly headlines: readonly Phrase[];
  /** {name} */
  readonly toWeather: readonly Phrase[];
  /** {city} {inCity} {condition} {degrees} */
  readonly weather: readonly Phrase[];
  /** {high} {low} */
  readonly weatherRange: readonly Phrase[];
  readonly weatherHigh: readonly Phrase[];
  /** {source} */
  readonly weatherSource: readonly Phrase[];
  /** {price} */
  readonly bitcoin: readonly Phrase[];
  /** {percent} */
  readonly bitcoinUp: readonly Phrase[];
  readonly bitcoinDown: readonly Phrase[];
  readonly bitcoinFlat: readonly Phrase[];
  /** {source} */
  readonly bitcoinSource: readonly Phrase[];
  /** Before titles that the headline round has not said. */
  readonly lookBack: readonly Phrase[];
  /** {station} {hosts} {city} {inCity}, and {sources}: where they are, with the space before it, or nothing */
  readonly signOff: Readonly<Record<StyleName, readonly Phrase[]>>;
  readonly signOffSources: readonly Phrase[];
  /** The second host says goodbye, too. */
  readonly goodbye: readonly Phrase[];
  /** {station} {sources} */
  readonly signOffInBrief: readonly Phrase[];
  /** {station} {city} {date} */
  readonly title: string;
  readonly and: string;
  readonly minus: string;
  /** Chapter marks of the parts that are no story. */
  readonly chapters: Readonly<
    Record<
      | 'greeting'
      | 'headlines'
      | 'brief'
      | 'weather'
      | 'traffic'
      | 'bitcoin'
      | 'lookBack'
      | 'signOff',
      string
    >
  >;
}
