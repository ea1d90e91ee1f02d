import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Deadline } from './deadline.js';

describe('a deadline', () => {
  it('aborts when its time is over', async () => {
    const deadline = new Deadline(10);
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([false, false]);
    await sleep(30);
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([true, true]);
    expect(deadline.signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts with the reason of the signal it is given, which is not its own time', () => {
    const caller = new AbortController();
    const deadline = new Deadline(60_000, caller.signal);
    caller.abort(new Error('enough'));
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([false, true]);
    expect(deadline.signal.reason).toEqual(new Error('enough'));
    deadline.end();
  });

  it('never aborts once the work has ended', async () => {
    const deadline = new Deadline(10);
    deadline.end();
    await sleep(30);
    expect([deadline.isOver, deadline.signal.aborted]).toEqual([false, false]);
  });

  it('leaves no listener on the signal it was given', () => {
    const caller = new AbortController();
    for (let n = 0; n < 100; n++) new Deadline(60_000, caller.signal).end();
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
  });
});
