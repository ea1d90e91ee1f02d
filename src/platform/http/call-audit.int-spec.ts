import type { DataSource } from 'typeorm';
import { Database } from '#platform/database';
import { connect } from '#test/database';
import { CallAudit } from './call-audit.js';
import type { ExternalCall } from './call-recorder.js';
import { HttpSettings } from './http.settings.js';

const CALL: ExternalCall = {
  at: new Date(),
  provider: 'voices',
  operation: 'speak',
  method: 'POST',
  origin: 'https://api.voices.example',
  status: 200,
  ending: 'success',
  durationMs: 812.4,
  tries: 2,
  costUsd: 0.0125,
};

let source: DataSource;
let database: Database;
let audit: CallAudit;

beforeAll(async () => {
  source = await connect([]);
  database = new Database(source);
});

beforeEach(async () => {
  await database.query('delete from external_call');
  audit = new CallAudit(database, new HttpSettings());
});

afterAll(() => source.destroy());

const rows = () => database.query('select * from external_call order by id');

describe('CallAudit', () => {
  it('writes what it was told, many at a time', async () => {
    audit.record(CALL);
    audit.record({ ...CALL, status: undefined, ending: 'timeout', costUsd: undefined });
    for (let call = 0; call < 1_200; call++) audit.record(CALL);

    await audit.flush();

    const written = await rows();
    expect(written).toHaveLength(1_202);
    expect(written[0]).toEqual({
      id: expect.any(String),
      at: CALL.at,
      provider: 'voices',
      operation: 'speak',
      method: 'POST',
      origin: 'https://api.voices.example',
      status: 200,
      ending: 'success',
      duration_ms: 812,
      tries: 2,
      cost_usd: '0.012500',
    });
    expect(written[1]).toMatchObject({ status: null, ending: 'timeout', cost_usd: null });
  });

  it('waits for a database that is away, drops what is too much, and counts it', async () => {
    let isAway = true;
    const query = database.query.bind(database);
    const flaky = {
      query: (sql: string, values: unknown[]) => {
        if (isAway) throw new Error('Connection terminated');
        return query(sql, values);
      },
    };
    audit = new CallAudit(flaky as never, new HttpSettings());
    for (let call = 0; call < 5_007; call++) audit.record(CALL);
    await audit.flush();
    expect(audit.dropped).toBe(7);

    isAway = false;
    await audit.flush();

    expect(await rows()).toHaveLength(5_000);
  });

  it('is not held up for ever by a call that the database refuses', async () => {
    audit.record({ ...CALL, costUsd: -1 });
    await audit.flush();
    audit.record(CALL);
    await audit.flush();

    expect(await rows()).toHaveLength(1);
    expect(audit.dropped).toBe(1);
  });

  it('survives texts that a database does not take', async () => {
    audit.record({ ...CALL, provider: `a\0b${'x'.repeat(500)}` });
    await audit.flush();

    const [row] = (await rows()) as Array<{ provider: string }>;
    expect(row?.provider).toHaveLength(200);
  });

  it('removes what is older than the setting says', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    audit.record({ ...CALL, at: daysAgo(91) });
    audit.record({ ...CALL, at: daysAgo(89) });

    await audit.flush();

    expect(await rows()).toMatchObject([{ provider: 'voices' }]);
  });

  it('writes the rest before the database closes', async () => {
    audit.onModuleInit();
    audit.record(CALL);

    await audit.beforeApplicationShutdown();

    expect(await rows()).toHaveLength(1);
  });
});
