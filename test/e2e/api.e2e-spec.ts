import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UNHURRIED } from '#test/app';
import { freshDatabase } from '#test/database';
import { type Station, startStation } from '#test/station';
import { ApiDescription } from '../fuzz/api-description.ts';
import { fuzz } from '../fuzz/fuzz.ts';
import { faultOf } from '../fuzz/judge.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
/** The test runs on the pinned Node, and so does all it starts. */
const tool = (path: string, ...args: string[]) =>
  run(process.execPath, [join(ROOT, 'node_modules', path), ...args], { cwd: ROOT });

const FLAGS =
  '--ignoreConfig --strict --module nodenext --target es2024 --types node --skipLibCheck'.split(
    ' ',
  );
const WRONG_CLIENT = `import createClient from 'openapi-fetch';
import type { paths } from './radiox.js';
const api = createClient<paths>({ baseUrl: '' });
await api.POST('/api/v1/shows/generate', { body: { duration: 5 } });
`;

/** A client that makes a show and one that asks for what there is not, both typed by the description: what the compiler says. */
async function compileClients(url: string, folder: string): Promise<string[]> {
  const description = join(folder, 'openapi.json');
  await writeFile(description, await (await fetch(`${url}/openapi.json`)).text());
  await cp(join(ROOT, 'test/fixtures/client'), folder, { recursive: true });
  await tool('openapi-typescript/bin/cli.js', description, '--output', join(folder, 'radiox.ts'));
  await writeFile(join(folder, 'wrong.ts'), WRONG_CLIENT);
  const programs = ['make-show.ts', 'wrong.ts'].map((name) => join(folder, name));
  const { stdout } = await tool('typescript/bin/tsc', ...FLAGS, ...programs).catch(
    (error: unknown) => error as { stdout: string },
  );
  return stdout.split('\n').filter((line) => /error TS\d+/u.test(line));
}

describe('the description of the API', () => {
  let station: Station;
  let folder: string;
  let complaints: readonly string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(ROOT, 'client-'));
    station = await startStation({
      DATABASE_URL: await freshDatabase(),
      ...UNHURRIED,
      SECURITY_LOGIN_FAILURES_PER_MINUTE: '1000',
      CONTENT_LIVE_WAIT_MS: '500',
    });
    complaints = await compileClients(station.url, folder);
  }, 120_000);

  afterAll(async () => {
    await station.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives every operation a name of its own, a schema for each answer, and problems for each refusal', async () => {
    const { operations } = await ApiDescription.of(station.url);
    const names = operations.map(({ operation }) => operation.operationId);
    const bare = operations.flatMap(({ method, operation }) =>
      Object.entries(operation.responses)
        .filter(([status]) => /^2/.test(status) && status !== '204' && method !== 'head')
        .filter(([, { content = {} }]) => !Object.values(content).some(({ schema }) => schema))
        .map(([status]) => `${operation.operationId} ${status}`),
    );
    const mute = operations
      .filter(({ method }) => method !== 'head')
      .filter(({ operation: { responses } }) =>
        ['429', '500'].some((status) => !responses[status]?.content?.['application/problem+json']),
      );

    expect(names.length).toBeGreaterThan(50);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z][A-Za-z0-9]+$/.test(name))).toEqual([]);
    expect({ bare, mute }).toEqual({ bare: [], mute: [] });
  });

  it('makes a typed client that compiles and makes a show', async () => {
    const program = join(folder, 'make-show.js');
    const { stdout } = await run(process.execPath, [program, station.url, station.key]);

    expect(complaints.filter((line) => !line.includes('wrong.ts'))).toEqual([]);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'completed',
      audio: expect.stringMatching(/\/files\/.+\.mp3$/),
      speakers: ['Marcel', 'Jarvis'],
    });
    expect(JSON.parse(stdout).seconds).toBeGreaterThan(50);
  }, 180_000);

  it('does not compile a client that asks for what there is not', () => {
    expect(complaints).toEqual([expect.stringContaining("'duration' does not exist")]);
  });

  it('is true of 20 requests to every operation, most of them spoilt', async () => {
    const { url, key } = station;
    const reports = await fuzz({ url, key, requests: 20, seed: 1, latencyMsMax: 15_000 });

    const faults = reports.flatMap(({ operation, faults: found }) =>
      found.map(({ what, example }) => `${operation}: ${what}\n  ${example}`),
    );
    expect(faults).toEqual([]);
    expect(reports.length).toBeGreaterThan(50);
  }, 180_000);

  it('lists shows as they are, however often the list was asked for before', async () => {
    const { url, key } = station;
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const post = async (path: string, body: unknown) =>
      (
        await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
      ).json();
    const first = async () => {
      const page = (await (await fetch(`${url}/api/v1/shows`)).json()) as { items: unknown[] };
      return page.items[0];
    };
    await first();
    const body = { feeds: 'sample', dry_run: true };
    const { id } = (await post('/api/v1/shows/generate', body)) as { id: string };

    expect(await first()).toMatchObject({ id });
    await post(`/api/v1/shows/${id}/cancel`, {});
    expect(await first()).toMatchObject({ id, status: 'cancelled' });
  });

  it('is found out where it is not', async () => {
    const api = await ApiDescription.of(station.url);
    const place = api.operations.find(({ path }) => path === '/api/v1/shows/stats');
    const request = { method: 'GET', target: '/api/v1/shows/stats', headers: {}, kind: 'valid' };
    const judged = (status: number, body: unknown, type = 'application/json') =>
      place &&
      faultOf(
        api,
        place,
        request,
        {
          ...{ status, headers: { 'content-type': type }, durationMs: 1 },
          body: Buffer.from(JSON.stringify(body)),
        },
        1_000,
      );

    expect(judged(200, { by_status: { queued: 1 }, total: 1 })).toBeUndefined();
    expect(judged(200, { by_status: {} })).toContain("required property 'total'");
    expect(judged(200, { by_status: {}, total: 0, more: 1 })).toContain('additional properties');
    expect(judged(200, { by_status: { queued: 'one' }, total: 1 })).toContain('must be number');
    expect(judged(200, {}, 'text/html')).toContain('as "text/html"');
    expect(judged(404, {})).toBe('status 404 is not described');
    expect(judged(500, {})).toBe('500');
  });
});
