/** What the script writer has to know of a language to read, judge and cut its sentences. */
export interface Grammar {
  /** BCP 47, for dates as a host of the station says them. */
  readonly locale: string;
  /** Abbreviations whose full stop ends no sentence, lower case, without the last stop: "dr", "z. b". */
  readonly abbreviations: readonly string[];
  /** Words too common to tell one sentence from another, lower case. */
  readonly stopWords: ReadonlySet<string>;
  /** A start that points back: such a sentence needs the one before it. */
  readonly dependentStart: RegExp;
  /** Somebody is quoted: "said", "told", "according to". */
  readonly reporting: RegExp;
  /** A quotation whose speaker is only a pronoun: "she said". */
  readonly pronounReporting: RegExp;
  /** First or second person: words a host cannot take over as his own. */
  readonly reader: RegExp;
  /** A sentence that tells the reader to do something. */
  readonly imperative: RegExp;
  /** Words that are true on one day only: "today", "tomorrow". */
  readonly relativeDay: RegExp;
  /** From Sunday on, lower case. */
  readonly weekdays: readonly string[];
  /** From January on, lower case. */
  readonly months: readonly string[];
  /** A weekday as a free part of a sentence, which may be left out: "on Monday morning". No flags, no space around. */
  readonly weekdayAdverbial: RegExp;
  /** A day gone by as a free part of a sentence, which may be left out whatever the day of the show: "yesterday". */
  readonly pastDayAdverbial: RegExp;
  /** Words that lean on what has been said before: no story opens with them. */
  readonly leaning: RegExp;
  /** A weekday that is still to come: "from Monday". */
  readonly comingWeekday: RegExp;
  /** Articles that may stand before a topic: "the". */
  readonly articles: readonly string[];
  /** Small words to write small after a colon or a lead-in, lower case. */
  readonly smallStarts: ReadonlySet<string>;
}
