import type { Snapshot } from '#platform/metrics';
import type { Burn, WindowName } from '#platform/slo';

/** Points of one series at most; over a long window they lie further apart. */
const POINTS_MAX = 360;

/** One thing that is read of every snapshot and remembered for as long as somebody looks back. */
export interface Leaf<T = unknown> {
  /** Two leaves with one key read the same. */
  readonly key: string;
  readonly meter: string;
  readonly windowS: number;
  /** @returns Nothing while the meter does not exist, or could not be read. */
  readonly read: (snapshot: Snapshot) => T | undefined;
}

export interface Point<T> {
  /** Since the start of the process. */
  readonly atS: number;
  readonly value: T;
}

export type Burns = (long: WindowName, short: WindowName) => readonly Burn[];

/** What the meters said lately, no more of it than the rules look at. */
export class Past {
  #nowS = 0;
  readonly #series = new Map<string, Array<Point<unknown>>>();
  readonly #unread = new Set<string>();

  /** @param burns Asked for what cannot be told from the meters of one process. */
  constructor(readonly burns: Burns) {}

  get nowS(): number {
    return this.#nowS;
  }

  note(snapshot: Snapshot, leaves: readonly Leaf[]): void {
    this.#nowS = snapshot.atMs / 1000;
    for (const leaf of leaves) {
      const value = leaf.read(snapshot);
      if (value === undefined) this.#unread.add(leaf.key);
      else this.#unread.delete(leaf.key);
      if (value !== undefined) this.#add(leaf, value);
    }
  }

  /** Oldest first; the first one at the beginning of the window or before it. Empty where the last look saw nothing. */
  points<T>(leaf: Leaf<T>): ReadonlyArray<Point<T>> {
    if (this.#unread.has(leaf.key)) return [];
    return (this.#series.get(leaf.key) ?? []) as Array<Point<T>>;
  }

  #add({ key, windowS }: Leaf, value: unknown): void {
    const points = this.#series.get(key) ?? [];
    this.#series.set(key, points);
    const [last, before] = [points.at(-1), points.at(-2)];
    const point = { atS: this.#nowS, value };
    const isClose = last && before && this.#nowS - before.atS < windowS / POINTS_MAX;
    if (windowS === 0 || isClose) points.pop();
    points.push(point);
    const sinceS = this.#nowS - windowS;
    while (points.length > 1 && (points[1] as Point<unknown>).atS <= sinceS) points.shift();
  }
}
