import { type Distribution, quantile, since, type Snapshot } from '#platform/metrics';
import { BAD_EVENTS_MIN, EVENTS_MIN, type WindowName, WINDOWS } from '#platform/slo';
import type { Leaf, Past, Point } from './past.js';
import { distributionOf, type Readings, type Selector, valuesOf, written } from './selector.js';

const HOUR_S = 3600;
const UPTIME = 'radiox_process_uptime_seconds';

/**
 * What a rule measures, once for both who evaluate it: this process, and a Prometheus that scrapes it. A test
 * runs every rule through both on the same series.
 */
export interface Measure {
  /** Names of the meters; without all of them there is nothing to judge. */
  readonly meters: readonly string[];
  readonly leaves: readonly Leaf[];
  /** Labels that tell subjects apart. */
  readonly by: readonly string[];
  /** @returns By subject; a subject that is left out is well. Nothing while it cannot be judged. */
  readonly read: (past: Past) => Readings | undefined;
  /** @param keep Labels that Prometheus shall keep beside `by`, such as that of the instance. */
  readonly promql: (keep: readonly string[]) => Query;
}

/** As Prometheus asks for it. */
export interface Query {
  readonly value: string;
  /** What must hold beside, each with its `and`. */
  readonly guards: readonly string[];
}

/** The value now. */
export function latest(selector: Selector): Measure {
  const leaf = valueLeaf(selector, 0);
  return {
    ...about(selector, leaf),
    read: (past) => past.points(leaf).at(-1)?.value,
    promql: (keep) => query(aggregated(selector, keep, written(selector))),
  };
}

/**
 * By how much a counter has grown within a window. It was nothing when the process began.
 * @param isRare Whether a series may appear with its first event: Prometheus alone would miss that one.
 */
export function growth(selector: Selector, windowS: number, { isRare = false } = {}): Measure {
  const leaf = valueLeaf(selector, windowS);
  const window = duration(windowS);
  return {
    ...about(selector, leaf),
    read: (past) => {
      const points = past.points(leaf);
      const last = points.at(-1);
      if (!last) return undefined;
      const before = baseline(points, past.nowS - windowS);
      return mapped(last.value, (value, subject) => value - (before?.get(subject) ?? 0));
    },
    promql: (keep) => {
      const name = written(selector);
      const grown = aggregated(selector, keep, `increase(${name}[${window}])`);
      if (!isRare) return query(grown);
      const appeared = aggregated(selector, keep, `${name} unless ${name} offset ${window}`);
      return query(`((${grown} > 0) or ${appeared})`);
    },
  };
}

/** The growth of a gauge, fitted by least squares over the window, for an hour. */
export function slope(selector: Selector, windowS: number): Measure {
  const leaf = valueLeaf(selector, windowS);
  return {
    ...about(selector, leaf),
    read: (past) => {
      const points = past.points(leaf).filter(({ atS }) => atS >= past.nowS - windowS);
      const last = points.at(-1);
      return last && mapped(last.value, (_, subject) => fitted(points, subject) * HOUR_S);
    },
    promql: (keep) => {
      const fit = `deriv(${written(selector)}[${duration(windowS)}])`;
      return query(`${aggregated(selector, keep, fit)} * ${HOUR_S}`);
    },
  };
}

/**
 * The value below which a share of what was observed within a window lies.
 * @param atLeast Observations without which nothing is judged.
 */
export function percentile(
  share: number,
  selector: Selector,
  windowS: number,
  atLeast: number,
): Measure {
  const leaf: Leaf<Distribution> = {
    key: `distribution ${JSON.stringify(selector)} ${windowS}`,
    meter: selector.meter,
    windowS,
    read: (snapshot: Snapshot) => distributionOf(snapshot, selector),
  };
  const window = duration(windowS);
  return {
    ...about(selector, leaf),
    read: (past) => {
      const points = past.points(leaf);
      const last = points.at(-1);
      if (!last) return undefined;
      const observed = since(last.value, baseline(points, past.nowS - windowS));
      const value = observed.count < atLeast ? undefined : quantile(observed, share);
      return new Map(value === undefined ? [] : [['', value]]);
    },
    promql: (keep) => {
      const le = listed(['le', ...keep]);
      const rate = `sum${le} (rate(${written(selector, '_bucket')}[${window}]))`;
      const count = `sum${listed(keep)} (increase(${written(selector, '_count')}[${window}]))`;
      return query(`histogram_quantile(${share}, ${rate})`, `and ${count} >= ${atLeast}`);
    },
  };
}

/** @param atLeast Of the divisor: below it nothing is judged. */
export function quotient(dividend: Measure, divisor: Measure, { atLeast = 0 } = {}): Measure {
  return {
    ...both(dividend, divisor),
    read: (past) => {
      const [above, below] = [dividend.read(past), divisor.read(past)];
      if (!below) return undefined;
      const enough = [...below].filter(([, value]) => value > 0 && value >= atLeast);
      return new Map(
        enough.map(([subject, value]) => [subject, (above?.get(subject) ?? 0) / value]),
      );
    },
    promql: (keep) => {
      const [above, below] = [dividend.promql(keep), divisor.promql(keep)];
      const guards = atLeast > 0 ? [`and ${below.value} >= ${atLeast}`] : [];
      return query(`${above.value} / ${below.value}`, ...above.guards, ...below.guards, ...guards);
    },
  };
}

