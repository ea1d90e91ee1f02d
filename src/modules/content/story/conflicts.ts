import { KIND, type Entry, type Vector, type Vocabulary } from './weigh.js';

/** What speaks against one event, or for it, beside the words that two articles share. */

/** Its title and its text name somebody or something of whom the other says nothing: another firm, team or town. */
export function isHeadedByStranger(a: Entry, b: Entry): boolean {
  for (const name of a.headNames) if (!holds(b.mentioned, name)) return true;
  return false;
}

/** Names that both tell, and how much of what the title names the other does not mention: of the less strange one. */
export function compareNames(a: Entry, b: Entry): { shared: number; strange: number } {
  const inB = knownIn(a, b);
  const inA = knownIn(b, a);
  return {
    shared: Math.max(inB.known, inA.known),
    strange: Math.min(inB.strange, inA.strange),
  };
}

function knownIn(a: Entry, b: Entry): { known: number; strange: number } {
  let known = 0;
  for (const name of a.titleNames) if (holds(b.mentioned, name)) known++;
  const { length } = a.titleNames;
  return { known, strange: length === 0 ? 0 : (length - known) / length };
}

/** Both name places: one in common, or only others. */
export function comparePlaces(
  a: readonly number[],
  b: readonly number[],
): { shared: number; conflict: number } {
  if (a.length === 0 || b.length === 0) return { shared: 0, conflict: 0 };
  const shared = Number(a.some((id) => b.includes(id)));
  return { shared, conflict: 1 - shared };
}

/** Amounts, shares and scores that both tell; and such of one kind where no figure is common to both. */
export function compareFigures(a: Entry, b: Entry): { shared: number; conflict: number } {
  if (a.figures.length === 0 || b.figures.length === 0) return { shared: 0, conflict: 0 };
  let isShared = false;
  let isTelling = false;
  let isOfOneKind = false;
  for (const { kind, value } of a.figures)
    for (const other of b.figures) {
      isOfOneKind ||= other.kind === kind;
      if (other.value !== value) continue;
      isShared = true;
      isTelling ||= kind !== 'plain' || value.length > 1;
    }
  return { shared: Number(isTelling), conflict: Number(isOfOneKind && !isShared) };
}

/** Both tell scores, and not one in common: two matches. */
export function areOtherMatches(a: Entry, b: Entry): boolean {
  const inA = a.figures.filter(({ kind }) => kind === 'score');
  if (inA.length === 0) return false;
  const inB = b.figures.filter(({ kind }) => kind === 'score');
  return inB.length > 0 && !inA.some(({ value }) => inB.some((other) => other.value === value));
}

/** Whether an ascending list holds a number. */
function holds(sorted: Int32Array, wanted: number): boolean {
  let from = 0;
  let to = sorted.length - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const found = sorted[middle] as number;
    if (found === wanted) return true;
    if (found < wanted) from = middle + 1;
    else to = middle - 1;
  }
  return false;
}

/** Titles with fewer terms are alike by chance. */
const FRAME_TERMS_MIN = 3;

/**
 * Titles of one form with something else in it: "Apple beats quarterly forecast", "Nestle beats quarterly
 * forecast". Figures may differ, for tolls rise; so may what any headline says.
 */
export function isOtherSlot(a: Entry, b: Entry, kinds: readonly number[]): boolean {
  const { length } = a.sequence;
  if (length < FRAME_TERMS_MIN || length !== b.sequence.length) return false;
  let same = 0;
  let other = 0;
  for (let at = 0; at < length; at++) {
    const [one, two] = [a.sequence[at] as number, b.sequence[at] as number];
    if (one === two) same++;
    else if (kinds[one] === KIND.common || kinds[two] === KIND.common) return false;
    else if (kinds[one] !== KIND.figure || kinds[two] !== KIND.figure) other++;
  }
  return other > 0 && same >= other * 2;
}

/** What comes after an event is another one: an arrest after a theft, a verdict, an impeachment, a successor. */
const PHASES =
  '@arrest @trial @convict @acquit @appeal @toll @mourn @oust @appoint @reopen @investigate @resign @approve @reject @pause @delay @free @sue'.split(
    ' ',
  );

/** One says the one, the other the other: jobs created and jobs cut are two events. */
const OPPOSITES = [
  '@cut @rise',
  '@cut @create',
  '@fall @rise',
  '@close @reopen',
  '@close @launch',
  '@approve @reject',
  '@profit @loss',
  '@convict @acquit',
  '@unchanged @cut',
  '@unchanged @rise',
].map((pair) => pair.split(' '));

/** What a title tells of phases and opposites, a bit each. */
export interface Marks {
  readonly phases: number;
  readonly ones: number;
  readonly others: number;
}

/** Reads marks off titles, by the numbers of one vocabulary. */
export class Marker {
  readonly #phases: readonly number[];
  readonly #ones: readonly number[];
  readonly #others: readonly number[];

  constructor(vocabulary: Vocabulary) {
    this.#phases = PHASES.map((term) => vocabulary.numberOf(term));
    this.#ones = OPPOSITES.map(([one = '']) => vocabulary.numberOf(one));
    this.#others = OPPOSITES.map(([, other = '']) => vocabulary.numberOf(other));
  }

  marksOf({ ids }: Vector): Marks {
    const bits = (terms: readonly number[]) =>
      terms.reduce((set, id, bit) => (ids.includes(id) ? set | (1 << bit) : set), 0);
    return { phases: bits(this.#phases), ones: bits(this.#ones), others: bits(this.#others) };
  }
}

/** 1 where one of two titles tells a later phase of something and the other does not. */
export function otherPhase(a: Marks, b: Marks): number {
  return Number(a.phases !== b.phases && (a.phases & b.phases) === 0);
}

/** 1 where one title says the opposite of the other. */
export function areOpposed(a: Marks, b: Marks): number {
  const [oneInA, otherInA] = [a.ones & ~a.others, a.others & ~a.ones];
  const [oneInB, otherInB] = [b.ones & ~b.others, b.others & ~b.ones];
  return Number(((oneInA & otherInB) | (otherInA & oneInB)) !== 0);
}
