import { Turns } from './turns.js';

const { signal } = new AbortController();

describe('turns', () => {
  it('let so many work at once, in the order they came', async () => {
    const turns = new Turns(() => 2);
    const order: number[] = [];
    let most = 0;
    const work = (n: number) => async () => {
      order.push(n);
      most = Math.max(most, turns.running);
      await new Promise((done) => setTimeout(done, 2));
    };

    await Promise.all([1, 2, 3, 4, 5].map((n) => turns.run(signal, work(n))));

    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
    expect(turns.running).toBe(0);
  });

  it('go on after work that fails', async () => {
    const turns = new Turns(() => 1);
    const failing = turns.run(signal, () => Promise.reject(new Error('no')));
    const next = turns.run(signal, () => Promise.resolve('yes'));

    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('are left by who gives up', async () => {
    const turns = new Turns(() => 1);
    const free = Promise.withResolvers<undefined>();
    const first = turns.run(signal, () => free.promise);
    const controller = new AbortController();
    const waiting = turns.run(controller.signal, () => Promise.resolve('never'));

    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
    free.resolve(undefined);
    await first;
    expect(turns.running).toBe(0);
  });
});