export function plus(one: Measure, other: Measure): Measure {
  return {
    ...both(one, other),
    read: (past) => {
      const [a, b] = [one.read(past), other.read(past)];
      return a && b && mapped(a, (value, subject) => value + (b.get(subject) ?? 0));
    },
    promql: (keep) => {
      const [a, b] = [one.promql(keep), other.promql(keep)];
      return query(`(${a.value} + ${b.value})`, ...a.guards, ...b.guards);
    },
  };
}

export function times(measure: Measure, factor: number): Measure {
  return {
    ...measure,
    read: (past) => {
      const values = measure.read(past);
      return values && mapped(values, (value) => value * factor);
    },
    promql: (keep) => {
      const { value, guards } = measure.promql(keep);
      return query(`${value} ${factor < 1 ? `/ ${1 / factor}` : `* ${factor}`}`, ...guards);
    },
  };
}

/** Judged only once the process has run for so long: what happens while it warms up says nothing. */
export function afterUptime(seconds: number, measure: Measure): Measure {
  return {
    ...measure,
    meters: [...measure.meters, UPTIME],
    read: (past) => (past.nowS < seconds ? new Map() : measure.read(past)),
    promql: (keep) => {
      const { value, guards } = measure.promql(keep);
      return query(value, ...guards, `and on (${keep.join(', ')}) ${UPTIME} > ${seconds}`);
    },
  };
}

/** How fast promises are broken: the lower one of the rates over a long and over a short window. */
export function burn(long: WindowName, short: WindowName): Measure {
  const events = 'radiox_slo_events_total';
  const counted = (name: string) =>
    `sum by (objective) (increase(${name}[${duration(WINDOWS[long])}]))`;
  const [bad, total] = [counted(`${events}{outcome="bad"}`), counted(events)];
  const [slow, fast] = [recorded(long), recorded(short)];
  return {
    meters: [events, 'radiox_slo_target_ratio'],
    leaves: [],
    by: ['objective'],
    read: (past) =>
      new Map(past.burns(long, short).map(({ objective, rate }) => [objective, rate])),
    promql: () =>
      query(
        `((${slow} <= ${fast}) or ${fast})`,
        `and ${bad} >= ${BAD_EVENTS_MIN}`,
        `and ${total} >= ${EVENTS_MIN}`,
      ),
  };
}

/** Name under which Prometheus records the burn rate over a window. */
export const recorded = (window: WindowName) => `radiox:slo_burn:rate${window}`;

/** Seconds as PromQL writes them. */
export function duration(seconds: number): string {
  const units = { d: 24 * HOUR_S, h: HOUR_S, m: 60 };
  const fit = Object.entries(units).find(
    ([, length]) => seconds >= length && seconds % length === 0,
  );
  return fit ? `${seconds / fit[1]}${fit[0]}` : `${seconds}s`;
}

function valueLeaf(selector: Selector, windowS: number): Leaf<Readings> {
  return {
    key: `values ${JSON.stringify(selector)} ${windowS}`,
    meter: selector.meter,
    windowS,
    read: (snapshot) => valuesOf(snapshot, selector),
  };
}

function about({ meter, by = [] }: Selector, leaf: Leaf) {
  return { meters: [meter], leaves: [leaf], by };
}

function both(one: Measure, other: Measure) {
  return {
    meters: [...new Set([...one.meters, ...other.meters])],
    leaves: [...one.leaves, ...other.leaves],
    by: one.by,
  };
}

/** What stood there when the window began. @returns Nothing where the process is younger. */
function baseline<T>(points: ReadonlyArray<Point<T>>, sinceS: number): T | undefined {
  return points.findLast(({ atS }) => atS <= sinceS)?.value;
}

function mapped(values: Readings, change: (value: number, subject: string) => number): Readings {
  return new Map([...values].map(([subject, value]) => [subject, change(value, subject)]));
}

/** Least squares: sum((t - mean t)(v - mean v)) / sum((t - mean t)^2), a second. */
function fitted(points: ReadonlyArray<Point<Readings>>, subject: string): number {
  const known = points.flatMap(({ atS, value }) => {
    const one = value.get(subject);
    return one === undefined ? [] : [[atS, one] as const];
  });
  const mean = (at: 0 | 1) => known.reduce((sum, pair) => sum + pair[at], 0) / known.length;
  const [meanS, meanValue] = [mean(0), mean(1)];
  let [products, squares] = [0, 0];
  for (const [atS, value] of known) {
    products += (atS - meanS) * (value - meanValue);
    squares += (atS - meanS) ** 2;
  }
  return squares === 0 ? 0 : products / squares;
}

function aggregated({ by = [], join = 'sum' }: Selector, keep: readonly string[], inner: string) {
  return `${join}${listed([...keep, ...by])} (${inner})`;
}

const query = (value: string, ...guards: string[]): Query => ({ value, guards });

const listed = (labels: readonly string[]) =>
  labels.length > 0 ? ` by (${labels.join(', ')})` : '';
