import type { Language } from '#kernel';

/** One and many: "franc", "francs". */
export type Forms = readonly [one: string, many: string];

/** How a language says what is written in figures and signs. */
export interface Vocabulary {
  readonly language: Language;
  readonly point: string;
  /** Digits after the point one by one ("three point one four") or as a number ("trois virgule quatorze"). */
  readonly readsDecimalsAsNumber: boolean;
  readonly minus: string;
  readonly plus: string;
  readonly and: string;
  readonly percent: string;
  readonly perMille: string;
  /** Between the ends of a range: "ten to fifteen". */
  readonly rangeTo: string;
  /** Between the goals of two sides. */
  readonly scoreTo: string;
  readonly at: string;
  readonly dot: string;
  readonly slash: string;
  readonly number: string;
  readonly equals: string;
  readonly degrees: Forms;
  /** Long names of months, from January on. */
  readonly months: readonly string[];
  /** @param before The word in front of it, lower case: German inflects by it. */
  readonly date: (day: number, month: string, before: string) => string;
  readonly time: (hours: number, minutes: number) => string;
  readonly year: (year: number) => string;
  /** By ISO code. */
  readonly currencies: Readonly<Record<string, Forms>>;
  /** Joins francs and centimes: "nine francs fifty". */
  readonly cents: (whole: string, unit: string, cents: string) => string;
  /** After a number. */
  readonly units: Readonly<Record<string, Forms>>;
  /** Lower case, as written behind a number: "m", "bn", "mio.". */
  readonly scales: Readonly<Record<string, Forms>>;
  /** The number one before a noun: "eine Stunde". */
  readonly oneBefore: (noun: string) => string;
  /** Longest first; a stop at the end is part of the key. */
  readonly abbreviations: Readonly<Record<string, string>>;
  readonly fraction: (over: number, under: number) => string | undefined;
  /** Hours, minutes and seconds of a run. */
  readonly duration: readonly [hours: Forms, minutes: Forms, seconds: Forms];
  /** Ways to write an ordinal; the first group is the figure. */
  readonly ordinals: RegExp;
  readonly ordinalOf: (value: number, before: string, after: string, ending: string) => string;
  /** Words in front of four digits that make them a year. */
  readonly beforeYear: RegExp;
  /** A word that says a time of day follows or goes before: "Uhr", "h". */
  readonly clockAfter: RegExp;
}
