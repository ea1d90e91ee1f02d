import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { keyOf } from '#test/keys';

describe('a costly request with an Idempotency-Key', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  // Without a seed each painting is another.
  const WISH = { title: 'Zürich am Abend', city: 'Zürich' };
  async function paint(key: string, wish: object = WISH, headers: object = running.operator) {
    const answer = await running.app.inject({
      method: 'POST',
      url: '/api/v1/media/generate/cover',
      headers: { ...headers, ...(key !== 'none' && { 'idempotency-key': key }) },
      payload: wish,
    });
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'],
      body: answer.json<{ type?: string; cover?: { id: string } }>(),
    };
  }

  it('is done once, and answered again as it was', async () => {
    const first = await paint('evening');
    const again = await paint('evening');

    expect(first.status).toBe(201);
    expect(again).toEqual(first);
    expect((await paint('none')).body.cover?.id).not.toBe(first.body.cover?.id);
    expect((await paint('morning')).body.cover?.id).not.toBe(first.body.cover?.id);
  });

  it('is done by one of those that come at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => paint('at once')));

    expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    expect(all.find(({ status }) => status === 409)?.body.type).toBe(
      '/problems/request/still-being-done',
    );
    expect((await paint('at once')).status).toBe(201);
  });

  it('is refused where its body would end the stack of who looks at it', async () => {
    const answer = await running.app.inject({
      method: 'POST',
      url: '/api/v1/media/generate/cover',
      headers: {
        ...running.operator,
        'idempotency-key': 'deep',
        'content-type': 'application/json',
      },
      payload: `{"title":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    });

    expect([answer.statusCode, answer.json<{ detail: string }>().detail]).toEqual([
      422,
      'body: must not be nested deeper than 32 levels',
    ]);
  });

  it('is another one with another body, and for another caller', async () => {
    const first = await paint('mine');
    const other = await paint('mine', WISH, await keyOf(running, 'producer'));
    const reused = await paint('mine', { ...WISH, city: 'Bern' });

    expect([reused.status, reused.body.type]).toEqual([
      409,
      '/problems/request/idempotency-key-reused',
    ]);
    expect(other.body.cover?.id).not.toBe(first.body.cover?.id);
  });

  it('may be sent again where it was refused, or the station was killed over it', async () => {
    expect((await paint('refused', {})).status).toBe(422);
    expect((await paint('refused')).status).toBe(201);

    const database = running.app.get(Database, { strict: false });
    await paint('killed');
    const age = (minutes: number) =>
      database.query(
        `update idempotent_answer set status = null, body = null, begun_at = now() - make_interval(mins => $1)`,
        [minutes],
      );
    await age(10);
    expect((await paint('killed')).status).toBe(409);
    await age(16);
    expect((await paint('killed')).status).toBe(201);
  });

  it.each(['', 'x'.repeat(256)])('is refused with a key that is none', async (key) => {
    const { status, body } = await paint(key);

    expect([status, body]).toEqual([
      422,
      expect.objectContaining({
        errors: [{ field: 'Idempotency-Key', rule: 'must have 1 to 255 characters' }],
      }),
    ]);
  });
});
