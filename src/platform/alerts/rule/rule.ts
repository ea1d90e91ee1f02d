import type { Measure } from './measure.js';

/** From least to most urgent. */
export const SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * When somebody is told, and when that is over. It fires when the value has been beyond the threshold for the
 * whole hold time; it resolves when the value has been on the good side of the other threshold for its hold time.
 */
export interface AlertRule {
  /** Stable: alerts, silences and documents name it. */
  readonly name: string;
  readonly severity: Severity;
  /** `instance`: every process judges itself. `fleet`: one process judges for the whole station. */
  readonly scope: 'instance' | 'fleet';
  /** What it means and what to look at. */
  readonly description: string;
  readonly measure: Measure;
  readonly comparison: '>' | '>=' | '<';
  readonly threshold: number;
  /** Of the value and both thresholds. */
  readonly unit: 'percent' | 'seconds' | 'MB' | 'MB/hour' | 'GB' | 'times' | 'count';
  readonly holdS: number;
  /** On the good side of the threshold, or equal to it. */
  readonly resolveThreshold: number;
  readonly resolveHoldS: number;
  /** The sentence for people: `{value}`, `{threshold}` (both with their unit) and `{subject}` stand for what they say. */
  readonly message: string;
  /** The part of the station that will bring its meters; the rule is idle, and Prometheus not told of it, until then. */
  readonly awaits?: string;
}

/** Whether the value calls for an alert. */
export function isBad({ comparison, threshold }: AlertRule, value: number): boolean {
  if (comparison === '<') return value < threshold;
  return comparison === '>' ? value > threshold : value >= threshold;
}

/** Whether the value is well enough for an alert to end. */
export function isWell({ comparison, resolveThreshold }: AlertRule, value: number): boolean {
  if (comparison === '<') return value >= resolveThreshold;
  return comparison === '>' ? value <= resolveThreshold : value < resolveThreshold;
}

/** The sentence of an alert. @param place The process it is about; nothing where it is the whole station. */
export function sentence(rule: AlertRule, value: number, subject: string, place?: string): string {
  const text = rule.message
    .replaceAll('{value}', withUnit(value, rule.unit))
    .replaceAll('{threshold}', withUnit(rule.threshold, rule.unit))
    .replaceAll('{subject}', () => subject);
  return place === undefined ? text : `${text} (${place})`;
}

/** A number as people read it. */
export function withUnit(value: number, unit: AlertRule['unit']): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const number = String(Number(value.toFixed(digits)));
  if (unit === 'count') return number;
  if (unit === 'percent') return `${number} %`;
  if (unit === 'seconds') return `${number} s`;
  return unit === 'times' ? `${number} times` : `${number} ${unit}`;
}
