import { SeededRandom } from '#kernel';
import type { AlertRule } from '../rule/rule.js';
import { CLEAR, type Standing, step } from './standing.js';

const RULE: AlertRule = {
  name: 'heat',
  severity: 'WARNING',
  scope: 'instance',
  description: 'How hot it is.',
  measure: {
    meters: [],
    leaves: [],
    by: [],
    read: () => undefined,
    promql: () => ({ value: '', guards: [] }),
  },
  comparison: '>',
  threshold: 10,
  unit: 'count',
  holdS: 30,
  resolveThreshold: 8,
  resolveHoldS: 20,
  message: '{value}',
};

interface Moment {
  readonly atS: number;
  readonly value: number | undefined;
  readonly change: 'fired' | 'resolved' | undefined;
  readonly standing: Standing;
}

function run(values: ReadonlyArray<number | undefined>, rule = RULE, everyS = 10): Moment[] {
  let standing: Standing = CLEAR;
  return values.map((value, at) => {
    const stepped = step(rule, standing, value, at * everyS);
    ({ standing } = stepped);
    return { atS: at * everyS, value, change: stepped.change, standing };
  });
}

const changes = (moments: readonly Moment[]) =>
  moments.flatMap(({ atS, change }) => (change ? [`${change} at ${atS}`] : []));

describe('the standing of an alert', () => {
  it('fires once the hold time has passed, and ends once that of the end has', () => {
    expect(changes(run([5, 11, 12, 13, 11, 15, 5, 5, 5, 5]))).toEqual([
      'fired at 40',
      'resolved at 80',
    ]);
  });

  it('begins to wait anew when the value is well in between', () => {
    expect(changes(run([11, 11, 11, 9, 11, 11, 11]))).toEqual([]);
  });

  it('goes on while the value is between the two thresholds', () => {
    expect(changes(run([11, 11, 11, 11, 9, 9, 9, 9, 9, 9]))).toEqual(['fired at 30']);
  });

  it('takes what says nothing for well', () => {
    expect(changes(run([11, 11, 11, 11, undefined, undefined, undefined]))).toEqual([
      'fired at 30',
      'resolved at 60',
    ]);
  });

  it('fires and ends at once without hold times', () => {
    const hasty = { ...RULE, holdS: 0, resolveHoldS: 0 };

    expect(changes(run([11, 8, 12], hasty))).toEqual([
      'fired at 0',
      'resolved at 10',
      'fired at 20',
    ]);
  });

  it('looks the other way for what must not be low', () => {
    const low: AlertRule = { ...RULE, comparison: '<', threshold: 1, resolveThreshold: 2 };

    expect(changes(run([3, 0.5, 0.5, 0.5, 0.5, 1.5, 1.5, 1.5, 2, 2, 2], low))).toEqual([
      'fired at 40',
      'resolved at 100',
    ]);
  });
});

describe('any course whatsoever', () => {
  const seeds = Array.from({ length: 300 }, (_, seed) => seed);
  const random = (seed: number) => {
    const chance = new SeededRandom(seed);
    const values = Array.from({ length: 200 }, () =>
      chance.next() < 0.1 ? undefined : 6 + chance.next() * 8,
    );
    // Values in a row are alike, as those of machines are, or holds would never pass.
    return values.flatMap((value) => Array.from({ length: chance.integer(1, 5) }, () => value));
  };

  it('never fires twice without an end in between, nor ends what has not fired', () => {
    let fired = 0;
    for (const seed of seeds) {
      const told = run(random(seed)).flatMap(({ change }) => change ?? []);
      expect(told.filter((change, at) => change !== (at % 2 === 0 ? 'fired' : 'resolved'))).toEqual(
        [],
      );
      fired += told.length;
    }
    expect(fired).toBeGreaterThan(100);
  });

  it('fires only after a whole hold time beyond the threshold, and ends only after one well', () => {
    for (const seed of seeds) {
      const moments = run(random(seed));
      for (const [at, { atS, change }] of moments.entries()) {
        if (!change) continue;
        const holdS = change === 'fired' ? RULE.holdS : RULE.resolveHoldS;
        const during = moments.filter((one, i) => i <= at && one.atS >= atS - holdS);
        const isSo = ({ value }: Moment) =>
          change === 'fired'
            ? value !== undefined && value > RULE.threshold
            : value === undefined || value <= RULE.resolveThreshold;
        expect(during.every(isSo)).toBe(true);
      }
    }
  });
});
