import type { Found } from './numbered.js';
import type { Hedge } from './quantity-phrases.js';

/** A number with what stands around it. */
export interface Quantity extends Found {
  /** What it counts, where that is a currency, a share or a measure. */
  readonly unit?: string;
  readonly hedge?: Hedge;
  /** Counts years: "for more than fifty years". */
  readonly countsYears: boolean;
  /** Counts centuries from the first on. */
  readonly isCentury: boolean;
  /** Four bare digits. */
  readonly isYear: boolean;
  /** Of how many: 0.75 for the three of "three in four", above 0 and below 1. */
  readonly ratio?: number;
  /** How far something went, or where to: "fell by 18 percent to 41 million". */
  readonly side?: 'by' | 'to';
  /** A word for other things than a unit stands behind it: "five suspects". */
  readonly countsThings: boolean;
  /** Said to be of several together: "in all, 165 people". */
  readonly isTotal: boolean;
  /** Said to be what it was a year before. */
  readonly isFormer: boolean;
  /** Said of each of something: 1, or how many of its spans a year holds, as 365.25 for "a day"; it may be both. */
  readonly rates: readonly number[];
  /** Counts those beside one: "twenty other films". */
  readonly isOfOthers: boolean;
  /** Said to be what lies between two others: "a lead of 65 points", "three more than". */
  readonly isDifference: boolean;
  /** Where its mark stands in the line; -1 where it has none. */
  readonly at: number;
}

/** An amount that was put together from other words of a text. */
export function amountOf(text: string, value: number, unit?: string): Quantity {
  return {
    text,
    values: [value],
    scale: 1,
    kind: 'figure',
    ...(unit !== undefined && { unit }),
    isAmbiguous: false,
    countsYears: false,
    isCentury: false,
    isYear: false,
    countsThings: false,
    isFormer: false,
    rates: [],
    isOfOthers: false,
    isTotal: false,
    isDifference: false,
    at: -1,
  };
}
