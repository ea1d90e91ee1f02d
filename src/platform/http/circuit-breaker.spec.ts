import { setTimeout as sleep } from 'node:timers/promises';
import { BreakerClock, CircuitBreaker, type Judgement } from './circuit-breaker.js';
import { CircuitOpen } from './http.problems.js';

const OPEN_MS = 60;

let clock: BreakerClock;
let breaker: CircuitBreaker;
let sent: number;

beforeEach(() => {
  clock = new BreakerClock();
  breaker = new CircuitBreaker('https://api.example', clock, OPEN_MS);
  sent = 0;
});

afterEach(() => {
  breaker.close();
  clock.close();
});

const call = (judgement: Judgement) =>
  breaker.run(async () => {
    sent++;
    return { judgement, result: () => judgement };
  });

async function calls(...judgements: Judgement[]): Promise<void> {
  for (const judgement of judgements) await call(judgement).catch(() => undefined);
}

const times = (count: number, judgement: Judgement): Judgement[] =>
  Array.from({ length: count }, () => judgement);

describe('CircuitBreaker', () => {
  it('hands on what comes, well or ill', async () => {
    await expect(call('well')).resolves.toBe('well');
    await expect(call('ill')).resolves.toBe('ill');
    const broken = breaker.run(async () => ({
      judgement: 'ill' as const,
      result: () => {
        throw new Error('reset');
      },
    }));
    await expect(broken).rejects.toThrow('reset');
  });

  it('opens after 5 failures in a row, not after 4', async () => {
    await calls(...times(4, 'ill'), 'well', ...times(4, 'ill'));
    expect(breaker.isOpen).toBe(false);

    await calls('ill');

    expect(breaker.isOpen).toBe(true);
    expect(breaker.state).toMatchObject({ state: 'open', failureCount: 9 });
  });

  it('opens when half of 20 calls have failed, not before the 20th', async () => {
    const halves = Array.from({ length: 10 }, (): Judgement[] => ['well', 'ill']).flat();
    await calls(...halves.slice(0, 19));
    expect(breaker.isOpen).toBe(false);

    await calls('ill');

    expect(breaker.isOpen).toBe(true);
  });

  it('stays closed while fewer than half fail', async () => {
    for (let round = 0; round < 50; round++) await calls('ill', 'well', 'well');

    expect(breaker.isOpen).toBe(false);
    expect(sent).toBe(150);
  });

  it('sends nothing while it is open, and says when to come again', async () => {
    await calls(...times(5, 'ill'));

    const refusal = await call('well').catch((error: unknown) => error);

    expect(refusal).toBeInstanceOf(CircuitOpen);
    expect((refusal as CircuitOpen).facts).toEqual({ retry_after_s: 1 });
    expect(sent).toBe(5);
    expect(breaker.state.nextAttempt?.getTime()).toBeGreaterThan(Date.now() - 50);
  });

  it('lets one trial through, and closes when it goes well', async () => {
    await calls(...times(5, 'ill'));
    await sleep(OPEN_MS + 20);
    expect(breaker.state.state).toBe('half_open');

    const trials = await Promise.allSettled([call('well'), call('well'), call('well')]);

    expect(trials.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(sent).toBe(6);
    expect(breaker.state.state).toBe('closed');
  });

  it.each(['ill', 'silent'] as const)(
    'opens again after a trial that went %s',
    async (judgement) => {
      await calls(...times(5, 'ill'));
      await sleep(OPEN_MS + 20);

      await calls(judgement, 'well');

      expect(sent).toBe(6);
      expect(breaker.isOpen).toBe(true);
    },
  );

  it('takes a caller that gave up for neither success nor failure', async () => {
    await calls(...times(4, 'ill'), 'silent', 'ill');

    expect(breaker.isOpen).toBe(true);
  });

  it('stays shut when isolated until it is reset', async () => {
    breaker.isolate();
    await expect(call('well')).rejects.toThrow('isolated by an operator');
    await sleep(OPEN_MS + 20);
    await expect(call('well')).rejects.toThrow(CircuitOpen);
    expect(breaker.state).toMatchObject({ state: 'isolated', nextAttempt: undefined });

    breaker.reset();

    await expect(call('well')).resolves.toBe('well');
    expect(breaker.state).toMatchObject({ state: 'closed', failureCount: 0 });
  });

  it('forgets its failures when it is reset', async () => {
    await calls(...times(5, 'ill'));

    breaker.reset();
    await calls(...times(4, 'ill'));

    expect(breaker.isOpen).toBe(false);
  });
});
