import type { Script, Segment } from '#modules/content';

/** What became of one segment between two versions. */
export interface SegmentDifference {
  readonly state: 'same' | 'added' | 'removed' | 'changed';
  /** Its number in the former script, from 1; null where it was not there. */
  readonly fromN: number | null;
  readonly toN: number | null;
  readonly from: Segment | null;
  readonly to: Segment | null;
  /** Of a changed one: its words in order, those of both among them. */
  readonly words: readonly WordDifference[];
}

export interface WordDifference {
  readonly state: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Above this many pairs of words a segment counts as rewritten: the table would take too long to fill. */
const PAIRS_MAX = 1_000_000;
/** Words that two texts must share, at least, to be one text that was changed. */
const ALIKE_MIN = 0.3;
/** So many segments that went are looked through for the former words of one that came. */
const LOOK_AHEAD_MAX = 40;
/** What one comparison may do in all, in pairs of words: some 30 ms, for the event loop waits for it. */
const EFFORT_MAX = 1_000_000;
/** Looking a word up takes as long as comparing so many pairs; reading a character of a text as well. */
const LOOK_UP_EFFORT = 2;
const CHARACTER_EFFORT = 10;

/** One comparison: what it may still do, and the words it has seen. */
class Comparison {
  readonly #numbers = new Map<string, number>();
  readonly #sets = new Map<string, ReadonlySet<number>>();
  #effort = EFFORT_MAX;

