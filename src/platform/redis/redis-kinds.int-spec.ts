import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { eventually, type Replica, startReplica } from '#test/cache';
import { hasProgram } from '#test/demands';
import { connectedLink, freePort, hasRedis, RedisServer } from '#test/redis-server';
import { selfSigned } from '#test/self-signed';
import type { RedisSettings } from './redis.settings.js';

const ends: Array<() => Promise<void> | void> = [];

beforeAll(() => {
  Logger.overrideLogger(false);
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function started(port: number, args: readonly string[] = []): Promise<RedisServer> {
  const server = new RedisServer(port, args);
  ends.push(() => server.stop());
  await server.start();
  return server;
}

/** One sentinel that sees a dead server after half a second and decides alone. */
async function watching({ port }: RedisServer): Promise<RedisServer> {
  const config = join(folder(), 'sentinel.conf');
  const lines = [
    `monitor station 127.0.0.1 ${port} 1`,
    'down-after-milliseconds station 500',
    'failover-timeout station 2000',
  ];
  writeFileSync(config, lines.map((line) => `sentinel ${line}\n`).join(''));
  const sentinel = new RedisServer(await freePort(), ['--sentinel'], config);
  ends.push(() => sentinel.stop());
  await sentinel.start();
  return sentinel;
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'radiox-redis-'));
  ends.push(() => {
    rmSync(made, { recursive: true, force: true });
  });
  return made;
}

async function replica(url: string, redis: Partial<RedisSettings>): Promise<Replica> {
  const made = await startReplica(url, { redisMsMax: 200 }, redis);
  ends.push(made.stop);
  await eventually(() => made.cache.report().redis.breaker === 'closed', 5_000);
  return made;
}

/** What makes a cache a cache of two replicas: values, tags and locks pass through this Redis. */
async function worksOn(url: string, redis: Partial<RedisSettings>): Promise<void> {
  const [one, two] = [await replica(url, redis), await replica(url, redis)];
  const [a, b] = [one.cache.space('test'), two.cache.space('test')];
  await a.setMany(
    [1, 2, 3].map((value) => ({ key: `k${value}`, value })),
    { tags: ['t'] },
  );
  // A client that has just found its servers may still fail a command or two.
  await eventually(
    async () => (await b.getMany(['k1', 'k2', 'k3', 'k4'])).join() === '1,2,3,',
    2_000,
  );
  await one.cache.invalidateTags('t');
  await eventually(async () => (await b.get('k1')) === undefined, 1_000);
  let loads = 0;
  const load = () => new Promise((done) => setTimeout(done, 100, ++loads));
  await Promise.all([a.getOrSet('k', load), b.getOrSet('k', load)]);
  expect(loads).toBe(1);
}

