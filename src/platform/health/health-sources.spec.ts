import { setTimeout as sleep } from 'node:timers/promises';
import type { HealthSource, Verdict } from './health-source.js';
import { HealthSources } from './health-sources.js';

const of = (more: Partial<HealthSource>): HealthSource => ({
  name: 'part',
  owner: 'platform/part',
  isRequired: true,
  check: () => ({ health: 'up' }),
  ...more,
});

function sourcesOf(...sources: HealthSource[]): HealthSources {
  const all = new HealthSources();
  for (const source of sources) all.register(source);
  return all;
}

const levels = async (sources: HealthSources) => (await sources.look()).map(({ level }) => level);

describe('HealthSources', () => {
  it.each([
    ['up', true, 'healthy'],
    ['up', false, 'healthy'],
    ['impaired', true, 'degraded'],
    ['impaired', false, 'degraded'],
    ['down', true, 'unhealthy'],
    ['down', false, 'degraded'],
  ] as const)(
    'a part that is %s and required=%s makes it %s',
    async (health, isRequired, level) => {
      expect(await levels(sourcesOf(of({ isRequired, check: () => ({ health }) })))).toEqual([
        level,
      ]);
    },
  );

  it('takes what throws, at once or later, for down', async () => {
    const thrown = () => {
      throw new Error('host db-1 said no');
    };
    const rejected = () => Promise.reject(new Error('host db-1 said no'));

    const found = await sourcesOf(
      of({ name: 'a', check: thrown }),
      of({ name: 'b', check: rejected }),
    ).look();

    expect(found.map(({ level }) => level)).toEqual(['unhealthy', 'unhealthy']);
    expect(JSON.stringify(found)).not.toContain('db-1');
  });

  it('takes what hangs for down, and lets nobody wait for it a second time', async () => {
    const sources = sourcesOf(of({ check: () => new Promise<Verdict>(() => undefined) }));
    const from = performance.now();
    expect(await levels(sources)).toEqual(['unhealthy']);
    expect(performance.now() - from).toBeGreaterThan(1_500);
    await sleep(550); // What was found is no longer fresh: it is looked at again.

    const again = performance.now();
    expect(await levels(sources)).toEqual(['unhealthy']);
    expect(performance.now() - again).toBeLessThan(500);
  }, 10_000);

  it('looks once for a crowd, and again when that is half a second ago', async () => {
    let looks = 0;
    const check = async (): Promise<Verdict> => {
      looks++;
      await sleep(20);
      return { health: 'up' };
    };
    const sources = sourcesOf(of({ check }));

    await Promise.all(Array.from({ length: 50 }, () => sources.look()));
    await sources.look();
    expect(looks).toBe(1);
    await sleep(550);
    await sources.look();
    expect(looks).toBe(2);
  });

  it('asks a part that knows without waiting every time', async () => {
    let health: Verdict['health'] = 'up';
    const sources = sourcesOf(of({ check: () => ({ health }) }));
    expect(await levels(sources)).toEqual(['healthy']);

    health = 'down';

    expect(await levels(sources)).toEqual(['unhealthy']);
  });

  it('refuses a second part of the same name', () => {
    expect(() => sourcesOf(of({}), of({}))).toThrow('Two parts say how "part" is.');
  });
});
