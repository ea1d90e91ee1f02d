import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventLoop } from './event-loop.js';
import { observePauses } from './gc-observer.js';
import { diskSpace, parseNetDev } from './machine.js';
import { joined } from './history/point.js';

describe('what is read of the machine', () => {
  it('adds up networks, without loopback', () => {
    const text = [
      'Inter-|   Receive                                                |  Transmit',
      ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets',
      '    lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0',
      '  eth0:1000 5 0 0 0 0 0 0 200 3 0 0 0 0 0 0',
      '  eth1: 30 5 0 0 0 0 0 0 4 3 0 0 0 0 0 0',
    ].join('\n');

    expect(parseNetDev(text)).toEqual({ received: 1030, sent: 204 });
  });

  it('knows the room of a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'radiox-space-'));
    const { freeBytes, usedBytes, totalBytes } = await diskSpace(folder);
    rmSync(folder, { recursive: true });

    expect(freeBytes).toBeGreaterThan(0);
    expect(freeBytes + usedBytes).toBeLessThanOrEqual(totalBytes);
  });
});

describe('EventLoop', () => {
  it('sees that it was held up, and forgets it', async () => {
    const loop = new EventLoop();
    loop.start();
    await sleep(50);
    const until = performance.now() + 120;
    while (performance.now() < until);
    await sleep(50);
    const { maxMs, p50Ms } = loop.lag;
    loop.reset();
    const after = loop.lag;
    loop.stop();

    expect(maxMs).toBeGreaterThan(80);
    expect(p50Ms).toBeLessThan(maxMs);
    expect(after).toEqual({ p50Ms: 0, p99Ms: 0, maxMs: 0 });
    expect(loop.lag.maxMs).toBe(0);
  });
});

describe('observePauses', () => {
  it('hears of pauses for garbage', async () => {
    const kinds = new Set<string>();
    const observer = observePauses((kind) => kinds.add(kind));
    const deadlineMs = performance.now() + 5_000;
    let garbage: unknown[] = [];
    while (kinds.size === 0 && performance.now() < deadlineMs) {
      garbage = Array.from({ length: 100_000 }, (_, at) => ({ at, garbage: garbage.length }));
      await sleep(1);
    }
    observer.disconnect();

    expect([...kinds].every((kind) => kind !== 'other')).toBe(true);
    expect(kinds.size).toBeGreaterThan(0);
  });
});

describe('joined', () => {
  it('sums, averages or takes the highest', () => {
    const rules = {
      total: { fleet: 'sum', time: 'average' },
      worst: { fleet: 'max', time: 'max' },
    } as const;

    expect(
      joined([{ total: 1, worst: 5, plain: 2 }, { total: 2, worst: 3 }, { plain: 4 }], rules),
    ).toEqual({ total: 3, worst: 5, plain: 3 });
  });
});
