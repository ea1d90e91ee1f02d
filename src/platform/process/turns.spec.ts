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

  it('are more as soon as the bound is', async () => {
    let atOnce = 1;
    const turns = new Turns(() => atOnce);
    const free = Promise.withResolvers<undefined>();
    let most = 0;
    const work = async () => {
      most = Math.max(most, turns.running);
      await free.promise;
    };
    const first = turns.run(signal, () => Promise.resolve());
    const rest = [1, 2, 3].map(() => turns.run(signal, work));

    atOnce = 3;
    await first;
    await new Promise(setImmediate);
    free.resolve(undefined);
    await Promise.all(rest);

    expect(most).toBe(3);
  });

  it('are for no more than may wait, and those can be sent away', async () => {
    const turns = new Turns(() => 1, 1);
    const free = Promise.withResolvers<undefined>();
    const first = turns.run(undefined, () => free.promise);
    const second = turns.run(undefined, () => Promise.resolve());

    await expect(turns.run(undefined, () => Promise.resolve())).rejects.toThrow(
      'Too many wait already: 1',
    );
    turns.sendAway(new Error('closed'));
    await expect(second).rejects.toThrow('closed');
    free.resolve(undefined);
    await first;

    expect({ running: turns.running, waiting: turns.waiting }).toEqual({ running: 0, waiting: 0 });
  });
});
