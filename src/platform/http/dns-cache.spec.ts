import { DnsCache, type NameSource } from './dns-cache.js';

let now: number;
let asked: string[];
let ttl: number | undefined;
let address: string;
let cache: DnsCache;

beforeEach(() => {
  now = 0;
  asked = [];
  ttl = undefined;
  address = '203.0.113.1';
  const source: NameSource = {
    addresses: async (host) => {
      asked.push(host);
      if (host === 'nowhere.example') throw new Error('ENOTFOUND');
      return [{ address, family: 4 }];
    },
    ttlSeconds: async () => ttl,
    cancel: () => undefined,
  };
  cache = new DnsCache(source, () => now);
});

const ask = async (host = 'paper.example') => {
  const [first] = await cache.addresses(host);
  await Promise.resolve();
  return first?.address;
};

describe('DnsCache', () => {
  it.each([
    [undefined, 4_999, 5_001],
    [1, 999, 1_001],
    [30, 29_999, 30_001],
    [86_400, 59_999, 60_001],
  ])('keeps a name with a TTL of %s s so long', async (seconds, known, gone) => {
    ttl = seconds;
    await ask();
    address = '203.0.113.2';

    now = known;
    expect(await ask()).toBe('203.0.113.1');
    now = gone;
    expect(await ask()).toBe('203.0.113.2');
  });

  it('keeps nothing whose TTL is zero', async () => {
    ttl = 0;
    await ask();
    await ask();

    expect(asked).toHaveLength(2);
  });

  it('resolves a name once for all who ask at once', async () => {
    await Promise.all(Array.from({ length: 100 }, () => ask()));

    expect(asked).toEqual(['paper.example']);
  });

  it('keeps no failure', async () => {
    await expect(ask('nowhere.example')).rejects.toThrow('ENOTFOUND');
    await expect(ask('nowhere.example')).rejects.toThrow('ENOTFOUND');

    expect(asked).toHaveLength(2);
  });

  it('forgets a name that could not be connected to', async () => {
    await ask();
    cache.forget('paper.example');
    await ask();

    expect(asked).toHaveLength(2);
  });

  it('stays small, and lets go of what was asked longest ago', async () => {
    for (let host = 0; host < 1_000; host++) await ask(`h${host}.example`);
    await ask('h0.example');
    await ask('one-more.example');
    asked = [];

    await ask('h0.example');
    await ask('h1.example');

    expect(cache.size).toBe(1_000);
    expect(asked).toEqual(['h1.example']);
  });
});
