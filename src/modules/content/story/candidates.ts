import { type Entry, KIND, type Weighed } from './weigh.js';

/** Terms of an article that are looked up, the rarest first, and of what other languages understand. */
const TERMS_MAX = 8;
const COMMON_TERMS_MAX = 6;
/** Of these, pairs of terms are looked up as well: two everyday words together are rare. */
const PAIRED_TERMS_MAX = 5;
/** A pair of terms as one number: a set has fewer terms. */
const TERMS_APART = 2 ** 26;
/**
 * Articles kept under one term or pair of terms, the latest in time, and articles that one is compared with,
 * those that share most first: at least this many, and more where there are few articles.
 */
const COMPARED_MIN = 20;
const COMPARISONS = 200_000;

/**
 * Pairs worth comparing: articles that share a rare term, or two less rare ones, and stand near each other in
 * time. What one article costs is bounded, whatever the number of articles.
 * @param inTime The entries in order of time.
 */
export function* candidates(
  { vocabulary: { kinds } }: Weighed,
  inTime: readonly Entry[],
): Generator<[Entry, Entry]> {
  const comparedMax = Math.max(COMPARED_MIN, Math.floor(COMPARISONS / Math.max(1, inTime.length)));
  const holders = new Map<number, Entry[]>();
  for (const entry of inTime) {
    const shared = new Map<Entry, number>();
    for (const [key, weight] of keysOf(entry, kinds)) {
      const others = holders.get(key);
      if (!others) {
        holders.set(key, [entry]);
        continue;
      }
      for (const other of others) shared.set(other, (shared.get(other) ?? 0) + weight);
      others.push(entry);
      if (others.length > comparedMax) others.shift();
    }
    if (shared.size <= comparedMax) {
      for (const other of shared.keys()) yield [other, entry];
      continue;
    }
    const best = [...shared].sort((a, b) => b[1] - a[1] || a[0].at - b[0].at);
    for (const [other] of best.slice(0, comparedMax)) yield [other, entry];
  }
}

/** Each with how much it counts, no key twice. */
function keysOf(entry: Entry, kinds: readonly number[]): Map<number, number> {
  const keys = new Map(strongest(entry, kinds, false).slice(0, TERMS_MAX));
  const common = strongest(entry, kinds, true).slice(0, COMMON_TERMS_MAX);
  for (const [id, weight] of common) keys.set(id, weight);
  const paired = [...keys].sort((a, b) => b[1] - a[1]).slice(0, PAIRED_TERMS_MAX);
  for (const [at, [one, weight]] of paired.entries())
    for (const [other, more] of paired.slice(at + 1))
      keys.set(
        TERMS_APART + Math.min(one, other) * TERMS_APART + Math.max(one, other),
        (weight + more) / 4,
      );
  return keys;
}

/** Terms of the title before those of the lead; words that nearly every headline may say never. */
function strongest(
  entry: Entry,
  kinds: readonly number[],
  isCommon: boolean,
): Array<[number, number]> {
  const full = isCommon ? entry.commonFull : entry.full;
  const title = isCommon ? entry.commonTitle : entry.title;
  const terms: Array<[number, number]> = [];
  let inTitle = 0;
  for (let at = 0; at < full.ids.length; at++) {
    const id = full.ids[at] as number;
    while (inTitle < title.ids.length && (title.ids[inTitle] as number) < id) inTitle++;
    const times = title.ids[inTitle] === id ? 2 : 1;
    if (kinds[id] !== KIND.common) terms.push([id, (full.weights[at] as number) * times]);
  }
  return terms.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}
