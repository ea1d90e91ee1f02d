import type { Category } from '../../../story/story.js';
import type { Phrase } from '../phrase.js';

/** A category as it stands in a hand-over. */
export interface Subject {
  /** After "now": "to sport", "zum Sport". */
  readonly to: string;
  /** After "we stay": "with sport", "beim Sport". */
  readonly at: string;
  /** After "news": "from the world of sport", "aus dem Sport". */
  readonly from: string;
  /** After a question: "what is new in sport", "im Sport". */
  readonly in: string;
}

/** Ways to say where news comes from. {outlet}, or {first} and {second}. */
export interface Attributions {
  /** {age}: the same two for news that is no longer new. */
  readonly agedSuffix: readonly Phrase[];
  readonly agedSentence: readonly Phrase[];
  /** Joins the end of a sentence in front of its full stop. */
  readonly suffix: readonly Phrase[];
  /** Opens a sentence that goes on with a small word; none where that would turn its words round. */
  readonly before: readonly Phrase[];
  /** Stands before a whole sentence, which keeps its capital. */
  readonly lead: readonly Phrase[];
  /** A sentence of its own. */
  readonly sentence: readonly Phrase[];
  /** Stands before the title of an article, where the title opens the story. */
  readonly title: readonly Phrase[];
}

/** How one story leads to the next, and where each comes from. */
export interface HandOvers {
  readonly first: readonly Phrase[];
  /** The story that the headline round began with. */
  readonly firstHeadline: readonly Phrase[];
  readonly next: readonly Phrase[];
  /** From a subject that was named to news that has none. */
  readonly back: readonly Phrase[];
  /** {to}: to a subject that had its turn, and was left. */
  readonly again: readonly Phrase[];
  /** {to} */
  readonly turn: readonly Phrase[];
  /** {at} */
  readonly stay: readonly Phrase[];
  /** From a heavy subject to a light one, or back. */
  readonly contrast: readonly Phrase[];
  /** {city} {inCity} {fromCity}: a story from the city of the show. */
  readonly home: readonly Phrase[];
  /** {name} {in} {from}: said by the host who has just finished. */
  readonly handover: readonly Phrase[];
  /** {name} {topic} {onTopic}: the same, about the very story. */
  readonly handoverTopic: readonly Phrase[];
  readonly subjects: Readonly<Record<Category, Subject>>;
  readonly update: readonly Phrase[];
  /** {outlet}: before one or more titles that are all there is to tell. */
  readonly brief: readonly Phrase[];
  /** {outlet}: the same, when there have been some. */
  readonly briefMore: readonly Phrase[];
  readonly one: Attributions;
  readonly two: Attributions;
  readonly toTraffic: readonly Phrase[];
}
