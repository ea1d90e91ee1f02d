import { Circuit } from './circuit.js';
import { Debts } from './debts.js';
import { EVERYTHING, InvalidationLog, TAGS_MAX } from './invalidation-log.js';

const tagged = (...tags: string[]) => ({ tags, keys: [] });

describe('InvalidationLog', () => {
  it('takes what was loaded before an invalidation as outdated, and what was loaded after as true', () => {
    const log = new InvalidationLog();
    log.note(tagged('preset'), 10);

    expect(log.isOutdated('k', ['preset'], 9)).toBe(true);
    expect(log.isOutdated('k', ['preset'], 10)).toBe(false);
    expect(log.isOutdated('k', ['speaker'], 9)).toBe(false);
    expect(log.seen).toBe(10);
  });

  it('believes nothing while an invalidation has no number yet', () => {
    const log = new InvalidationLog();
    log.note(tagged('preset'), Infinity);

    expect(log.isOutdated('k', ['preset'], 1e15)).toBe(true);
    log.note(tagged('preset'), 5);
    expect(log.isOutdated('k', ['preset'], 5)).toBe(false);
  });

  it('knows what has happened to a load', () => {
    const log = new InvalidationLog();
    const { moment } = log;
    log.note({ tags: [], keys: ['k'] }, 0);

    expect(log.hasTouched('k', [], moment)).toBe(true);
    expect(log.hasTouched('other', ['t'], moment)).toBe(false);
    expect(log.hasTouched('other', undefined, moment)).toBe(true);
    expect(log.hasTouched('k', [], log.moment)).toBe(false);
  });

  it('counts everything as everything', () => {
    const log = new InvalidationLog();
    log.note(tagged('a'), Infinity);
    log.note(tagged(EVERYTHING), 20);

    expect(log.isOutdated('k', [], 19)).toBe(true);
    expect(log.isOutdated('k', ['a'], 20)).toBe(false);
  });

  it('forgets single tags on the safe side', () => {
    const log = new InvalidationLog();
    for (let at = 0; at <= TAGS_MAX; at++) log.note(tagged(`t${at}`), at + 1);

    expect(log.isOutdated('k', ['t5'], 5)).toBe(true);
    expect(log.isOutdated('k', ['never'], TAGS_MAX)).toBe(true);
    expect(log.isOutdated('k', ['t5'], TAGS_MAX + 1)).toBe(false);
  });
});

describe('Debts', () => {
  it('become one debt when they are too many', () => {
    const debts = new Debts();
    for (let at = 0; at <= 10_000; at++) debts.add({ tags: [], keys: [`k${at}`] });

    expect(debts.take()).toEqual({ tags: [EVERYTHING], keys: [] });
    expect(debts.isNone).toBe(true);
  });
});

describe('Circuit', () => {
  it('opens on three failures in a row, and only then', () => {
    const circuit = new Circuit();
    circuit.close();
    const opened = [1, 2, 0, 1, 2, 3].map((failure) => {
      if (failure === 0) circuit.succeeded();
      return failure > 0 && circuit.failed();
    });

    expect(opened).toEqual([false, false, false, false, false, true]);
    expect(circuit.isClosed).toBe(false);
  });
});
