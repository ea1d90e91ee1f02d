import type { Snapshot } from '#platform/metrics';
import type { Figures, FigureRules, MetricType } from './point.js';

/** Says what of the meters goes into the history. */
export interface HistorySource {
  readonly metricType: MetricType;
  /** Names of the meters it reads. */
  readonly meters: readonly string[];
  readonly rules: FigureRules;
  /** @param then A snapshot some time before; nothing the first time. @param seconds Between the two. */
  readonly read: (now: Snapshot, then: Snapshot | undefined, seconds: number) => Figures;
}
