import { type Distribution, type Family, Snapshot } from '#platform/metrics';
import { type Burn, burnRate, hasEnough, OBJECTIVES, WINDOWS } from '#platform/slo';
import { type Line, type Scenario, stepsOf, valuesOf } from './alert-scenarios.ts';

/** What the meters of a process say at each step of a scenario, the step before its start left out. */
export function snapshots(scenario: Scenario): Snapshot[] {
  return Array.from({ length: stepsOf(scenario) }, (_, step) => {
    const lines = scenario.lines.flatMap((line) => {
      const value = valuesOf(line)[step];
      return value === undefined ? [] : [{ ...line, value }];
    });
    const atS = step * scenario.intervalS;
    const uptime = { meter: 'radiox_process_uptime_seconds', labels: {}, value: atS };
    return new Snapshot(families([...lines, uptime]), atS * 1000);
  });
}

type Reading = Pick<Line, 'meter' | 'labels'> & { readonly value: number };

function families(readings: readonly Reading[]): Family[] {
  const names = new Set(readings.map(({ meter }) => meter.replace(/_(bucket|sum|count)$/, '')));
  return [...names].map((name) => {
    const samples = readings.filter(({ meter }) => meter === name);
    const buckets = readings.filter(({ meter }) => meter === `${name}_bucket`);
    const distributions: Distribution[] = [];
    const [first] = buckets;
    if (first) {
      const labels = Object.fromEntries(
        Object.entries(first.labels).filter(([label]) => label !== 'le'),
      );
      const all = buckets.map(({ labels: { le = '' }, value }) => ({
        le: Number(le),
        count: value,
      }));
      distributions.push({
        ...{ labels, sum: 0, count: buckets.at(-1)?.value ?? 0 },
        buckets: all.filter(({ le }) => Number.isFinite(le)),
      });
    }
    const type =
      distributions.length > 0 ? 'histogram' : name.endsWith('_total') ? 'counter' : 'gauge';
    return { name, help: 'simulated', type, samples, distributions };
  });
}

/** The burn rates as the ledger tells them, from what the snapshots so far say of objectives. */
export function burnsOf(past: readonly Snapshot[]) {
  return (long: keyof typeof WINDOWS, short: keyof typeof WINDOWS): Burn[] =>
    OBJECTIVES.flatMap(({ name, targetRatio }) => {
      const events = (window: keyof typeof WINDOWS) => {
        const now = past.at(-1);
        const sinceMs = (now?.atMs ?? 0) - WINDOWS[window] * 1000;
        const then = past.findLast(({ atMs }) => atMs <= sinceMs);
        const grown = (labels: Record<string, string>) =>
          (now?.value('radiox_slo_events_total', labels) ?? 0) -
          (then?.value('radiox_slo_events_total', labels) ?? 0);
        const total = grown({ objective: name });
        return { good: grown({ objective: name, outcome: 'good' }), total };
      };
      if (!hasEnough(events(long))) return [];
      const rates = [long, short].map((window) => burnRate(events(window), targetRatio));
      return [{ objective: name, rate: Math.min(...rates) }];
    });
}
