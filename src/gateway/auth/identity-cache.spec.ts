import { setTimeout as sleep } from 'node:timers/promises';
import { travel } from '#test/time-travel';
import type { Caller } from './caller.js';
import { type Identity, IdentityCache } from './identity-cache.js';

const someone = (keyId: string): Identity => ({
  caller: { kind: 'key', rank: 4, prefix: 'rx_abcde', keyId } satisfies Caller,
});
const isAway = (error: unknown) => (error as Error).message === 'away';
const away = () => Promise.reject(new Error('away'));

it('knows for seconds who was found, and looks once for many', async () => {
  const cache = new IdentityCache();
  let looks = 0;
  const look = async () => {
    looks++;
    await sleep(5);
    return someone('a');
  };
  const all = await Promise.all([1, 2, 3].map(() => cache.find('h', look, isAway)));

  expect(all.map((one) => one?.caller.keyId)).toEqual(['a', 'a', 'a']);
  expect(looks).toBe(1);
  expect(cache.fresh('h')?.caller.keyId).toBe('a');
  travel(6_000);
  expect(cache.fresh('h')).toBeUndefined();
});

it('does not keep that somebody is unknown', async () => {
  const cache = new IdentityCache();
  expect(await cache.find('h', () => Promise.resolve(undefined), isAway)).toBeUndefined();
  expect((await cache.find('h', () => Promise.resolve(someone('a')), isAway))?.caller.keyId).toBe(
    'a',
  );
});

it('goes on knowing while nobody can tell, and no longer once somebody can', async () => {
  const cache = new IdentityCache();
  await cache.find('h', () => Promise.resolve(someone('a')), isAway);
  travel(60_000);

  expect((await cache.find('h', away, isAway))?.caller.keyId).toBe('a');
  await expect(cache.find('other', away, isAway)).rejects.toThrow('away');
  await expect(cache.find('h', () => Promise.reject(new Error('bug')), isAway)).rejects.toThrow();
  expect(await cache.find('h', () => Promise.resolve(undefined), isAway)).toBeUndefined();
  await expect(cache.find('h', away, isAway)).rejects.toThrow('away');
});

it('waits for a slow answer half a second where somebody is known', async () => {
  const cache = new IdentityCache();
  await cache.find('h', () => Promise.resolve(someone('a')), isAway);
  let answer: (found: undefined) => void = () => undefined;
  const slow = new Promise<undefined>((found) => (answer = found));

  expect((await cache.find('h', () => slow, isAway))?.caller.keyId).toBe('a');
  answer(undefined);
  await sleep(0);
  expect(cache.has('h')).toBe(false);
});

it('does not keep what was found while it was taken back', async () => {
  const cache = new IdentityCache();
  let looks = 0;
  const found = await cache.find(
    'h',
    () => {
      looks++;
      if (looks > 1) return Promise.resolve(undefined);
      cache.forget(({ keyId }) => keyId === 'a');
      return Promise.resolve(someone('a'));
    },
    isAway,
  );

  expect(found).toBeUndefined();
  expect(looks).toBe(2);
  expect(cache.has('h')).toBe(false);
});

it('forgets only who is meant', async () => {
  const cache = new IdentityCache();
  for (const id of ['a', 'b']) await cache.find(id, () => Promise.resolve(someone(id)), isAway);
  cache.forget(({ keyId }) => keyId === 'a');

  expect([cache.has('a'), cache.has('b')]).toEqual([false, true]);
});

it('keeps a bounded number', async () => {
  const cache = new IdentityCache();
  for (let at = 0; at < 10_005; at++)
    await cache.find(`h${at}`, () => Promise.resolve(someone('a')), isAway);

  expect([cache.has('h4'), cache.has('h5'), cache.has('h10004')]).toEqual([false, true, true]);
});
