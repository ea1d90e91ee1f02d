import { WINDOW_NAMES, WINDOWS } from '#platform/slo';
import { duration, recorded } from './rule/measure.js';
import type { AlertRule } from './rule/rule.js';

const GROUP_INTERVAL = '15s';
const EVENTS = 'radiox_slo_events_total';
const UNITS: Partial<Record<AlertRule['unit'], string>> = {
  percent: ' %',
  seconds: ' s',
  count: '',
};

/** A rules file as Prometheus reads it. */
export interface RulesFile {
  readonly groups: ReadonlyArray<{
    readonly name: string;
    readonly interval: string;
    readonly rules: ReadonlyArray<Readonly<Record<string, unknown>>>;
  }>;
}

/** The same alerts for who watches the station by Prometheus. */
export function rulesFile(rules: readonly AlertRule[]): RulesFile {
  return {
    groups: [
      { name: 'radiox-objectives', interval: GROUP_INTERVAL, rules: WINDOW_NAMES.map(recording) },
      {
        name: 'radiox-alerts',
        interval: GROUP_INTERVAL,
        rules: rules.filter(({ awaits }) => awaits === undefined).map(alerting),
      },
    ],
  };
}

/** What Prometheus evaluates for a rule. */
export function expressionOf(rule: AlertRule): string {
  const { value, guards } = rule.measure.promql(keptBy(rule));
  return [`${value} ${rule.comparison} ${rule.threshold}`, ...guards].join(' ');
}

/** `error_rate_high` is called `RadioxErrorRateHigh` there. */
export function alertName({ name }: AlertRule): string {
  // A decimal point stays visible: slo_burn_14_4x is RadioxSloBurn14_4x.
  const words = name.split(/(?<!\d)_|_(?!\d)/);
  return `Radiox${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`;
}

const keptBy = ({ scope }: AlertRule) => (scope === 'instance' ? ['instance', 'job'] : []);

/** Prometheus has no second threshold: `keep_firing_for` is its hysteresis. */
function alerting(rule: AlertRule): Record<string, unknown> {
  const subject = rule.measure.by.map((label) => `{{ $labels.${label} }}`).join(' ');
  const unit = UNITS[rule.unit] ?? ` ${rule.unit}`;
  const summary = rule.message
    .replaceAll('{value}', `{{ $value | printf "%.4g" }}${unit}`)
    .replaceAll('{threshold}', `${rule.threshold}${unit}`)
    .replaceAll('{subject}', subject);
  const place = rule.scope === 'instance' ? ' ({{ $labels.instance }})' : '';
  return {
    alert: alertName(rule),
    expr: expressionOf(rule),
    ...(rule.holdS > 0 && { for: duration(rule.holdS) }),
    ...(rule.resolveHoldS > 0 && { keep_firing_for: duration(rule.resolveHoldS) }),
    labels: { severity: rule.severity.toLowerCase(), rule: rule.name },
    annotations: { summary: `${summary}${place}`, description: rule.description },
  };
}

function recording(name: keyof typeof WINDOWS): Record<string, unknown> {
  const window = duration(WINDOWS[name]);
  const grown = (of: string) => `sum by (objective) (increase(${of}[${window}]))`;
  const allowed = '(1 - max by (objective) (radiox_slo_target_ratio))';
  return {
    record: recorded(name),
    expr: `${grown(`${EVENTS}{outcome="bad"}`)} / ${grown(EVENTS)} / ${allowed}`,
  };
}
