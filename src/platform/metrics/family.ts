import type { MeterType } from './meter-name.js';

export type LabelValues = Readonly<Record<string, string>>;

/** One value of a counter or gauge. */
export interface Sample {
  readonly value: number;
  readonly labels?: LabelValues;
}

/** One series of a histogram. */
export interface Distribution {
  readonly labels: LabelValues;
  readonly count: number;
  readonly sum: number;
  /** How many were at most so large; ascending, without the last one of infinity. */
  readonly buckets: ReadonlyArray<{ readonly le: number; readonly count: number }>;
}

/** All series of one name. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: MeterType;
  readonly samples: readonly Sample[];
  readonly distributions: readonly Distribution[];
}

/** What all meters said at one moment. */
export class Snapshot {
  readonly #families: ReadonlyMap<string, Family>;

  constructor(
    families: readonly Family[],
    /** Since the start of the process, monotonic. */
    readonly atMs: number = performance.now(),
  ) {
    this.#families = new Map(families.map((family) => [family.name, family]));
  }

  get families(): Family[] {
    return [...this.#families.values()];
  }

  samples(name: string, labels: LabelValues = {}): Sample[] {
    return (this.#families.get(name)?.samples ?? []).filter((one) => fits(one.labels, labels));
  }

  /** The sum over all series with these labels. @returns Nothing where there is none. */
  value(name: string, labels: LabelValues = {}): number | undefined {
    const found = this.samples(name, labels);
    return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
  }

  /** All series with these labels, as one. @returns Nothing where there is none. */
  distribution(name: string, labels: LabelValues = {}): Distribution | undefined {
    const found = (this.#families.get(name)?.distributions ?? []).filter((one) =>
      fits(one.labels, labels),
    );
    const [first, ...others] = found;
    return first && others.reduce(added, { ...first, labels });
  }
}

/** What was observed between two moments. Where the later has less (a restart), the later as it is. */
export function since(later: Distribution, earlier: Distribution | undefined): Distribution {
  if (!earlier || later.count < earlier.count) return later;
  return {
    labels: later.labels,
    count: later.count - earlier.count,
    sum: later.sum - earlier.sum,
    buckets: later.buckets.map(({ le, count }, at) => ({
      le,
      count: count - (earlier.buckets[at]?.count ?? 0),
    })),
  };
}

/**
 * The value below which a share of the observations lies, by linear interpolation inside its bucket (as
 * PromQL's `histogram_quantile`). What lies beyond the last bucket counts as that bucket's bound.
 * @param share 0 to 1.
 * @returns Nothing where nothing was observed.
 */
export function quantile({ buckets, count }: Distribution, share: number): number | undefined {
  if (count === 0) return undefined;
  const rank = share * count;
  let below = { le: 0, count: 0 };
  for (const bucket of buckets) {
    if (bucket.count >= rank) {
      const inside = bucket.count - below.count;
      const part = inside === 0 ? 1 : (rank - below.count) / inside;
      return below.le + (bucket.le - below.le) * part;
    }
    below = bucket;
  }
  return below.le;
}

function fits(labels: LabelValues | undefined, wanted: LabelValues): boolean {
  return Object.entries(wanted).every(([name, value]) => labels?.[name] === value);
}

function added(one: Distribution, other: Distribution): Distribution {
  return {
    labels: one.labels,
    count: one.count + other.count,
    sum: one.sum + other.sum,
    buckets: one.buckets.map(({ le, count }, at) => ({
      le,
      count: count + (other.buckets[at]?.count ?? 0),
    })),
  };
}
