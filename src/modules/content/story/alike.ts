import {
  areOpposed,
  areOtherMatches,
  compareFigures,
  compareNames,
  comparePlaces,
  isHeadedByStranger,
  isOtherSlot,
  Marker,
  type Marks,
  otherPhase,
} from './conflicts.js';
import { type Entry, KIND, type Vector, type Weighed } from './weigh.js';
/** Articles further apart in time do not tell the same event, milliseconds. */
const WINDOW_MS = 48 * 3600 * 1000;

/** Log-odds of two articles that cannot tell one event, however alike their words are. */
export const IMPOSSIBLE = -8;

/**
 * Weights of `evidence`, in its order: a logistic regression on the pairs of test/fixtures/headlines/development
 * (with and without dates) and of the sample newsroom (whole, and titles alone).
 */
export const WEIGHTS = [
  -4.39, 3.78, 3.92, 4.29, 2.39, 0.52, 3.14, 0.31, -0.4, 1.15, -2.71, -0.91, -1.5, 0.05, 0.03, 4.22,
  -1.69, -2.55, -1.01, -0.45, -3.33,
];

export function canBeOneEvent(a: Entry, b: Entry): boolean {
  const [one, other] = [a.article.publishedAt, b.article.publishedAt];
  if (one === null || other === null) return true;
  return Math.abs(one.getTime() - other.getTime()) <= WINDOW_MS;
}

/** Compares articles of one set, two at a time. */
export class Comparison {
  readonly #kinds: readonly number[];
  readonly #marks: readonly Marks[];
  readonly #places: ReadonlyArray<readonly number[]>;

  constructor({ entries, vocabulary }: Weighed) {
    this.#kinds = vocabulary.kinds;
    const marker = new Marker(vocabulary);
    this.#marks = entries.map(({ title }) => marker.marksOf(title));
    this.#places = entries.map(({ full }) =>
      [...full.ids].filter((id) => vocabulary.kinds[id] === KIND.place),
    );
  }

  /** Log-odds that two articles tell one event. */
  logOdds(a: Entry, b: Entry): number {
    if (areOtherMatches(a, b)) return IMPOSSIBLE;
    if (a.article.language === b.article.language) {
      if (isHeadedByStranger(a, b) && isHeadedByStranger(b, a)) return IMPOSSIBLE;
      if (isOtherSlot(a, b, this.#kinds) || this.#sharesTitleAlone(a, b)) return IMPOSSIBLE;
    }
    const facts = this.evidence(a, b);
    let sum = 0;
    for (let at = 0; at < facts.length; at++)
      sum += (facts[at] as number) * (WEIGHTS[at] as number);
    return sum;
  }

  /** What is compared of two articles: mostly shares from 0 to 1. */
  evidence(a: Entry, b: Entry): number[] {
    const isOneLanguage = a.article.language === b.article.language;
    const [titleA, titleB] = isOneLanguage ? [a.title, b.title] : [a.commonTitle, b.commonTitle];
    const [fullA, fullB] = isOneLanguage ? [a.full, b.full] : [a.commonFull, b.commonFull];
    const titles = this.#overlap(titleA, titleB);
    const hasLead = Number(a.hasLead && b.hasLead);
    const whole = a.hasLead || b.hasLead ? this.#overlap(fullA, fullB) : titles;
    const aInB = (b.hasLead ? this.#overlap(titleA, fullB) : titles).weight / titleA.sum;
    const bInA = (a.hasLead ? this.#overlap(titleB, fullA) : titles).weight / titleB.sum;
    const figures = compareFigures(a, b);
    const places = comparePlaces(this.#places[a.at] ?? [], this.#places[b.at] ?? []);
    const [marksA, marksB] = [this.#marks[a.at] as Marks, this.#marks[b.at] as Marks];
    const names = compareNames(a, b);
    return [
      1,
      titles.product / (titleA.norm * titleB.norm),
      Math.max(aInB, bInA),
      Math.min(aInB, bInA),
      hasLead * (whole.product / (fullA.norm * fullB.norm)),
      Math.min(1, whole.named / 15),
      Math.min(1, whole.events / 15),
      figures.shared,
      figures.conflict,
      places.shared,
      places.conflict,
      otherPhase(marksA, marksB),
      areOpposed(marksA, marksB),
      names.shared > 0 ? 0 : names.strange,
      names.shared > 0 ? names.strange : 0,
      Math.min(1, names.shared / 3),
      Number(isHeadedByStranger(a, b) && isHeadedByStranger(b, a)),
      hoursApart(a, b) / 48,
      Number(a.article.feedId === b.article.feedId),
      Number(!isOneLanguage),
      hasLead,
    ];
  }

  /** Whether the titles are the same and nothing else is: "Morning update". */
  #sharesTitleAlone(a: Entry, b: Entry): boolean {
    if (!a.hasLead || !b.hasLead || a.title.ids.length !== b.title.ids.length) return false;
    if (!a.title.ids.every((id, at) => id === b.title.ids[at])) return false;
    return this.#overlap(a.full, b.full).weight <= a.title.sum + 1e-6;
  }

  #overlap(a: Vector, b: Vector) {
    const sum = { product: 0, weight: 0, named: 0, events: 0 };
    const [left, right] = [a.ids, b.ids];
    for (let i = 0, j = 0; i < left.length && j < right.length;) {
      const id = left[i] as number;
      const other = right[j] as number;
      if (id < other) i++;
      else if (id > other) j++;
      else {
        const [own, their] = [a.weights[i++] as number, b.weights[j++] as number];
        sum.product += own * their;
        const both = Math.min(own, their);
        sum.weight += both;
        const kind = this.#kinds[id];
        if (kind === KIND.event) sum.events += both;
        else if (kind !== KIND.common) sum.named += both;
      }
    }
    return sum;
  }
}

function hoursApart(a: Entry, b: Entry): number {
  const [one, other] = [a.article.publishedAt, b.article.publishedAt];
  return one === null || other === null ? 0 : Math.abs(one.getTime() - other.getTime()) / 3_600_000;
}
