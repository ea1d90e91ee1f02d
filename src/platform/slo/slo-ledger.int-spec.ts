import { Logger } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { Database } from '#platform/database';
import { type Family, Meters, Snapshot } from '#platform/metrics';
import { startReplica } from '#test/cache';
import { connect } from '#test/database';
import { errorBudgetLeft, SloLedger } from './slo-ledger.js';
import { SloRepository } from './slo.repository.js';

type Source = Awaited<ReturnType<typeof connect>>;

let source: Source;
let replica: Awaited<ReturnType<typeof startReplica>>;
let cache: TieredCache;

beforeEach(async () => {
  Logger.overrideLogger(false);
  source = await connect([]);
  replica = await startReplica();
  ({ cache } = replica);
});
afterEach(async () => {
  await replica.stop();
  if (source.isInitialized) await source.destroy();
});

/** What one process has answered since its start. */
function answered(ok: number, failed: number): Snapshot {
  const sample = (status: string, value: number, endpoint = '/api/v1/shows') => ({
    value,
    labels: { method: 'GET', endpoint, status },
  });
  const family: Family = {
    ...{ name: 'http_requests_total', help: 'Of the test.', type: 'counter', distributions: [] },
    samples: [sample('200', ok), sample('500', failed), sample('503', 1e6, '/readyz')],
  };
  return new Snapshot([family]);
}

const ledgerOn = (database = new Database(source)) =>
  new SloLedger(new SloRepository(database), new Meters({ isEnabled: true }), cache);
const rows = async () =>
  source.query<Array<{ span_s: number; good: string; total: string }>>(
    'select span_s, good, total from slo_bucket order by span_s',
  );
const NAME = 'api_availability';

describe('the ledger of promises', () => {
  it('counts each event once, of all processes, probes apart', async () => {
    const [one, two] = [ledgerOn(), ledgerOn()];
    one.note(answered(90, 10));
    await one.flush();
    one.note(answered(190, 10));
    two.note(answered(100, 0));
    await one.flush();
    await two.flush();
    await one.flush();

    expect(one.window(NAME, '5m')).toEqual({ good: 290, total: 300 });
    expect(one.window(NAME, '30d')).toEqual({ good: 290, total: 300 });
    expect(two.window(NAME, '1h')).toEqual({ good: 290, total: 300 });
  });

  it('goes on after a restart', async () => {
    const one = ledgerOn();
    one.note(answered(980, 20));
    await one.flush();
    const next = ledgerOn();
    await next.flush();
    const [availability] = next.report();

    expect(availability?.isMeasured).toBe(true);
    expect(errorBudgetLeft(availability as never)).toBeCloseTo(1 - 0.02 / 0.001, 6);
    expect(next.burns('1h', '5m')).toEqual([{ objective: NAME, rate: expect.closeTo(20, 6) }]);
  });

  it('forgets what is too old, window by window', async () => {
    const one = ledgerOn();
    const hour = 3_600_000;
    for (const [at, ago] of [2, 5, 25, 24 * 29].entries())
      one.note(answered(100 * (at + 1), 0), new Date(Date.now() - ago * hour));
    await one.flush();

    expect(one.window(NAME, '1h').total).toBe(0);
    expect(one.window(NAME, '6h').total).toBe(200);
    expect(one.window(NAME, '24h').total).toBe(200);
    expect(one.window(NAME, '3d').total).toBe(300);
    expect(one.window(NAME, '30d').total).toBe(400);
  });

  it('keeps what a database that is away cannot be told, and tells it later, once', async () => {
    const database = new Database(source);
    const one = ledgerOn(database);
    one.note(answered(50, 0));
    await one.flush();
    await source.destroy();
    one.note(answered(50, 50));
    await one.flush();
    await one.flush();
    expect(one.window(NAME, '5m')).toEqual({ good: 50, total: 100 });
    expect(one.burns('1h', '5m')).toHaveLength(1);

    await source.initialize();
    await one.flush();
    await one.flush();
    expect(one.window(NAME, '5m')).toEqual({ good: 50, total: 100 });
    const sums = await source.query<Array<{ total: string }>>(
      'select sum(total) as total from slo_bucket group by span_s',
    );
    expect(sums).toEqual([{ total: '100' }, { total: '100' }]);
  });

  it('keeps a minute and an hour of each, no more rows', async () => {
    const one = ledgerOn();
    const at = new Date();
    for (let times = 1; times <= 20; times++) {
      one.note(answered(times, 0), at);
      await one.flush();
    }

    expect(await rows()).toEqual([
      { span_s: 60, good: '20', total: '20' },
      { span_s: 3600, good: '20', total: '20' },
    ]);
  });

  it('says nothing of three failed requests in an empty night', async () => {
    const one = ledgerOn();
    one.note(answered(10, 3));
    await one.flush();

    expect(one.burns('1h', '5m')).toEqual([]);
  });
});
