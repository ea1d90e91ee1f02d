import { ApiKeyService } from '#gateway';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { makeKey } from '#test/keys';
import { eventually } from '#test/cache';
import { freshDatabase } from '#test/database';
import { KeyUses } from '../../../src/gateway/keys/key-uses.js';

let one: RunningApp;
let other: RunningApp;

beforeAll(async () => {
  const DATABASE_URL = await freshDatabase();
  one = await startApp({ DATABASE_URL });
  other = await startApp({ DATABASE_URL });
});
afterAll(async () => {
  await other.stop();
  await one.stop();
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const status = async (running: RunningApp, key: string, url = '/api/v1/presets') =>
  (await running.app.inject({ url, headers: bearer(key) })).statusCode;
const call = (
  method: 'POST' | 'DELETE' | 'GET',
  url: string,
  payload?: object,
  headers = one.operator,
) => one.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });

describe('keys', () => {
  it('are made once only without a key', async () => {
    const keys = other.app.get(ApiKeyService, { strict: false });
    expect(other.operator.authorization).toBe('Bearer '); // The first process has made it.
    expect(await keys.createFirst()).toBeUndefined();
  });

  it('are shown once and kept as a hash', async () => {
    const made = await makeKey(one, 'producer', { cidrs: ['127.0.0.0/8'] });
    const listed = await call('GET', '/keys');

    expect(made.api_key).toMatch(/^rx_[\w-]{32}$/);
    expect(listed.body).not.toContain(made.api_key);
    expect(listed.json().items[0]).toMatchObject({
      id: made.id,
      prefix: made.api_key.slice(0, 8),
      scopes: ['producer'],
      cidrs: ['127.0.0.0/8'],
      expires_at: null,
    });
    const rows = await one.app.get(Database, { strict: false }).query('select * from api_key');
    expect(JSON.stringify(rows)).not.toContain(made.api_key.slice(3));
  });

  it('end at once in every process when they are taken back', async () => {
    const { id, api_key: key } = await makeKey(one, 'listener');
    expect([await status(one, key), await status(other, key)]).toEqual([200, 200]);

    expect((await call('DELETE', `/keys/${id}`)).statusCode).toBe(204);

    expect(await status(one, key)).toBe(401);
    expect(await eventually(async () => (await status(other, key)) === 401, 2_000)).toBeLessThan(
      1_000,
    );
    expect((await call('DELETE', `/keys/${id}`)).statusCode).toBe(404);
  });

  it('that were wrong are right as soon as they are made', async () => {
    const { createHash } = await import('node:crypto');
    const key = 'rx_made-by-hand-0123456789abcdef';
    expect(await status(one, key)).toBe(401);
    await one.app
      .get(Database, { strict: false })
      .query(
        `insert into api_key (hash, prefix, name, scopes) values ($1, 'rx_made-', 'hand', '{listener}')`,
        [createHash('sha256').update(key).digest('hex')],
      );
    expect(await status(one, key)).toBe(200);
  });

  it('end when they say so', async () => {
    const expires_at = new Date(Date.now() + 700).toISOString();
    const { api_key: key } = await makeKey(one, 'listener', { expires_at });

    expect(await status(one, key)).toBe(200);
    expect(await eventually(async () => (await status(one, key)) === 401, 3_000)).toBeLessThan(
      1_500,
    );
  });

  it('are rotated: the old one works for a while, or not at all', async () => {
    const { id, api_key: old } = await makeKey(one, 'listener');
    const rotated = (await call('POST', `/keys/${id}/rotate`, { overlap_hours: 1 })).json<{
      id: string;
      api_key: string;
    }>();
    expect([await status(other, old), await status(other, rotated.api_key)]).toEqual([200, 200]);
    const listed = (await call('GET', '/keys')).json().items as Array<Record<string, string>>;
    const kept = listed.find((item) => item['id'] === id);
    expect(kept?.['rotated_to']).toBe(rotated.id);
    expect(Date.parse(kept?.['expires_at'] ?? '') - Date.now()).toBeLessThan(3600_000);
    expect((await call('POST', `/keys/${id}/rotate`, {})).statusCode).toBe(409);

    await call('POST', `/keys/${rotated.id}/rotate`, { overlap_hours: 0 });
    expect(await status(one, rotated.api_key)).toBe(401);
  });

  it('work only from where they may be used', async () => {
    const { api_key: key } = await makeKey(one, 'listener', { cidrs: ['192.0.2.0/24'] });
    const refused = await one.app.inject({ url: '/api/v1/presets', headers: bearer(key) });

    expect(refused.statusCode).toBe(403);
    expect(refused.json().type).toBe('/problems/auth/address-refused');
    const from = { remoteAddress: '192.0.2.9', url: '/api/v1/presets', headers: bearer(key) };
    expect((await one.app.inject(from)).statusCode).toBe(200);
  });

  it('never leave the station without an operator', async () => {
    const [first] = (
      (await call('GET', '/keys')).json().items as Array<{ id: string; name: string }>
    ).filter(({ name }) => name === 'first operator key');
    expect((await call('DELETE', `/keys/${first?.id ?? ''}`)).json().type).toBe(
      '/problems/auth/last-operator-key',
    );
  });

  it('remember when they were used, behind the back of requests', async () => {
    const { id, api_key: key } = await makeKey(one, 'listener');
    await status(one, key);
    await one.app.get(KeyUses, { strict: false }).flush();

    const used = ((await call('GET', '/keys')).json().items as Array<Record<string, string>>).find(
      (item) => item['id'] === id,
    );
    expect(Date.now() - Date.parse(used?.['last_used_at'] ?? '')).toBeLessThan(5_000);
    expect(used?.['last_used_from']).toBe('127.0.0.1');
  });

  it.each([
    [{ scopes: ['operator'] }, 'name'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', scopes: ['root'] }, 'scopes'],
    [{ name: 'x', scopes: ['listener'], cidrs: ['10.0.0.0/40'] }, 'cidrs'],
    [{ name: 'x', scopes: ['listener'], cidrs: ['999.0.0.1'] }, 'cidrs'],
    [{ name: 'x', scopes: ['listener'], expires_at: '2001-01-01T00:00:00Z' }, 'expires_at'],
    [{ name: 'x', scopes: ['listener'], expires_at: '2099-W10-1' }, 'expires_at'],
    [{ name: 'x', scopes: ['listener'], hash: 'a'.repeat(64) }, 'hash'],
  ])('refuse %j', async (payload, field) => {
    const refused = await call('POST', '/keys', payload);
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors[0].field).toContain(field);
  });
});

