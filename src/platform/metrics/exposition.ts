import type { Distribution, Family, LabelValues, Sample } from './family.js';
import { unitOf } from './meter-name.js';

export type ExpositionFormat = 'text' | 'openmetrics';

export interface Exposition {
  readonly contentType: string;
  readonly body: string;
}

export const CONTENT_TYPE: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/**
 * What Prometheus reads. prom-client writes text as well, but renames counters for good once it has written
 * OpenMetrics, and writes NaN in a way that no reader takes (15.1.3).
 */
export function expose(families: readonly Family[], format: ExpositionFormat): Exposition {
  const lines = families.flatMap((family) => linesOf(family, format));
  if (format === 'openmetrics') lines.push('# EOF');
  return {
    contentType: CONTENT_TYPE[format],
    body: lines.length === 0 ? '' : `${lines.join('\n')}\n`,
  };
}

/** OpenMetrics names a counter without `_total` and its only series with it; it wants a unit said. */
function linesOf(
  { name, help, type, samples, distributions }: Family,
  format: ExpositionFormat,
): string[] {
  const isOpen = format === 'openmetrics';
  const family = isOpen && type === 'counter' ? name.replace(/_total$/, '') : name;
  const unit = isOpen ? unitOf(family) : undefined;
  return [
    `# HELP ${family} ${escaped(help, isOpen)}`,
    `# TYPE ${family} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${family} ${unit}`]),
    ...samples.map((sample) => sampleLine(name, sample)),
    ...distributions.flatMap((one) => distributionLines(name, one, isOpen)),
  ];
}

function sampleLine(name: string, { labels = {}, value }: Sample): string {
  return `${name}${labelText(labels)} ${numberText(value)}`;
}

function distributionLines(
  name: string,
  { labels, count, sum, buckets }: Distribution,
  isOpen: boolean,
): string[] {
  const bucket = (le: string, value: number) =>
    `${name}_bucket${labelText({ ...labels, le })} ${value}`;
  return [
    ...buckets.map((one) => bucket(boundText(one.le, isOpen), one.count)),
    bucket('+Inf', count),
    `${name}_sum${labelText(labels)} ${numberText(sum)}`,
    `${name}_count${labelText(labels)} ${count}`,
  ];
}

/** OpenMetrics wants bounds as floats, so that every exporter writes the same one. */
function boundText(le: number, isOpen: boolean): string {
  return isOpen && Number.isInteger(le) ? le.toFixed(1) : String(le);
}

function labelText(labels: LabelValues): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value, true)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string, withQuotes: boolean): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return withQuotes ? plain.replaceAll('"', '\\"') : plain;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}
