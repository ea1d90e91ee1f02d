import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from '#test/demands';
import { Connections } from './connections.js';
import { DatabaseServer } from './database-server.js';
import { DatabaseSettings } from './database.settings.js';
import { EmbeddedPostgres } from './embedded-postgres.js';

let base: string;
let server: EmbeddedPostgres | undefined;
let url: string;
const canMake = hasProgram('openssl');

/** A certificate for a name that signs itself, and its key. */
function certify(name: string, address: string): void {
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${address}`];
  const out = ['-keyout', join(base, `${name}.key`), '-out', join(base, `${name}.crt`)];
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...out];
  execFileSync('openssl', args, { stdio: 'ignore' });
}

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'radiox-tls-'));
  if (!canMake) return;
  certify('server', 'IP:127.0.0.1');
  certify('other', 'IP:127.0.0.1');
  server = new EmbeddedPostgres(join(base, 'postgres'), [
    '-c fsync=off -c ssl=on',
    `-c ssl_cert_file=${join(base, 'server.crt')}`,
    `-c ssl_key_file=${join(base, 'server.key')}`,
  ]);
  url = await server.start();
}, 60_000);

afterAll(async () => {
  await server?.stop();
  await rm(base, { recursive: true, force: true });
});

/** Whether a connection of the pool is encrypted. @throws Error when there is none. */
async function isEncrypted(wishes: Partial<DatabaseSettings>): Promise<boolean> {
  const settings = Object.assign(new DatabaseSettings(), { url }, wishes);
  const given = new DatabaseServer(settings, { dataDir: base } as never);
  await given.look();
  const { pool } = new Connections(given, settings);
  try {
    const sql = 'select ssl from pg_stat_ssl where pid = pg_backend_pid()';
    return (await pool.query<{ ssl: boolean }>(sql)).rows[0]?.ssl ?? false;
  } finally {
    await pool.end();
    await given.close();
  }
}

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