describe('the audit log', () => {
  it('has who did what, page by page, with who asked and from where', async () => {
    const { id } = await makeKey(one, 'listener');
    const page = (await call('GET', '/audit?limit=2')).json();
    expect(page.items[0]).toMatchObject({
      action: 'key.made',
      target: id,
      outcome: 'done',
      actor: `key ${one.operator.authorization.slice(7, 15)}`,
      client: '127.0.0.1',
      facts: { name: 'listener', scopes: ['listener'] },
    });
    expect(page.items[0].request_id).toMatch(/^[\w-]{36}$/);
    const next = (await call('GET', `/audit?limit=2&cursor=${page.next_cursor as string}`)).json();
    expect(Number(next.items[0].id)).toBeLessThan(Number(page.items[1].id));
    const refused = (await call('GET', '/audit?action=address.refused')).json();
    expect(refused.items[0]).toMatchObject({ outcome: 'refused' });
  });

  it.each([
    'update audit_entry set actor = null',
    'delete from audit_entry',
    'truncate audit_entry',
  ])('stays as it is: %s', async (sql) => {
    const database = one.app.get(Database, { strict: false });
    await one.app.get(AuditLog, { strict: false }).record({ action: 'test.done' });
    await expect(database.query(sql)).rejects.toThrow('only ever added to');
  });

  it('has deletions and what operators do, not what was refused or only read', async () => {
    await call('POST', '/queues/batch/pause');
    await call('POST', '/queues/batch/resume');
    await call('GET', '/queues');
    await call('POST', '/queues/nothing/pause');
    await call('DELETE', '/presets/nothing');
    const acts = async () =>
      (await call('GET', '/audit?action=operator.acted')).json().items as unknown[];
    await eventually(async () => (await acts()).length >= 2, 2_000);

    expect(await acts()).toEqual([
      expect.objectContaining({
        target: 'batch',
        actor: `key ${one.operator.authorization.slice(7, 15)}`,
        client: '127.0.0.1',
        facts: { method: 'POST', route: '/api/v1/queues/:name/resume' },
      }),
      expect.objectContaining({ facts: { method: 'POST', route: '/api/v1/queues/:name/pause' } }),
    ]);
    expect((await call('GET', '/audit?action=thing.deleted')).json().items).toEqual([]);
    const preset = { preset_name: 'gone', display_name: 'Gone' };
    expect((await call('POST', '/presets', preset)).statusCode).toBe(201);
    expect((await call('DELETE', '/presets/gone')).statusCode).toBe(204);
    const deleted = async () =>
      (await call('GET', '/audit?action=thing.deleted')).json().items as unknown[];
    await eventually(async () => (await deleted()).length === 1, 2_000);
    expect((await deleted())[0]).toMatchObject({ target: 'gone', outcome: 'done' });
  });

  it('keeps no secrets, whatever is written into it', async () => {
    const { hide } = await import('../../../src/platform/config/redaction.js');
    hide('a-secret-of-mine');
    await one.app
      .get(AuditLog, { strict: false })
      .record({ action: 'test.secret', facts: { url: 'http://u:pw@host/a-secret-of-mine' } });
    const { items } = (await call('GET', '/audit?action=test.secret')).json();
    expect(items[0].facts.url).toBe('http://***@host/***');
  });
});
