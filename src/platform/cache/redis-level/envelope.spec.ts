import { randomBytes } from 'node:crypto';
import { NotAParcel, NotPortable, open, seal } from './envelope.js';

const PACK_FROM = 1_000;
const parcelOf = (value: unknown) => ({
  value,
  tags: ['preset'],
  seen: 7,
  ttlMs: 60_000,
  graceMs: 500,
});
const there = async (value: unknown) => open('key', await seal('key', parcelOf(value), PACK_FROM));

describe('an envelope', () => {
  it.each([
    ['a date', new Date('2026-05-20T06:00:00.123Z')],
    ['a buffer', Buffer.from([0, 255, 1])],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['a map', new Map<unknown, unknown>([['a', new Map([[1n, undefined]])]])],
    ['a set', new Set([1, 'a', NaN])],
    ['a bigint', 2n ** 200n],
    ['undefined', undefined],
    ['null', null],
    ['NaN', NaN],
    ['infinity', -Infinity],
    ['minus zero', -0],
    ['nesting', { list: [{ at: new Date(0), none: undefined }], text: 'Zürich 🎙' }],
    ['a long text, packed', 'Grüezi '.repeat(10_000)],
    ['noise that cannot be packed', randomBytes(5_000)],
  ])('brings %s back as it was', async (_what, value) => {
    const parcel = await there(value);

    expect(parcel).toStrictEqual(parcelOf(value));
    expect(Object.is(parcel.value, value) || typeof value === 'object').toBe(true);
  });

  it('keeps the kind of byte arrays', async () => {
    expect(Buffer.isBuffer((await there(Buffer.from('a'))).value)).toBe(true);
    expect(Buffer.isBuffer((await there(new Uint8Array(2))).value)).toBe(false);
  });

  it('survives a cycle', async () => {
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const { value } = await there(cycle);
    expect(value).toHaveProperty('self.self.self');
  });

  it('packs what is large, and what is small not', async () => {
    const large = await seal('key', parcelOf('a'.repeat(100_000)), PACK_FROM);
    const small = await seal('key', parcelOf('a'.repeat(900)), PACK_FROM);

    expect(large.length).toBeLessThan(2_000);
    expect(small.length).toBeGreaterThan(900);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['noise', randomBytes(300)],
    ['foreign JSON', Buffer.from('{"value":1,"expires":null}')],
    ['our magic and noise', Buffer.concat([Buffer.from('RXC1'), randomBytes(60)])],
  ])('refuses %s', async (_what, bytes) => {
    await expect(open('key', bytes)).rejects.toThrow(NotAParcel);
  });

  it.each([PACK_FROM, 1e9])('notices every flipped byte (packed from %d)', async (packFrom) => {
    const bytes = await seal('key', parcelOf('text '.repeat(300)), packFrom);
    for (let at = 16; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      await expect(open('key', damaged)).rejects.toThrow(NotAParcel);
    }
    await expect(open('key', bytes.subarray(0, -1))).rejects.toThrow(NotAParcel);
  });

  it('refuses the value of another key', async () => {
    await expect(open('other', await seal('key', parcelOf(1), PACK_FROM))).rejects.toThrow(
      NotAParcel,
    );
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', { at: Symbol('x') }],
  ])('says that %s cannot travel', async (_what, value) => {
    await expect(seal('key', parcelOf(value), PACK_FROM)).rejects.toThrow(NotPortable);
  });
});
