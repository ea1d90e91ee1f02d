import type { Snapshot } from '#platform/metrics';
import { type Scenario, SCENARIOS } from '#test/alert-scenarios';
import { burnsOf, snapshots } from '#test/alert-simulation';
import { Judge, type Verdict } from '../engine/judge.js';
import { Past } from './past.js';
import type { AlertRule } from './rule.js';
import { alertRules } from './rules.js';

const RULES = alertRules({ memoryMb: 512, cpuPercent: 80, queueAgeS: 300, requestsMin: 20 });
const OF_RULES = RULES.map((rule) => ({ name: rule.name, rule }));

/** What the rule had to say, step by step. */
function judged(rule: AlertRule, scenario: Scenario): Array<Verdict & { atS: number }> {
  const judge = new Judge();
  const seen: Snapshot[] = [];
  const past = new Past((long, short) => burnsOf(seen)(long, short));
  return snapshots(scenario).flatMap((snapshot) => {
    seen.push(snapshot);
    past.note(snapshot, rule.measure.leaves);
    return judge.judge(rule, past).map((verdict) => ({ ...verdict, atS: past.nowS }));
  });
}

const firings = (rule: AlertRule, scenario: Scenario) =>
  judged(rule, scenario).filter(({ change }) => change === 'fired');

describe('every rule', () => {
  it('has a name of its own, and series that make it fire and that do not', () => {
    const names = RULES.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(SCENARIOS).sort()).toEqual([...names].sort());
    for (const { fires, stays } of Object.values(SCENARIOS)) {
      expect(fires.length).toBeGreaterThan(0);
      expect(stays.length).toBeGreaterThan(0);
    }
  });

  it.each(OF_RULES)('$name ends on the good side of where it fires', ({ rule }) => {
    const { comparison, threshold, resolveThreshold } = rule;

    if (comparison !== '<') expect(resolveThreshold).toBeLessThanOrEqual(threshold);
    else expect(resolveThreshold).toBeGreaterThanOrEqual(threshold);
  });

  it.each(OF_RULES)('$name fires once, and still does at the end', ({ name, rule }) => {
    for (const scenario of SCENARIOS[name]?.fires ?? []) {
      const verdicts = judged(rule, scenario);

      expect(verdicts.filter(({ change }) => change === 'fired')).toHaveLength(1);
      expect(verdicts.filter(({ change }) => change === 'resolved')).toEqual([]);
      expect(['fired', 'seen']).toContain(verdicts.at(-1)?.change);
    }
  });

  it.each(OF_RULES)('$name stays quiet', ({ name, rule }) => {
    for (const scenario of SCENARIOS[name]?.stays ?? [])
      expect({ of: scenario.what, fired: firings(rule, scenario) }).toEqual({
        of: scenario.what,
        fired: [],
      });
  });

  it.each(OF_RULES)('$name is idle without its meters, and says nothing', ({ rule }) => {
    const judge = new Judge();
    const past = new Past(() => []);
    const [, snapshot] = snapshots({
      what: 'nothing',
      intervalS: 15,
      lines: [{ meter: 'radiox_other', labels: {}, pieces: [{ from: 1, count: 1 }] }],
    });
    past.note(snapshot as Snapshot, rule.measure.leaves);

    expect(judge.judge(rule, past)).toEqual([]);
  });
});

describe('what is measured', () => {
  const ofName = (name: string) => RULES.find((rule) => rule.name === name) as AlertRule;
  const last = (name: string, at = 0) =>
    judged(ofName(name), SCENARIOS[name]?.fires[at] as Scenario).at(-1)?.value;

  it('is told in the unit of the rule', () => {
    expect(last('error_rate_high')).toBeCloseTo(7, 5);
    expect(last('response_time_high')).toBeCloseTo(4.85, 3);
    expect(last('memory_growth')).toBeCloseTo(20, 3);
    expect(last('memory_high')).toBeCloseTo(600, 5);
    expect(last('cpu_high')).toBeCloseTo(90, 5);
    expect(last('disk_low')).toBeCloseTo(0.5, 5);
    expect(last('pool_high')).toBeCloseTo(96, 5);
    expect(last('cache_hit_ratio_low')).toBeCloseTo(25, 5);
    expect(last('slo_burn_14_4x')).toBeCloseTo(20, 3);
  });

  it('fires after the hold time, not before', () => {
    const [fired] = firings(ofName('memory_high'), SCENARIOS['memory_high']?.fires[0] as Scenario);

    expect(fired?.atS).toBe(120 + 15); // Judged from the second snapshot on.
  });

  it('ends a burning budget soon after the fault, though an hour has not passed', () => {
    const labels = (outcome: string) => ({ objective: 'api_availability', outcome });
    const meter = 'radiox_slo_events_total';
    const lines = [
      { meter, labels: labels('good'), pieces: [{ from: 0, step: 100, count: 40 }] },
      {
        meter,
        labels: labels('bad'),
        pieces: [
          { from: 0, step: 10, count: 10 },
          { from: 100, count: 30 },
        ],
      },
    ];
    const told = judged(ofName('slo_burn_14_4x'), { what: 'a fault', intervalS: 60, lines });
    const changes = told.filter(({ change }) => change !== 'seen');

    expect(changes.map(({ change }) => change)).toEqual(['fired', 'resolved']);
    expect(changes[1]?.atS).toBeLessThanOrEqual(600 + 300 + 120);
  });

  it('fits memory: one high point at the end is no growth', () => {
    const MB = 1024 ** 2;
    const pieces = [
      { from: 200 * MB, count: 140 },
      { from: 220 * MB, count: 0 },
    ];
    const lines = [{ meter: 'radiox_process_memory_bytes', labels: { kind: 'resident' }, pieces }];

    expect(firings(ofName('memory_growth'), { what: 'a point', intervalS: 60, lines })).toEqual([]);
  });
});
