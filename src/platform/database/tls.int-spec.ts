import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from '#test/demands';
import { selfSigned } from '#test/self-signed';
import { Connections } from './connections.js';
import { DatabaseServer } from './database-server.js';
import { DatabaseSettings } from './database.settings.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

let base: string;
let server: EmbeddedPostgres | undefined;
let url: string;
const canMake = hasProgram('openssl');

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'radiox-tls-'));
  if (!canMake) return;
  selfSigned(base, 'server');
  selfSigned(base, 'other');
  server = new EmbeddedPostgres(join(base, 'postgres'), [
    '-c fsync=off -c ssl=on',
    `-c ssl_cert_file=${join(base, 'server.crt')}`,
    `-c ssl_key_file=${join(base, 'server.key')}`,
    `-c ssl_ca_file=${join(base, 'other.crt')}`,
  ]);
  url = await server.start();
}, 60_000);

afterAll(async () => {
  await server?.stop();
  await rm(base, { recursive: true, force: true });
});

/** What PostgreSQL says of a connection of the pool. @throws Error when there is none. */
async function seen(
  wishes: Partial<DatabaseSettings>,
): Promise<{ ssl: boolean; name: string | null }> {
  const settings = Object.assign(new DatabaseSettings(), { url }, wishes);
  const given = new DatabaseServer(settings, { dataDir: base } as never);
  await given.look();
  const { pool } = new Connections(given, settings);
  try {
    const sql = 'select ssl, client_dn as name from pg_stat_ssl where pid = pg_backend_pid()';
    const { rows } = await pool.query<{ ssl: boolean; name: string | null }>(sql);
    return rows[0] ?? { ssl: false, name: null };
  } finally {
    await pool.end();
    await given.close();
  }
}

const isEncrypted = async (wishes: Partial<DatabaseSettings>) => (await seen(wishes)).ssl;
const ca = (name: string) => join(base, `${name}.crt`);

describe('TLS to PostgreSQL', () => {
  it('is as the settings say', async () => {
    if (!canMake) return;
    expect(await isEncrypted({})).toBe(false);
    expect(await isEncrypted({ tlsMode: 'disable', url: `${url}?sslmode=require` })).toBe(false);
    expect(await isEncrypted({ tlsMode: 'require' })).toBe(true);
    expect(await isEncrypted({ url: `${url}?sslmode=require` })).toBe(true);
    expect(await isEncrypted({ tlsMode: 'verify-full', tlsCaFile: ca('server') })).toBe(true);
  });

  it('shows a certificate of its own to a server that asks', async () => {
    if (!canMake) return;
    const own = { tlsCertFile: ca('other'), tlsKeyFile: join(base, 'other.key') };
    expect((await seen({ tlsMode: 'require' })).name).toBeNull();
    expect((await seen({ tlsMode: 'require', ...own })).name).toBe('/CN=other');
    await expect(seen({ tlsMode: 'require', tlsCertFile: ca('other') })).rejects.toThrow(
      'a certificate to show needs its key',
    );
  });

  it('refuses a server that somebody else has signed, or that has another name', async () => {
    if (!canMake) return;
    await expect(isEncrypted({ tlsMode: 'verify-full', tlsCaFile: ca('other') })).rejects.toThrow(
      /self-signed|certificate/,
    );
    await expect(isEncrypted({ tlsMode: 'verify-full' })).rejects.toThrow(/self-signed/);
    const named = url.replace('127.0.0.1', 'localhost');
    await expect(
      isEncrypted({ url: named, tlsMode: 'verify-full', tlsCaFile: ca('server') }),
    ).rejects.toThrow(/does not match/);
  });
});
