/** One series of a scrape. */
interface Line {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: string;
}

interface Metric {
  help?: string;
  type?: string;
  readonly lines: Line[];
}

const BASE_UNITS: ReadonlyMap<string, RegExp> = new Map([
  [
    'seconds',
    /^(milli|micro|nano)?second$|^(milli|micro|nano)seconds$|^(minute|hour|day|week)s?$|^(ms|us|ns|sec|s|m|h|d)$/,
  ],
  ['bytes', /^bits?$|^byte$|^(kilo|mega|giga|tera|kibi|mebi|gibi)bytes?$|^(b|kb|mb|gb|tb|pb)$/],
  ['ratio', /^percents?$|^percentage$/],
]);
const SERIES = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)",?/y;

/**
 * What `promtool check metrics` finds, found again without it: another reader of the text, written from the
 * rules (https://prometheus.io/docs/practices/naming/) and not from our writer.
 */
export function lintExposition(text: string): string[] {
  const faults: string[] = [];
  if (!text.endsWith('\n')) faults.push('does not end in a line break');
  const metrics = parse(text, faults);
  const seen = new Set<string>();
  for (const [name, metric] of metrics) {
    for (const fault of faultsOf(name, metric)) faults.push(`${name}: ${fault}`);
    for (const { name: series, labels } of metric.lines) {
      const key = `${series}{${[...labels].sort().join(';')}}`;
      if (seen.has(key)) faults.push(`${key}: stands there twice`);
      seen.add(key);
    }
  }
  return faults;
}

/** Names of all metrics of a scrape. */
export function namesIn(text: string): Set<string> {
  return new Set(text.split('\n').flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []));
}

function parse(text: string, faults: string[]): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  const metricOf = (name: string) => {
    const metric = metrics.get(name) ?? { lines: [] };
    metrics.set(name, metric);
    return metric;
  };
  for (const line of text.split('\n')) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line) ?? [];
    if (word === 'HELP') metricOf(name).help = rest;
    else if (word === 'TYPE') metricOf(name).type = rest;
    else if (line !== '' && !line.startsWith('#')) {
      const series = seriesOf(line);
      if (series) metricOf(familyOf(series.name, metrics)).lines.push(series);
      else faults.push(`cannot be read: ${line}`);
    }
  }
  return metrics;
}

function seriesOf(line: string): Line | undefined {
  const [, name, inside = '', value = ''] = SERIES.exec(line) ?? [];
  if (name === undefined || !/^([+-]?Inf|NaN|[+-]?[\d.]+(e[+-]?\d+)?)$/i.test(value))
    return undefined;
  const labels = new Map<string, string>();
  LABEL.lastIndex = 0;
  let read = 0;
  for (let match = LABEL.exec(inside); match; match = LABEL.exec(inside)) {
    labels.set(match[1] ?? '', match[2] ?? '');
    read = LABEL.lastIndex;
  }
  return read === inside.length ? { name, labels, value } : undefined;
}

/** `x_bucket` belongs to the histogram `x`. */
function familyOf(series: string, metrics: ReadonlyMap<string, Metric>): string {
  const stem = series.replace(/_(bucket|sum|count)$/, '');
  return metrics.get(stem)?.type === 'histogram' ? stem : series;
}

function faultsOf(name: string, { help, type, lines }: Metric): string[] {
  const faults: string[] = [];
  const words = name.split('_');
  if (!help) faults.push('no help text');
  if (!type) faults.push('no type');
  if (type === 'counter' && !name.endsWith('_total')) faults.push('a counter must end in _total');
  if (type !== 'counter' && name.endsWith('_total')) faults.push('only a counter ends in _total');
  if (type !== 'histogram' && /_(bucket|count|sum)$/.test(name)) faults.push('a reserved ending');
  if (/[A-Z:]/.test(name)) faults.push('capitals or colons');
  if (words.some((word) => ['counter', 'gauge', 'histogram', 'summary'].includes(word)))
    faults.push('names its type');
  for (const [unit, wrong] of BASE_UNITS)
    if (words.some((word) => wrong.test(word))) faults.push(`should be in ${unit}`);
  for (const { name: series, labels, value } of lines) {
    if (type !== 'histogram' && labels.has('le')) faults.push('label "le" outside a histogram');
    if (labels.has('quantile')) faults.push('label "quantile" outside a summary');
    if (type === 'counter' && !(Number(value) >= 0)) faults.push(`a counter of ${value}`);
    if (series.endsWith('_bucket') && !labels.has('le')) faults.push('a bucket without a bound');
  }
  return faults;
}