describe('a cache', () => {
  it('works on a cluster', async () => {
    if (!hasRedis()) return;
    const port = await freePort();
    const server = await started(port, ['--cluster-enabled', 'yes']);
    const link = await connectedLink(server.url);
    const ask = (script: string) =>
      link.run(({ commands }) => commands.eval(script, { keys: [], arguments: [] }), 2_000);
    execFileSync('redis-cli', ['-p', String(port), 'cluster', 'addslotsrange', '0', '16383']);
    await eventually(
      () =>
        ask('return 1').then(
          () => true,
          () => false,
        ),
      5_000,
    );
    await link.onApplicationShutdown();

    await worksOn(server.url, { mode: 'cluster' });
  });

  it('works behind Sentinel', async () => {
    if (!hasRedis()) return;
    const master = await started(await freePort());
    const sentinel = await watching(master);

    await worksOn(sentinel.url, { mode: 'sentinel', sentinelMaster: 'station' });
  });

  it('goes over to the server that Sentinel names when one dies, and fails nobody meanwhile', async () => {
    if (!hasRedis()) return;
    const master = await started(await freePort());
    await started(await freePort(), ['--replicaof', '127.0.0.1', String(master.port)]);
    const sentinel = await watching(master);
    const kind = { mode: 'sentinel', sentinelMaster: 'station' } as const;
    const [one, two] = [await replica(sentinel.url, kind), await replica(sentinel.url, kind)];
    const [a, b] = [one.cache.space('test'), two.cache.space('test')];
    await eventually(async () => {
      const known = execFileSync('redis-cli', ['-p', String(sentinel.port), 'info', 'sentinel']);
      return Promise.resolve(/slaves=1/.test(known.toString()));
    }, 15_000);

    await master.kill();
    let round = 0;
    const isShared = async () => {
      const [key, value] = [`k${++round}`, round];
      expect(await a.getOrSet(key, () => value, { tags: ['t'] })).toBe(value);
      return (await b.get(key)) === value;
    };
    await eventually(isShared, 20_000);
    const last = `k${round}`;
    await eventually(async () => {
      await one.cache.invalidateTags('t').catch(() => undefined);
      return (await b.get(last)) === undefined;
    }, 10_000);
  }, 60_000);

  it('works over TLS, and only with a certificate it trusts', async () => {
    if (!hasRedis() || !hasProgram('openssl')) return;
    const { cert, key } = selfSigned(folder());
    const port = await freePort();
    const tls = ['--tls-port', String(port), '--tls-cert-file', cert, '--tls-key-file', key];
    const mutual = ['--tls-ca-cert-file', cert, '--tls-auth-clients', 'no'];
    await started(0, [...tls, ...mutual]);

    await worksOn(`rediss://127.0.0.1:${port}`, { tlsCaFile: cert });
    const stranger = await startReplica(`rediss://127.0.0.1:${port}`);
    ends.push(stranger.stop);
    expect(stranger.cache.report().redis.breaker).toBe('open');
  });

  it('shows a certificate of its own to a Redis that asks for one', async () => {
    if (!hasRedis() || !hasProgram('openssl')) return;
    const { cert, key } = selfSigned(folder());
    const port = await freePort();
    const tls = ['--tls-port', String(port), '--tls-cert-file', cert, '--tls-key-file', key];
    await started(0, [
      ...tls,
      '--tls-ca-cert-file',
      cert,
      '--tls-auth-clients',
      'yes',
      '--tls-protocols',
      'TLSv1.2',
    ]);

    const url = `rediss://127.0.0.1:${port}`;
    await worksOn(url, { tlsCaFile: cert, tlsCertFile: cert, tlsKeyFile: key });
    const stranger = await startReplica(url, {}, { tlsCaFile: cert });
    ends.push(stranger.stop);
    expect(stranger.cache.report().redis.breaker).toBe('open');
  });

  it('needs the password of its Redis, and works without Redis if it has another', async () => {
    if (!hasRedis()) return;
    const server = await started(await freePort(), ['--requirepass', 'hunter2']);
    await worksOn(server.url.replace('//', '//:hunter2@'), {});
    const stranger = await startReplica(server.url.replace('//', '//:wrong@'));
    ends.push(stranger.stop);
    expect(await stranger.cache.space('test').getOrSet('k', () => 1)).toBe(1);
    expect(JSON.stringify(stranger.link.report())).not.toContain('wrong@');
  });
});

describe('RedisLink', () => {
  it('opens more connections while all are busy, and no more than it may', async () => {
    if (!hasRedis()) return;
    const server = await started(await freePort());
    const link = await connectedLink(server.url, { poolMax: 4 });
    ends.push(() => link.onApplicationShutdown());
    for (let round = 0; round < 10; round++) {
      const pings = await Promise.all([...Array(300)].map(() => link.pingMs()));
      expect(pings).not.toContain(undefined); // None waits for, or fails on, one that is still connecting.
    }

    expect(link.report()).toMatchObject({ size: 3, maxAllowed: 4, waiting: 0, active: 0 });
  });

  it('tells a server that says no from one that is not there', async () => {
    if (!hasRedis()) return;
    const server = await started(await freePort());
    const link = await connectedLink(server.url, { poolMax: 4 });
    ends.push(() => link.onApplicationShutdown());
    const warnings: unknown[] = [];
    const quiet = () => undefined;
    const warn = (message: unknown) => void warnings.push(message);
    Logger.overrideLogger({ log: quiet, error: quiet, warn });
    ends.push(() => {
      Logger.overrideLogger(false);
    });
    const spoil = `redis.call('HSET', KEYS[1], 'a', '1')`;
    await link.run(({ commands }) => commands.eval(spoil, { keys: ['k'], arguments: [] }), 1_000);
    const read = () => link.run(({ commands }) => commands.get('k'), 1_000).catch(() => undefined);
    for (let round = 0; round < 10; round++) await Promise.all([...Array(200)].map(read));

    expect(link.report()).toMatchObject({
      size: 3,
      lastError: expect.stringMatching(/^WRONGTYPE/),
    });
    expect(warnings).toEqual([expect.objectContaining({ message: 'Redis refuses a command' })]);
  });

  it('connects anew to a server that has been silent for long', async () => {
    if (!hasRedis()) return;
    const server = await started(await freePort());
    const link = await connectedLink(server.url);
    ends.push(() => link.onApplicationShutdown());
    const before = link.report().createdTotal;
    link.reopen();
    await eventually(async () => (await link.pingMs()) !== undefined, 2_000);

    expect(link.report()).toMatchObject({ createdTotal: before + 1, closedTotal: 1 });
  });
});
