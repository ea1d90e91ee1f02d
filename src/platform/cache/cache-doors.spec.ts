import { CACHE_MANAGER, type Cache } from '@nestjs/cache-manager';
import { Injectable, Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { eventually } from '#test/cache';
import { travel } from '#test/time-travel';
import { Cached, CacheModule, CacheWarmer, TieredCache } from './index.js';
import { hasOverlap } from './warmer.js';

@Injectable()
class Library {
  calls = 0;

  @Cached({ namespace: 'books', ttl: 60, tags: ['book'] })
  async byName(name: string, year?: number): Promise<string> {
    this.calls++;
    return `${name} ${year ?? 'undated'}`;
  }

  @Cached({
    namespace: 'books',
    key: ({ id }: { id: number }) => String(id),
    tags: (book: string, { id }) => [`book:${id}`, book],
  })
  async one({ id }: { id: number }): Promise<string> {
    this.calls++;
    return `title-${id}`;
  }

  @Cached({ namespace: 'books' })
  async unclear(_at: object): Promise<number> {
    return 1;
  }
}

let module: TestingModule;
let cache: TieredCache;
let library: Library;

beforeEach(async () => {
  Logger.overrideLogger(false);
  module = await Test.createTestingModule({
    imports: [CacheModule],
    providers: [Library],
  }).compile();
  module.useLogger(false);
  await module.init();
  cache = module.get(TieredCache);
  library = module.get(Library);
});
afterEach(() => module.close());

describe('@Cached', () => {
  it('calls a method once for the same arguments', async () => {
    await Promise.all([library.byName('Zurich', 1900), library.byName('Zurich', 1900)]);
    expect(await library.byName('Zurich', 1900)).toBe('Zurich 1900');
    expect(await library.byName('Zurich')).toBe('Zurich undated');
    expect(library.calls).toBe(2);
  });

  it('calls it again when its tag is invalidated or its time is over', async () => {
    await library.byName('Basel');
    await cache.invalidateTags('book');
    await library.byName('Basel');
    travel(61_000);
    await library.byName('Basel');
    expect(library.calls).toBe(3);
  });

  it('takes key and tags from arguments and value', async () => {
    await library.one({ id: 1 });
    await library.one({ id: 1 });
    await cache.invalidateTags('book:1');
    await library.one({ id: 1 });
    await cache.invalidateTags('title-1');
    await library.one({ id: 1 });
    expect(library.calls).toBe(3);
  });

  it('refuses arguments it cannot tell apart', async () => {
    await expect(library.unclear({})).rejects.toThrow('needs a key');
  });

  it('calls the method of an instance that Nest has not made', async () => {
    const own = new Library();
    await own.byName('Bern');
    await own.byName('Bern');
    expect(own.calls).toBe(2);
  });
});

describe('CACHE_MANAGER', () => {
  it('is our cache behind the interface of cache-manager', async () => {
    const manager = module.get<Cache>(CACHE_MANAGER);
    await manager.set('k', { at: new Date(0) }, 5_000);
    expect(await manager.get('k')).toEqual({ at: new Date(0) });
    expect(await cache.space('nest').get('k')).toEqual({ at: new Date(0) });

    travel(5_100);
    expect(await manager.get('k')).toBeUndefined();

    let calls = 0;
    const load = () => Promise.resolve(++calls);
    expect([await manager.wrap('w', load), await manager.wrap('w', load)]).toEqual([1, 1]);
    await manager.mset([
      { key: 'a', value: 1 },
      { key: 'b', value: null },
    ]);
    expect(await manager.mget(['a', 'c'])).toEqual([1, undefined]);
    expect(await manager.del('a')).toBe(true);
    await manager.clear();
    expect(await manager.get('w')).toBeUndefined();
  });
});

describe('CacheWarmer', () => {
  it('warms at once after the start, on schedule and on demand, and one failure stops no other', async () => {
    const warmer = module.get(CacheWarmer);
    const runs: string[] = [];
    warmer.register({ pattern: 'presets:*', warm: async () => runs.push('presets'), every: 0.03 });
    warmer.register({
      pattern: 'speakers:*',
      warm: () => Promise.reject(new Error('no database')),
    });
    await eventually(() => runs.length >= 3, 1_000);

    const results = await warmer.warm();
    expect(results.map(({ pattern, isWarm }) => [pattern, isWarm])).toEqual([
      ['presets:*', true],
      ['speakers:*', false],
    ]);
    expect(await warmer.warm('presets:zurich')).toHaveLength(1);
  });

  it('warms what was registered before the start, and does not hold it up', async () => {
    let start: (() => void) | undefined;
    const isStarted = new Promise<void>((done) => (start = done));
    @Injectable()
    class Presets {
      constructor(warmer: CacheWarmer, caches: TieredCache) {
        const warm = async () => {
          await isStarted;
          await caches.space('presets').set('all', ['zurich']);
        };
        warmer.register({ pattern: 'presets:all', warm });
      }
    }
    const other = await Test.createTestingModule({
      imports: [CacheModule],
      providers: [Presets],
    }).compile();
    await other.init(); // Would never end if it waited for what waits for it.
    start?.();
    const presets = other.get(TieredCache).space('presets');
    await eventually(async () => (await presets.get('all')) !== undefined, 1_000);
    await other.close();
  });

  it.each([
    ['presets:*', 'presets:zurich', true],
    ['presets:zurich', '*', true],
    ['presets:*', 'speakers:*', false],
    ['a.c', 'abc', false],
  ])('%s and %s: %s', (one, other, overlap) => {
    expect(hasOverlap(one, other)).toBe(overlap);
  });
});
