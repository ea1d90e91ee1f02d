import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase } from '#test/database';

const CLI = join(import.meta.dirname, '../../dist/src/cli.js');

describe('radiox doctor', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'radiox-app-'));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function doctor(env: Record<string, string>, ...args: string[]) {
    const own = { ...process.env, RADIOX_DATA_DIR: folder, ...env };
    return new Promise<{ code: unknown; out: string; err: string }>((done) => {
      execFile(process.execPath, [CLI, 'doctor', ...args], { env: own }, (error, out, err) => {
        done({ code: error?.code ?? 0, out, err });
      });
    });
  }

  it('tells how every part is', async () => {
    const { code, out } = await doctor({ DATABASE_URL: await freshDatabase() });

    expect(code).toBe(0);
    expect(out).toMatch(/^ok {8}database {2}answers, schema up to date/m);
    expect(out).toMatch(/^ok {8}cache {5}in memory \(REDIS_URL is not set\)/m);
    expect(out).toMatch(/^ok {8}queue {5}0 jobs wait, 0 in progress/m);
    expect(out).toContain('The station can start.');
  });

  it('goes on without Redis and says so', async () => {
    const { code, out } = await doctor({
      DATABASE_URL: await freshDatabase(),
      REDIS_URL: 'redis://127.0.0.1:1',
    });

    expect(code).toBe(0);
    expect(out).toMatch(/^degraded {2}cache {5}Redis does not answer/m);
  });

  it('says in a sentence why there is no database, without its password', async () => {
    const { code, err } = await doctor({
      DATABASE_URL: 'postgres://radiox:hunter22@127.0.0.1:1/none',
      DB_START_TIMEOUT_MS: '1000',
    });

    expect(code).toBe(1);
    expect(err).toMatch(/^The database of DATABASE_URL cannot be used/);
    expect(err).not.toContain('hunter22');
  }, 60_000);

  it('takes nothing else', async () => {
    expect((await doctor({}, '--all')).code).toBe(2);
  });
});
