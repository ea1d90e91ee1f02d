import { Clock } from '#kernel';
import { Retention, type RetentionRule } from './retention.js';

const ruleOf = (kind: string, prune: RetentionRule['prune'], days = 3): RetentionRule => ({
  ...{ kind, about: kind, days: () => days, prune },
  due: () => Promise.resolve(7),
});
const signal = new AbortController().signal;

it('a rule that fails is told, and the others are followed', async () => {
  const retention = new Retention(new Clock());
  const failure = new Error('broken');
  retention.register(
    ruleOf('one', () => Promise.resolve(1)),
    ruleOf('two', () => Promise.reject(failure)),
    ruleOf('three', () => Promise.resolve(3)),
    ruleOf('for ever', () => Promise.reject(new Error('never asked')), 0),
  );

  expect(await retention.run(signal)).toEqual([
    { kind: 'one', about: 'one', days: 3, due: 1 },
    { kind: 'two', about: 'two', days: 3, due: 0, failure },
    { kind: 'three', about: 'three', days: 3, due: 3 },
    { kind: 'for ever', about: 'for ever', days: 0, due: 0 },
  ]);
  expect((await retention.look()).map(({ due }) => due)).toEqual([7, 7, 7, 0]);
});

it('an end that is asked for is no failure of a rule', async () => {
  const retention = new Retention(new Clock());
  const leaving = new AbortController();
  const leave = () => {
    leaving.abort(new Error('leaving'));
    return Promise.reject(new Error('cut off'));
  };
  retention.register(
    ruleOf('one', leave),
    ruleOf('two', () => Promise.resolve(1)),
  );

  await expect(retention.run(leaving.signal)).rejects.toThrow('leaving');
});
