import { Bulkhead } from './bulkhead.js';
import { TooManyWaiting } from './http.problems.js';

const never = new AbortController().signal;

describe('Bulkhead', () => {
  it('lets so many run, so many wait, and refuses the next', async () => {
    const bulkhead = new Bulkhead('https://slow.example', 2, 1);

    expect(bulkhead.enter(never)).toBeUndefined();
    expect(bulkhead.enter(never)).toBeUndefined();
    const third = bulkhead.enter(never);
    expect(() => bulkhead.enter(never)).toThrow(TooManyWaiting);
    expect(bulkhead).toMatchObject({ running: 2, waiting: 1 });

    bulkhead.leave();
    await third;
    expect(bulkhead).toMatchObject({ running: 2, waiting: 0 });
    bulkhead.leave();
    bulkhead.leave();
    expect(bulkhead).toMatchObject({ running: 0, waiting: 0 });
  });

  it('serves in order, and forgets who has given up', async () => {
    const bulkhead = new Bulkhead('https://slow.example', 1, 10);
    const abort = new AbortController();
    const order: number[] = [];
    void bulkhead.enter(never);
    const second = bulkhead.enter(never)?.then(() => order.push(2));
    const third = bulkhead.enter(abort.signal);
    const fourth = bulkhead.enter(never)?.then(() => order.push(4));

    abort.abort(new Error('enough'));
    await expect(third).rejects.toThrow('enough');
    bulkhead.leave();
    await second;
    bulkhead.leave();
    await fourth;

    expect(order).toEqual([2, 4]);
    expect(bulkhead).toMatchObject({ running: 1, waiting: 0 });
  });
});
