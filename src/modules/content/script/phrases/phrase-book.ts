import type { Category } from '../../story/story.js';
import type { StyleName } from '../script.js';

/** How a phrase sounds: a show of that tone prefers it, every other show may do without. */
export type Tone = 'lively' | 'calm' | 'plain';

/** A text with places such as {city}; a phrase with a tone is left to shows of that tone while others remain. */
export type Phrase = string | { readonly tone: Tone; readonly say: string };

export const lively = (say: string): Phrase => ({ tone: 'lively', say });
export const calm = (say: string): Phrase => ({ tone: 'calm', say });
export const plain = (say: string): Phrase => ({ tone: 'plain', say });

/** A category as it stands in a hand-over. */
export interface Subject {
  /** After "now": "to sport", "zum Sport". */
  readonly to: string;
  /** After "we stay": "with sport", "beim Sport". */
  readonly at: string;
  /** After "news": "from the world of sport", "aus dem Sport". */
  readonly from: string;
}

/** Ways to say where news comes from. {outlet}, or {first} and {second}. */
export interface Attributions {
  /** Joins the end of a sentence in front of its full stop. */
  readonly suffix: readonly Phrase[];
  /** Stands before a whole sentence, which keeps its capital. */
  readonly lead: readonly Phrase[];
  /** A sentence of its own. */
  readonly sentence: readonly Phrase[];
}

/** All that hosts say in one language that comes from no source. One file a language. */
export interface PhraseBook {
  /** "Wednesday, 20 May". */
  readonly date: (weekday: string, day: number, month: string) => string;
  /** {city}. */
  readonly greeting: Readonly<Record<StyleName, readonly Phrase[]>>;
  /** {station} {date} {main}: the main host says who and when. */
  readonly opening: readonly Phrase[];
  /** {others}: who else is there. */
  readonly company: readonly Phrase[];
  /** {station} {date} {hosts}: all of it in one breath, for a show of a minute or two. */
  readonly openingInBrief: readonly Phrase[];
  readonly sample: readonly Phrase[];
  /** The second host says hello. {main} */
  readonly hello: readonly Phrase[];
  readonly headlines: readonly Phrase[];
  readonly first: readonly Phrase[];
  readonly next: readonly Phrase[];
  /** {to} */
  readonly turn: readonly Phrase[];
  /** {at} */
  readonly stay: readonly Phrase[];
  /** {name} {from}: said by the host who has just finished. */
  readonly handover: readonly Phrase[];
  readonly subjects: Readonly<Record<Category, Subject>>;
  /** {topic}: the headline round has said the rest. */
  readonly about: readonly Phrase[];
  readonly update: readonly Phrase[];
  /** The other host goes on with the same story. */
  readonly detail: readonly Phrase[];
  readonly one: Attributions;
  readonly two: Attributions;
  readonly toTraffic: readonly Phrase[];
  /** {name} */
  readonly toWeather: readonly Phrase[];
  /** {city} {condition} {degrees} */
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
  /** {topics} */
  readonly lookBack: readonly Phrase[];
  /** {station} {hosts} {city} */
  readonly signOff: Readonly<Record<StyleName, readonly Phrase[]>>;
  readonly signOffInBrief: readonly Phrase[];
  /** {station} {city} {date} */
  readonly title: string;
  readonly and: string;
  readonly minus: string;
  /** Chapter marks of the parts that are no story. */
  readonly chapters: Readonly<
    Record<
      'greeting' | 'headlines' | 'weather' | 'traffic' | 'bitcoin' | 'lookBack' | 'signOff',
      string
    >
  >;
}
