import { SharedWork } from './shared-work.js';

const wait = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('shared work', () => {
  it('is done once for all who ask at the same time', async () => {
    const shared = new SharedWork<number>();
    let done = 0;
    const work = async () => {
      await wait();
      return ++done;
    };
    const { signal } = new AbortController();

    expect(await Promise.all([1, 2, 3].map(() => shared.run('a', signal, work)))).toEqual([
      1, 1, 1,
    ]);
    expect(await shared.run('a', signal, work)).toBe(2);
    expect(shared.size).toBe(0);
  });

  it('goes on while one of them still wants it, and stops with the last', async () => {
    const shared = new SharedWork<string>();
    const controllers = [new AbortController(), new AbortController()];
    let stopped = false;
    const work = async (signal: AbortSignal) => {
      signal.addEventListener('abort', () => (stopped = true));
      await wait();
      await wait();
      return 'done';
    };
    const [one, other] = controllers.map(({ signal }) => shared.run('a', signal, work));

    controllers[0]?.abort(new Error('not me'));

    await expect(one).rejects.toThrow('not me');
    expect(stopped).toBe(false);
    expect(await other).toBe('done');
  });

  it('tells everybody of a failure', async () => {
    const shared = new SharedWork<string>();
    const { signal } = new AbortController();
    const both = [1, 2].map(() =>
      shared.run('a', signal, async () => Promise.reject(new Error('no'))),
    );

    expect((await Promise.allSettled(both)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
  });
});
