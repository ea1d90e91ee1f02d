import { CircuitBreaker } from './circuit-breaker.js';
import { DatabaseWatch } from './database-watch.js';
import type { FoundServer } from './primary.js';

type State = FoundServer['state'];

const STATE: State = {
  place: '10.0.0.1:5432',
  startedMs: 1_000,
  seenMs: 60_000,
  isWritable: true,
  isPrimary: true,
  system: '7',
  timeline: '00000001',
};

let answer: State | Error;
let breaker: CircuitBreaker;
let evictions: number;
let watch: DatabaseWatch;
let lookAgain: () => void;

beforeEach(async () => {
  answer = STATE;
  evictions = 0;
  breaker = new CircuitBreaker();
  const server = {
    look: () => (answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)),
    whenBack: () => undefined,
    evict: () => evictions++,
  };
  const pool = {
    whenLost: (listener: () => void) => (lookAgain = listener),
    evict: () => undefined,
    refuseWaiting: () => undefined,
    topUp: () => Promise.resolve(),
  };
  watch = new DatabaseWatch(server as never, pool as never, breaker);
  await watch.start();
});

afterEach(() => watch.stop());

async function sees(next: State | Error): Promise<void> {
  answer = next;
  lookAgain();
  await new Promise(setImmediate);
}

const state = () => breaker.state(performance.now());

describe('the breaker', () => {
  it('that the pool has opened is left to its trial while the watch is well', async () => {
    for (let n = 0; n < 10; n++) breaker.failed(performance.now());

    await sees(STATE);

    expect(state()).toBe('open');
  });

  it('counts failures on while the watch is well', async () => {
    for (let n = 0; n < 9; n++) breaker.failed(performance.now());
    await sees(STATE);
    breaker.failed(performance.now());

    expect(state()).toBe('open');
  });

  it('is opened when the database goes and closed when it comes', async () => {
    await sees(new Error('gone'));
    expect(state()).toBe('open');

    await sees(STATE);

    expect(state()).toBe('closed');
  });
});

describe('a failover', () => {
  it.each<[string, Partial<State>]>([
    ['at another address', { place: '10.0.0.2:5432' }],
    ['with a new timeline', { timeline: '00000002', startedMs: 70_000 }],
    ['with other data', { system: '8', startedMs: 70_000 }],
    ['that ran beside the one seen before', { startedMs: 59_000 }],
  ])('to a server %s is counted, and what is connected is cut', async (_, difference) => {
    await sees({ ...STATE, seenMs: 80_000, ...difference });

    expect(watch.health.failovers).toBe(1);
    expect(evictions).toBe(1);
  });

  it.each<[string, Partial<State>]>([
    ['a later look', {}],
    ['a restart', { startedMs: 61_000 }],
    ['a server that does not tell', { system: null, timeline: null }],
  ])('is not %s', async (_, difference) => {
    await sees({ ...STATE, seenMs: 80_000, ...difference });

    expect(watch.health.failovers).toBe(0);
    expect(evictions).toBe(0);
  });
});
