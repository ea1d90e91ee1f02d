/** What the history is kept of; modules with something to say register a source for one of them. */
export const METRIC_TYPES = ['system', 'application', 'gc', 'queue', 'stream'] as const;
export type MetricType = (typeof METRIC_TYPES)[number];

/** By name; a figure that has no value at that moment is left out. */
export type Figures = Readonly<Record<string, number>>;

/** What one process noted at one moment. */
export interface Point {
  readonly metricType: MetricType;
  readonly at: Date;
  /** Names the process. */
  readonly instance: string;
  readonly figures: Figures;
}

/** How figures of several processes, or of several moments, become one. */
export type Joining = 'sum' | 'average' | 'max';

export interface FigureRule {
  /** Of all processes at one moment. */
  readonly fleet: Joining;
  /** Of one process over a time. */
  readonly time: 'average' | 'max';
}

export type FigureRules = Readonly<Record<string, FigureRule>>;

/** Joins the figures of several processes. A figure nobody has a rule for is averaged. */
export function joined(all: readonly Figures[], rules: FigureRules): Figures {
  const names = new Set(all.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = all.map((figures) => figures[name]).filter((one) => one !== undefined);
      return [name, joinedValue(values, rules[name]?.fleet ?? 'average')];
    }),
  );
}

function joinedValue(values: readonly number[], how: Joining): number {
  if (how === 'max') return Math.max(...values);
  const sum = values.reduce((total, value) => total + value, 0);
  return how === 'sum' ? sum : sum / values.length;
}
