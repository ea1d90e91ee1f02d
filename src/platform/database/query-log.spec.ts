import { describe as describeError, QueryLog, shorten } from './query-log.js';

const PERIOD_MS = 5 * 60_000;

describe('the log of statements', () => {
  it('says nothing while nothing has happened', () => {
    expect(new QueryLog(500).figures()).toEqual({
      executed: 0,
      avg_response_time_ms: 0,
      p95_ms: 0,
      p99_ms: 0,
      errors: 0,
      last_error: null,
      slow: [],
    });
  });

  it('knows percentiles within a hundredth', () => {
    const log = new QueryLog(500);
    for (let ms = 1; ms <= 100; ms++) log.finished('select 1', ms, 0);

    const { p95_ms, p99_ms, avg_response_time_ms, executed } = log.figures();

    expect(executed).toBe(100);
    expect(Math.abs(p95_ms - 95)).toBeLessThan(1);
    expect(Math.abs(p99_ms - 99)).toBeLessThan(1.1);
    expect(Math.abs(avg_response_time_ms - 50.5)).toBeLessThan(0.6);
  });

  it('forgets what was long ago in its percentiles, not in its count', () => {
    const log = new QueryLog(500);
    log.finished('select 1', 400, PERIOD_MS + 1);
    log.finished('select 1', 1, 2 * PERIOD_MS + 2);
    expect(log.figures().p99_ms).toBeGreaterThan(390);

    log.finished('select 1', 1, 3 * PERIOD_MS + 3);

    expect(log.figures()).toMatchObject({ executed: 3, p99_ms: expect.closeTo(1, 1) });
  });

  it('keeps the last twenty slow ones, newest first', () => {
    const log = new QueryLog(10);
    for (let n = 0; n < 30; n++) log.finished(`select ${n}`, n, 0);

    const { slow } = log.figures();

    expect(slow).toHaveLength(20);
    expect(slow[0]).toMatchObject({ sql: 'select 29', duration_ms: 29 });
    expect(slow.at(-1)).toMatchObject({ sql: 'select 10' });
  });

  it('shortens SQL and blanks its literals', () => {
    expect(shorten(`select *\n  from a where b = 'it''s secret' and c = $1`)).toBe(
      'select * from a where b = ? and c = $1',
    );
    expect(shorten(`insert into a values ('${'x'.repeat(5000)}`)).toBe('insert into a values (?');
    expect(shorten('s'.repeat(1000))).toHaveLength(200);
  });

  it.each([
    [
      { code: '22P02', message: 'invalid input syntax for type uuid: "secret"' },
      '22P02 invalid input syntax for type uuid: ...',
    ],
    [
      { code: '22003', message: 'value "secret" is out of range' },
      '22003 value "..." is out of range',
    ],
    [{ code: 'P0001', message: 'raised: secret' }, 'P0001 raised: ...'],
    [
      { code: '23505', message: 'duplicate key value violates unique constraint "k"' },
      '23505 duplicate key value violates unique constraint "k"',
    ],
    [
      { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:1' },
      'ECONNREFUSED connect ECONNREFUSED 127.0.0.1:1',
    ],
    [new Error('Connection terminated'), 'Connection terminated'],
    ['odd', 'odd'],
  ])('describes %j without values', (error, expected) => {
    expect(describeError(error)).toBe(expected);
  });
});
