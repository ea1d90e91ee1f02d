import { SeededRandom } from '#kernel';
import { AdaptivePolicy, type PolicySwitch } from './adaptive-policy.js';
import type { FixedPolicyName } from './eviction-order.js';
import { ExpiryOrder } from './expiry-order.js';
import { FixedPolicy } from './fixed-policy.js';
import { NONE } from './id-lists.js';
import type { Policy } from './policy.js';

type Trace = (reads: number, capacity: number) => Iterable<string>;
const { TRACES, CAPACITY } = (await import(
  new URL('../../../../bench/cache/traces.mjs', import.meta.url).href
)) as { TRACES: Record<string, Trace>; CAPACITY: number };

/** A cache of keys alone. */
class Keys {
  readonly #ids = new Map<string, number>();
  readonly #keys: string[] = [];
  hits = 0;
  reads = 0;

  constructor(
    private readonly policy: Policy,
    private readonly capacity: number,
  ) {}

  get kept(): string[] {
    return [...this.#ids.keys()].sort();
  }

  get size(): number {
    return this.#ids.size;
  }

  read(key: string, expiresAtMs = 1e9): boolean {
    this.reads++;
    const known = this.#ids.get(key);
    if (known !== undefined) {
      this.hits++;
      this.policy.hit(known);
      return true;
    }
    this.policy.miss(key, 0);
    while (this.#ids.size >= this.capacity) {
      const id = this.policy.evict();
      if (id === NONE) throw new Error('Nobody to evict.');
      this.#ids.delete(this.#keys[id] ?? '');
    }
    const id = this.policy.admit(key, 1, expiresAtMs);
    this.#ids.set(key, id);
    this.#keys[id] = key;
    return false;
  }

  delete(key: string): void {
    const id = this.#ids.get(key);
    if (id === undefined) return;
    this.policy.release(id);
    this.#ids.delete(key);
  }
}

const keep = (name: FixedPolicyName, capacity: number) => new Keys(new FixedPolicy(name), capacity);
const limitsOf = (entriesMax: number) => ({ entriesMax, bytesMax: 1e9 });

describe('a fixed policy', () => {
  it('lru lets the longest unread go', () => {
    const keys = keep('lru', 3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) keys.read(key);

    expect(keys.kept).toEqual(['a', 'c', 'd']);
  });

  it('fifo lets the longest kept go, read or not', () => {
    const keys = keep('fifo', 3);
    for (const key of ['a', 'b', 'c', 'a', 'd']) keys.read(key);

    expect(keys.kept).toEqual(['b', 'c', 'd']);
  });

  it('ttl lets go whoever would expire soonest', () => {
    const keys = keep('ttl', 3);
    keys.read('late', 300);
    keys.read('soon', 100);
    keys.read('later', 400);
    keys.read('new', 200);

    expect(keys.kept).toEqual(['late', 'later', 'new']);
  });

  it('lfu keeps what is read often through a scan of things read once', () => {
    const keys = keep('lfu', 20);
    for (let round = 0; round < 5; round++) for (let at = 0; at < 15; at++) keys.read(`hot${at}`);
    for (let at = 0; at < 200; at++) keys.read(`once${at}`);

    expect(keys.kept.filter((key) => key.startsWith('hot'))).toHaveLength(15);
  });

  it('lfu forgets in time what was once read often', () => {
    const keys = keep('lfu', 20);
    for (let round = 0; round < 50; round++) for (let at = 0; at < 20; at++) keys.read(`old${at}`);
    for (let round = 0; round < 200; round++) for (let at = 0; at < 15; at++) keys.read(`new${at}`);

    expect(keys.kept.filter((key) => key.startsWith('new')).length).toBeGreaterThanOrEqual(14);
  });

  it('ttl agrees with a sorted list, whatever comes and goes', () => {
    const random = new SeededRandom('heap');
    const order = new ExpiryOrder();
    order.grow(256);
    const expiry = new Map<number, number>();
    let wrong = 0;
    for (let step = 0; step < 5_000; step++) {
      const id = random.integer(0, 255);
      if (expiry.has(id)) {
        order.remove(id);
        expiry.delete(id);
      } else {
        expiry.set(id, random.integer(0, 1e9));
        order.add(id, expiry.get(id) ?? 0);
      }
      const victim = order.nextVictim();
      const named = victim === NONE ? Infinity : expiry.get(victim);
      if (named !== Math.min(...expiry.values())) wrong++;
    }
    expect(wrong).toBe(0);
  });
});

describe('the adaptive policy', () => {
  const READS = 60_000;

  function ratio(policy: Policy, trace: Trace): number {
    const keys = new Keys(policy, CAPACITY);
    let read = 0;
    for (const key of trace(READS, CAPACITY)) keys.read(key, 1e6 + ((read++ * 7919) % 1e6));
    return keys.hits / keys.reads;
  }

  it.each(Object.entries(TRACES))(
    'is within 2 points of the best fixed one: %s',
    (_name, trace) => {
      const fixed = (['lru', 'lfu', 'fifo', 'ttl'] as const).map((name) =>
        ratio(new FixedPolicy(name), trace),
      );
      const adaptive = ratio(new AdaptivePolicy(limitsOf(CAPACITY)), trace);

      expect(adaptive).toBeGreaterThan(Math.max(...fixed) - 0.02);
    },
  );

  it('switches to what does better, says so, and keeps every entry', () => {
    const heard: PolicySwitch[] = [];
    let kept: string[] = [];
    const policy = new AdaptivePolicy(limitsOf(100), (change) => {
      heard.push(change);
      kept = keys.kept;
    });
    const keys = new Keys(policy, 100);
    for (let era = 0; era < 40; era++)
      for (let read = 0; read < 400; read++) keys.read(`${era}:${(read * 7) % 90}`);

    expect(heard[0]).toMatchObject({ from: 'lfu', to: 'lru' });
    expect(policy.current).toBe('lru');
    expect(kept).toHaveLength(100);
  });

  it('holds its limits and its wits through everything at once', () => {
    const random = new SeededRandom('adaptive');
    const keys = new Keys(new AdaptivePolicy({ entriesMax: 30, bytesMax: 25 }), 30);
    let mostKept = 0;
    for (let step = 0; step < 50_000; step++) {
      const key = `k${Math.floor(random.next() ** 2 * 200)}`;
      if (random.next() < 0.1) keys.delete(key);
      else keys.read(key, random.integer(1, 1_000));
      mostKept = Math.max(mostKept, keys.size);
    }
    expect(mostKept).toBe(30);
  });
});
