import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built program: it alone describes its API, since the docstrings are read as it is compiled. */
const MAIN = join(import.meta.dirname, '../../dist/src/main.js');
const START_MS_MAX = 60_000;
const END_MS_MAX = 15_000;
const SAID_CHARACTERS_MAX = 20_000;

export interface Station {
  /** Without a slash at its end. */
  readonly url: string;
  /** The operator key of its first start. */
  readonly key: string;
  readonly pid: number;
  readonly dataDir: string;
  /** The end of what it has printed, its log among it. */
  readonly said: () => string;
  /** Kills it, as a machine that fails does, and starts it again in its folder; the port is another one. */
  readonly killAndStart: () => Promise<Station>;
  /** Ends it and removes its folder. */
  readonly stop: () => Promise<void>;
}

/**
 * A station in a process and a folder of its own, on a free port of loopback.
 * @param env More environment; without `DATABASE_URL` it runs a PostgreSQL of its own.
 * @param program What runs it: Node and, before the program, flags of Node.
 * @throws Error with what it said, when it does not come up within a minute.
 */
export async function startStation(
  env: Readonly<Record<string, string>> = {},
  program: readonly string[] = [process.execPath],
): Promise<Station> {
  return startIn(await mkdtemp(join(tmpdir(), 'radiox-station-')), { env, program });
}

interface Start {
  readonly env: Readonly<Record<string, string>>;
  readonly program: readonly string[];
  /** Of its first start: it is printed once. */
  readonly key?: string;
}

async function startIn(dataDir: string, start: Start): Promise<Station> {
  const [node = process.execPath, ...flags] = start.program;
  const own = { RADIOX_DATA_DIR: dataDir, PORT: '0' };
  const child = spawn(node, [...flags, MAIN], {
    env: { ...process.env, RADIOX_LOG_LEVEL: 'error', ...start.env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const listen = (chunk: unknown) => {
    said = (said + String(chunk)).slice(-SAID_CHARACTERS_MAX);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const stop = async () => {
    await end(child, 'SIGTERM');
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    const { url, key } = await announced(child, () => said, start.key);
    const killAndStart = async () => {
      await end(child, 'SIGKILL');
      return startIn(dataDir, { ...start, key });
    };
    return { url, key, pid: child.pid ?? 0, dataDir, said: () => said, killAndStart, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function announced(
  child: ChildProcess,
  said: () => string,
  known?: string,
): Promise<{ url: string; key: string }> {
  const bound = AbortSignal.timeout(START_MS_MAX);
  while (child.exitCode === null && !bound.aborted) {
    const url = /at (http:\/\/[^\s/]+)/.exec(said())?.[1];
    const key = known ?? /\brx_[\w-]+/.exec(said())?.[0];
    if (url !== undefined && key !== undefined) return { url, key };
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error(`The station did not come up. It said:\n${said()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX);
  await ended;
  clearTimeout(late);
}
