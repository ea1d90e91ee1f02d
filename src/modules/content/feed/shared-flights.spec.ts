import { setTimeout as sleep } from 'node:timers/promises';
import { SharedFlights } from './shared-flights.js';

const patient = () => new AbortController().signal;

describe('work that several want at the same time', () => {
  it('is done once, and again for whoever comes later', async () => {
    const flights = new SharedFlights<number>();
    let times = 0;
    const work = async () => {
      await sleep(5);
      return ++times;
    };

    const together = await Promise.all([1, 2, 3].map(() => flights.join('a', patient(), work)));

    expect(together).toEqual([1, 1, 1]);
    expect(await flights.join('a', patient(), work)).toBe(2);
    expect(await flights.join('b', patient(), work)).toBe(3);
  });

  it('goes on for the others when one leaves, and ends with the last', async () => {
    const flights = new SharedFlights<string>();
    const ended: unknown[] = [];
    const work = (signal: AbortSignal) =>
      new Promise<string>((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          ended.push(signal.reason);
          reject(signal.reason as Error);
        });
      });
    const [hasty, slow] = [new AbortController(), new AbortController()];
    const first = flights.join('a', hasty.signal, work);
    const second = flights.join('a', slow.signal, work);

    hasty.abort(new Error('hasty'));
    await expect(first).rejects.toThrow('hasty');
    expect(ended).toEqual([]);
    slow.abort(new Error('slow'));
    await expect(second).rejects.toThrow('slow');
    expect(ended).toEqual([new Error('slow')]);
  });

  it('fails for all who wait', async () => {
    const flights = new SharedFlights<never>();
    const work = () => Promise.reject(new Error('no'));

    const results = await Promise.allSettled([
      flights.join('a', patient(), work),
      flights.join('a', patient(), work),
    ]);

    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
