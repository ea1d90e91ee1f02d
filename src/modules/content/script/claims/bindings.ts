import type { Language } from '#kernel';
import type { Reading } from './quantities.js';
import type { Quantity } from './quantity.js';
import { agrees } from './rounding.js';
import {
  contentNear,
  isAlike,
  nearness,
  type Surroundings,
  surroundingsOf,
  wordBehind,
} from './surroundings.js';

/** A value that is told of something else has next to none of the claim's words near it, and another has many. */
const OWN_MAX = 0.6;
/** One that counts other things has none. */
const OTHER_MAX = 0.3;
const LEAD_MIN = 1.4;
/**
 * @param sources What the articles say, without the words that need no article.
 * @returns Numbers of a text that the sources have, and tell of something else: near them stands next to nothing of
 * what the text says, and near another number of the kind stands most of it.
 */
export function numbersOfOthers(
  own: Reading,
  sources: readonly Reading[],
  language: Language,
): string[] {
  const said = own.quantities.filter(isCount);
  return said.flatMap((one) => {
    const held = sources.flatMap((source) =>
      source.quantities.filter(isCount).map((other) => ({ source, other })),
    );
    const same = held.filter(({ other }) => isEqual(one, other));
    const others = held.filter(({ other }) => !said.some((any) => isEqual(any, other)));
    if (same.length === 0 || others.length === 0) return [];
    const counts = new Counted(one, own, language);
    return counts.isContradicted(same, others) || counts.isToldOfAnother(same, others)
      ? [one.text]
      : [];
  });
}

interface Held {
  readonly source: Reading;
  readonly other: Quantity;
}

/** One number of a text with what it counts. */
class Counted {
  readonly #one: Quantity;
  readonly #own: Surroundings;
  readonly #language: Language;

  constructor(one: Quantity, own: Reading, language: Language) {
    this.#one = one;
    this.#own = surroundingsOf(own, language);
    this.#language = language;
  }

  /** "Seventeen riders" where the source has no more than twelve of them, and seventeen seconds. */
  isContradicted(same: readonly Held[], others: readonly Held[]): boolean {
    const noun = wordBehind(this.#one.at, this.#own);
    if (this.#one.unit !== undefined || noun === undefined || PEOPLE.test(noun)) return false;
    const nounOf = ({ source, other }: Held): string | undefined =>
      other.unit ?? wordBehind(other.at, surroundingsOf(source, this.#language));
    const isElsewhere = same.every((held) => {
      const counted = nounOf(held);
      return counted !== undefined && !isAlike(counted, noun);
    });
    if (!isElsewhere) return false;
    const counts = others.filter((held) => {
      const counted = held.other.unit === undefined ? nounOf(held) : undefined;
      return counted !== undefined && isAlike(counted, noun);
    });
    // Fewer may be some of them: three of the fifty-three passengers.
    const [said = 0] = this.#one.values;
    return counts.length > 0 && counts.every(({ other }) => said > Math.max(...other.values));
  }

  /** Of one unit, or one noun, and all that the text says stands near the other. */
  isToldOfAnother(same: readonly Held[], others: readonly Held[]): boolean {
    const alike = (held: Held): boolean =>
      held.other.unit === this.#one.unit &&
      (this.#one.unit !== undefined || this.#countsTheSame(held));
    const theirs = others.filter(alike);
    if (theirs.length === 0) return false;
    const near = contentNear(this.#one.at, this.#own);
    const most = (places: readonly Held[]): number =>
      Math.max(
        ...places.map(({ source, other }) =>
          nearness(near, other.at, surroundingsOf(source, this.#language)),
        ),
      );
    const ours = same.filter(alike);
    const own = most(same);
    return own <= (ours.length > 0 ? OWN_MAX : OTHER_MAX) && most(theirs) - own >= LEAD_MIN;
  }

  #countsTheSame({ source, other }: Held): boolean {
    const left = wordBehind(this.#one.at, this.#own);
    const right = wordBehind(other.at, surroundingsOf(source, this.#language));
    return left !== undefined && right !== undefined && isAlike(left, right);
  }
}

/** Words for people stand for any of them: "two people" are the two dead, not the five on the roof. */
const PEOPLE =
  /^(?:peopl|person|mensch|leut|men|women|man|frau|mann|homm|femm|uomin|donn|hombr|mujer|gent|kind|child|enfant|bambin|nin)/u;

function isCount({ at, kind, isYear, isAmbiguous, ratio }: Quantity): boolean {
  const isPlain = kind === 'figure' || kind === 'words';
  return at >= 0 && isPlain && !isYear && !isAmbiguous && ratio === undefined;
}

/** The same, or one rounded to the other. */
function isEqual(left: Quantity, right: Quantity): boolean {
  return left.values.some((one) =>
    right.values.some(
      (other) => Math.abs(one - other) <= Math.abs(other) * 0.05 || agrees(one, other, left, right),
    ),
  );
}
