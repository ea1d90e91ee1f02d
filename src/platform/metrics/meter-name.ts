export type MeterType = 'counter' | 'gauge' | 'histogram';

/** Base units (Prometheus naming), and what is written in their place by mistake. */
const UNITS: Readonly<Record<string, readonly string[]>> = {
  seconds: [
    ...['milliseconds', 'microseconds', 'nanoseconds', 'minutes', 'hours', 'days', 'weeks'],
    ...['second', 'millisecond', 'minute', 'hour', 'day', 'week'],
  ],
  bytes: [
    ...['bits', 'kilobytes', 'megabytes', 'gigabytes', 'terabytes', 'kibibytes', 'mebibytes'],
    ...['byte', 'bit', 'kilobyte', 'megabyte', 'gigabyte'],
  ],
  ratio: ['percent', 'percents', 'percentage'],
  celsius: ['kelvin', 'fahrenheit'],
  meters: ['kilometers', 'centimeters', 'millimeters', 'miles', 'meter'],
  grams: ['kilograms', 'milligrams', 'gram'],
  volts: ['millivolts', 'volt'],
  amperes: ['milliamperes', 'ampere'],
  joules: ['kilojoules', 'joule'],
};

const ABBREVIATIONS = 's ms us ns sec b kb mb gb tb pb m h d'.split(' ');
const TYPES = ['gauge', 'counter', 'summary', 'histogram'];
/** Names that everybody's dashboards know, whatever our own rule is. */
const COMMON = new Set(['http_requests_total', 'http_request_duration_seconds']);

/** What is wrong with a meter's name and help: the rules of `promtool check metrics`, and our own prefix. */
export function meterFaults(name: string, type: MeterType, help: string): string[] {
  const words = name.split('_');
  const faults: string[] = [];
  if (!COMMON.has(name) && !name.startsWith('radiox_')) faults.push('must begin with radiox_');
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)+$/.test(name))
    faults.push('must be lower case and underscores');
  if (help.trim() === '') faults.push('must have a help text');
  if ((type === 'counter') !== name.endsWith('_total'))
    faults.push('counters end in _total, and only counters');
  for (const [base, others] of Object.entries(UNITS))
    for (const unit of others.filter((one) => words.includes(one)))
      faults.push(`must use ${base}, not ${unit}`);
  for (const short of ABBREVIATIONS.filter((one) => words.includes(one)))
    faults.push(`must not abbreviate a unit: ${short}`);
  for (const kind of TYPES.filter((one) => words.includes(one)))
    faults.push(`must not name its type: ${kind}`);
  if (/_(bucket|count|sum)$/.test(name)) faults.push('must not end like a series of a histogram');
  if (type === 'histogram' && !Object.keys(UNITS).some((unit) => name.endsWith(`_${unit}`)))
    faults.push('must end in its base unit');
  return faults;
}

/** @returns The base unit that the name ends in, if it does. */
export function unitOf(name: string): string | undefined {
  return Object.keys(UNITS).find((unit) => name.endsWith(`_${unit}`));
}
