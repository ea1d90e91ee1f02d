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

/** Segment by segment, in the order of the later script; what was removed stands where it was. */
export function compareScripts(from: Script, to: Script): SegmentDifference[] {
  const steps = alignment(from.segments, to.segments, (one, other) => isSame(one, other));
  const found: SegmentDifference[] = [];
  let removed: number[] = [];
  let added: number[] = [];
  const flush = () => {
    found.push(...paired(from, to, removed, added));
    removed = [];
    added = [];
  };
  for (const { a, b } of steps) {
    if (a !== undefined && b !== undefined) {
      flush();
      found.push(difference('same', from, to, a, b));
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
): SegmentDifference[] {
  const left = [...removed];
  const found: SegmentDifference[] = [];
  for (const b of added) {
    const at = left.findIndex((a) =>
      isAlike(from.segments[a] as Segment, to.segments[b] as Segment),
    );
    if (at < 0) {
      found.push(difference('added', from, to, undefined, b));
      continue;
    }
    for (const a of left.splice(0, at)) found.push(difference('removed', from, to, a, undefined));
    const [a] = left.splice(0, 1);
    found.push(difference('changed', from, to, a, b));
  }
  for (const a of left) found.push(difference('removed', from, to, a, undefined));
  return found;
}

function difference(
  state: SegmentDifference['state'],
  from: Script,
  to: Script,
  a: number | undefined,
  b: number | undefined,
): SegmentDifference {
  const before = a === undefined ? null : (from.segments[a] as Segment);
  const after = b === undefined ? null : (to.segments[b] as Segment);
  return {
    state,
    fromN: a === undefined ? null : a + 1,
    toN: b === undefined ? null : b + 1,
    from: before,
    to: after,
    words: state === 'changed' && before && after ? compareWords(before.text, after.text) : [],
  };
}

/** Word by word; a text too long for that was removed and added whole. */
export function compareWords(from: string, to: string): WordDifference[] {
  const a = from.split(/\s+/).filter(Boolean);
  const b = to.split(/\s+/).filter(Boolean);
  if (a.length * b.length > PAIRS_MAX)
    return [
      { state: 'removed', text: from },
      { state: 'added', text: to },
    ];
  const words = alignment(a, b, (one, other) => one === other).map((step): WordDifference => {
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

/** The longest common subsequence as a path through both lists; removals stand before additions. */
function alignment<T>(a: readonly T[], b: readonly T[], same: (x: T, y: T) => boolean): Step[] {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = same(a[i] as T, b[j] as T)
        ? 1 + at(i + 1, j + 1)
        : Math.max(at(i + 1, j), at(i, j + 1));
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i] as T, b[j] as T)) steps.push({ a: i++, b: j++ });
    else if (j >= b.length) steps.push({ a: i++ });
    else if (i < a.length && at(i + 1, j) >= at(i, j + 1)) steps.push({ a: i++ });
    else steps.push({ b: j++ });
  }
  return steps;
}

function isSame(one: Segment, other: Segment): boolean {
  return (
    one.text === other.text &&
    one.speakerId === other.speakerId &&
    (one as { reading?: number }).reading === (other as { reading?: number }).reading
  );
}

function isAlike(one: Segment, other: Segment): boolean {
  if (one.text === other.text) return true;
  const [a, b] = [one, other].map(({ text }) => new Set(text.toLowerCase().match(/\p{L}+/gu)));
  if (!a || !b) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= ALIKE_MIN * Math.min(a.size, b.size) && shared > 0;
}
