import type { Distribution, LabelValues, Snapshot } from '#platform/metrics';

/** Which series of a meter: label to what it must be; an expression in slashes matches whole values, `!` negates it. */
export interface Selector {
  readonly meter: string;
  readonly where?: Readonly<Record<string, string>>;
  /** Labels by which it is told apart; each of their values is judged by itself. */
  readonly by?: readonly string[];
  /** How series become one; default `sum`. */
  readonly join?: 'sum' | 'max';
}

/** Values by subject: the values of the labels in `by`, or the empty text. */
export type Readings = ReadonlyMap<string, number>;

type Test = (value: string) => boolean;

const EXPRESSION = /^(!?)\/(.*)\/$/;

function testOf(condition: string): Test {
  const [, not, source] = EXPRESSION.exec(condition) ?? [];
  if (source === undefined) return (value) => value === condition;
  const expression = new RegExp(`^(?:${source})$`); // Anchored, as in PromQL.
  return (value) => expression.test(value) !== (not === '!');
}

function matches(where: Selector['where'], labels: LabelValues): boolean {
  return Object.entries(where ?? {}).every(([name, wanted]) => testOf(wanted)(labels[name] ?? ''));
}

export const subjectOf = (by: readonly string[] | undefined, labels: LabelValues): string =>
  (by ?? []).map((name) => labels[name] ?? '').join(' ');

/** @returns Nothing while the meter does not exist, or could not be read; a counter nobody has used is none. */
export function valuesOf(snapshot: Snapshot, selector: Selector): Readings | undefined {
  const { meter, where, by, join = 'sum' } = selector;
  const all = snapshot.samples(meter);
  if (all.length === 0) return undefined;
  const values = new Map<string, number>();
  for (const { value, labels = {} } of all) {
    if (!matches(where, labels)) continue;
    const subject = subjectOf(by, labels);
    const known = values.get(subject);
    if (known === undefined) values.set(subject, value);
    else values.set(subject, join === 'max' ? Math.max(known, value) : known + value);
  }
  return values;
}

export function distributionOf(snapshot: Snapshot, selector: Selector): Distribution | undefined {
  const { meter, where } = selector;
  const all = snapshot.families.find(({ name }) => name === meter)?.distributions ?? [];
  const [first, ...others] = all.filter(({ labels }) => matches(where, labels));
  return first && others.reduce(joined, { ...first, labels: {} });
}

function joined(one: Distribution, other: Distribution): Distribution {
  return {
    labels: {},
    count: one.count + other.count,
    sum: one.sum + other.sum,
    buckets: one.buckets.map(({ le, count }, at) => ({
      le,
      count: count + (other.buckets[at]?.count ?? 0),
    })),
  };
}

/** As PromQL writes it. @param suffix Of the name: `_bucket` and the like. */
export function written({ meter, where }: Selector, suffix = ''): string {
  const conditions = Object.entries(where ?? {}).map(([name, wanted]) => {
    const [, not, source] = EXPRESSION.exec(wanted) ?? [];
    const sign = source === undefined ? '=' : not === '!' ? '!~' : '=~';
    return `${name}${sign}${JSON.stringify(source ?? wanted)}`;
  });
  return `${meter}${suffix}${conditions.length > 0 ? `{${conditions.join(',')}}` : ''}`;
}
