import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RedisLink, type RedisSettings } from '#platform/redis';
import { Secret } from '#platform/config';
import { hasProgram } from './demands.js';

/** A `redis-server` of its own for one test, on a port of its own, that keeps nothing on disk. */
export class RedisServer {
  #process: ChildProcess | undefined;
  readonly #folder = mkdtempSync(join(tmpdir(), 'radiox-redis-'));

  constructor(
    readonly port: number,
    private readonly args: readonly string[] = [],
    /** A configuration file, which Sentinel cannot do without. */
    private readonly config?: string,
  ) {}

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const keepNothing = this.config === undefined ? ['--save', '', '--appendonly', 'no'] : [];
    const args = [
      ...(this.config === undefined ? [] : [this.config]),
      ...['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder],
      ...[...keepNothing, ...this.args],
    ];
    this.#process = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    for await (const chunk of this.#process.stdout as AsyncIterable<Buffer>) {
      said += chunk.toString();
      if (/Ready to accept connections|Sentinel ID is/.test(said)) break;
    }
    this.#process.stdout?.destroy();
  }

  /** SIGKILL, as when a machine goes. */
  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = undefined;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  }

  /** SIGSTOP: connected, and silent. */
  hang(): void {
    this.#process?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#process?.kill('SIGCONT');
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

export function hasRedis(): boolean {
  return hasProgram('redis-server');
}

export function redisSettings(
  url: string | undefined,
  more: Partial<RedisSettings> = {},
): RedisSettings {
  return {
    ...(url === undefined ? {} : { url: new Secret(url) }),
    mode: 'single',
    sentinelMaster: 'mymaster',
    poolMax: 25,
    connectMsMax: 2_000,
    keyPrefix: 'test',
    ...more,
  };
}

/** A link for a test that speaks to Redis itself: to poison it, or to look into it. */
export async function connectedLink(
  url: string,
  more: Partial<RedisSettings> = {},
): Promise<RedisLink> {
  const link = new RedisLink(redisSettings(url, more));
  for (let left = 100; left > 0 && (await link.pingMs()) === undefined; left--)
    await new Promise((again) => setTimeout(again, 20));
  return link;
}