  /** @returns False, and nothing is taken, where there is not so much left. */
  takes(effort: number): boolean {
    if (effort > this.#effort) return false;
    this.#effort -= effort;
    return true;
  }

  /** The same for the same text, so that long texts are compared letter by letter once. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  /** Words of a text; none where there is no time left to read it. */
  wordsOf(text: string): ReadonlySet<number> {
    const known = this.#sets.get(text);
    if (known) return known;
    const isRead = this.takes(text.length * CHARACTER_EFFORT);
    const words = isRead ? (text.toLowerCase().match(/\p{L}+/gu) ?? []) : [];
    const set = new Set(words.map((word) => this.numberOf(word)));
    this.#sets.set(text, set);
    return set;
  }
}

/**
 * Segment by segment, in the order of the later script; what was removed stands where it was. Where two scripts have
 * too much that differs, the rest of it is told coarsely: texts as removed and added whole.
 */
export function compareScripts(from: Script, to: Script): SegmentDifference[] {
  const comparison = new Comparison();
  const identities = ({ segments }: Script) =>
    segments.map((segment) => identityOf(segment, comparison));
  const steps = alignment(identities(from), identities(to));
  const found: SegmentDifference[] = [];
  let removed: number[] = [];
  let added: number[] = [];
  const flush = () => {
    found.push(...paired(from, to, removed, added, comparison));
    removed = [];
    added = [];
  };
  for (const { a, b } of steps) {
    if (a !== undefined && b !== undefined) {
      flush();
      found.push(difference('same', from, to, a, b, comparison));
    } else if (a !== undefined) removed.push(a);
    else if (b !== undefined) added.push(b);
  }
  flush();
  return found;
}

/** Between two segments that stayed: what looks alike was changed, the rest came or went. */
function paired(
  from: Script,
  to: Script,
  removed: readonly number[],
  added: readonly number[],
  comparison: Comparison,
): SegmentDifference[] {
  const left = [...removed];
  const found: SegmentDifference[] = [];
  for (const b of added) {
    const at = left
      .slice(0, LOOK_AHEAD_MAX)
      .findIndex((a) =>
        isAlike(from.segments[a] as Segment, to.segments[b] as Segment, comparison),
      );
    if (at < 0) {
      found.push(difference('added', from, to, undefined, b, comparison));
      continue;
    }
    for (const a of left.splice(0, at))
      found.push(difference('removed', from, to, a, undefined, comparison));
    const [a] = left.splice(0, 1);
    found.push(difference('changed', from, to, a, b, comparison));
  }
  for (const a of left) found.push(difference('removed', from, to, a, undefined, comparison));
  return found;
}

function difference(
  state: SegmentDifference['state'],
  from: Script,
  to: Script,
  a: number | undefined,
  b: number | undefined,
  comparison: Comparison,
): SegmentDifference {
  const before = a === undefined ? null : (from.segments[a] as Segment);
  const after = b === undefined ? null : (to.segments[b] as Segment);
  return {
    state,
    fromN: a === undefined ? null : a + 1,
    toN: b === undefined ? null : b + 1,
    from: before,
    to: after,
    words:
      state === 'changed' && before && after
        ? compareWords(before.text, after.text, comparison)
        : [],
  };
}

/** Word by word; a text too long for that was removed and added whole. */
export function compareWords(
  from: string,
  to: string,
  comparison = new Comparison(),
): WordDifference[] {
  const whole: WordDifference[] = [
    { state: 'removed', text: from },
    { state: 'added', text: to },
  ];
  if (!comparison.takes((from.length + to.length) * CHARACTER_EFFORT)) return whole;
  const a = from.split(/\s+/).filter(Boolean);
  const b = to.split(/\s+/).filter(Boolean);
  const numbers = (words: readonly string[]) => words.map((word) => comparison.numberOf(word));
  const [before, after] = [numbers(a), numbers(b)];
  const { pairs } = differing(before, after);
  if (pairs > PAIRS_MAX || !comparison.takes(pairs)) return whole;
  const words = alignment(before, after).map((step): WordDifference => {
    if (step.a === undefined) return { state: 'added', text: b[step.b ?? 0] as string };
    return { state: step.b === undefined ? 'removed' : 'same', text: a[step.a] as string };
  });
  // Neighbours of one kind are one stretch: a reader sees phrases, not confetti.
  const joined: WordDifference[] = [];
  for (const { state, text } of words) {
    const last = joined.at(-1);
    if (last?.state === state) joined[joined.length - 1] = { state, text: `${last.text} ${text}` };
    else joined.push({ state, text });
  }
  return joined;
}

interface Step {
  readonly a?: number;
  readonly b?: number;
}

/** What is left of two lists without the beginning and the end that they share. */
function differing(a: readonly number[], b: readonly number[]) {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return { start, end, pairs: (a.length - start - end) * (b.length - start - end) };
}

/** The longest common subsequence as a path through both lists; removals stand before additions. */
function alignment(a: readonly number[], b: readonly number[]): Step[] {
  const { start, end } = differing(a, b);
  const middle = path(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return [
    ...Array.from({ length: start }, (_one, at) => ({ a: at, b: at })),
    ...middle.map((step) => ({
      ...(step.a !== undefined && { a: step.a + start }),
      ...(step.b !== undefined && { b: step.b + start }),
    })),
    ...Array.from({ length: end }, (_one, at) => ({
      a: a.length - end + at,
      b: b.length - end + at,
    })),
  ];
}

function path(a: readonly number[], b: readonly number[]): Step[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    const one = a[i];
    for (let j = b.length - 1, here = i * width + j; j >= 0; j--, here--) {
      const below = lengths[here + width] as number;
      const right = lengths[here + 1] as number;
      if (one === b[j]) lengths[here] = (lengths[here + width + 1] as number) + 1;
      else lengths[here] = below > right ? below : right;
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) steps.push({ a: i++, b: j++ });
    else if (j >= b.length) steps.push({ a: i++ });
    else if (i < a.length && at(i + 1, j) >= at(i, j + 1)) steps.push({ a: i++ });
    else steps.push({ b: j++ });
  }
  return steps;
}

/** Equal for segments that are heard alike. */
function identityOf(segment: Segment, comparison: Comparison): number {
  const { text, speakerId } = segment;
  const { reading = 0 } = segment as { reading?: number };
  // No text holds a control character: what is made up here is equal to none.
  return comparison.numberOf(`\u0000${comparison.numberOf(text)} ${reading} ${speakerId}`);
}

function isAlike(one: Segment, other: Segment, comparison: Comparison): boolean {
  if (comparison.numberOf(one.text) === comparison.numberOf(other.text)) return true;
  const [a, b] = [comparison.wordsOf(one.text), comparison.wordsOf(other.text)];
  const [fewer, more] = a.size < b.size ? [a, b] : [b, a];
  const wanted = Math.max(1, ALIKE_MIN * fewer.size);
  if (fewer.size < wanted || !comparison.takes(fewer.size * LOOK_UP_EFFORT)) return false;
  let shared = 0;
  let left = fewer.size;
  for (const word of fewer) {
    if (more.has(word)) shared++;
    if (shared >= wanted) return true;
    if (shared + --left < wanted) return false;
  }
  return false;
}
