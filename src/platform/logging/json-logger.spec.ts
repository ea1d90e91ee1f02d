import { Secret } from '#platform/config';
import { withLogContext } from './context.js';
import { JsonLogger } from './json-logger.js';

let written: string;
const write = process.stderr.write.bind(process.stderr);

beforeEach(() => {
  written = '';
  process.stderr.write = (text: string) => {
    written += text;
    return true;
  };
});

afterEach(() => {
  process.stderr.write = write;
});

/** What has been written, line by line; every line must be JSON. */
const lines = () =>
  written
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('JsonLogger', () => {
  it('writes one line of JSON for one fact', () => {
    new JsonLogger('log').warn({ message: 'Feed timed out', feedId: 'bbc' }, 'NewsDesk');

    expect(lines()).toEqual([
      {
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
        level: 'warn',
        from: 'NewsDesk',
        message: 'Feed timed out',
        feedId: 'bbc',
      },
    ]);
  });

  it.each([
    ['line feed', '\n'],
    ['carriage return', '\r\n'],
    ['line separator', '\u2028'],
    ['next line', '\u0085'],
    ['terminal escape', '\u001b[2K\u009b2J'],
  ])('lets no %s forge a line', (_name, separator) => {
    const forged = `${separator}{"level":"log","message":"all is well"}`;

    new JsonLogger('log').error(`bad feed${forged}`, new Error(`oh${forged}`));
    new JsonLogger('log').log({ message: 'x', title: forged });

    expect(lines()).toHaveLength(2);
    expect(lines()[0]?.['message']).toBe(`bad feed${forged}`);
    expect(written).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/);
  });

  it.each([
    ['message', 'x'.repeat(1_000_000)],
    ['fact', { message: 'm', body: '"'.repeat(1_000_000) }],
    ['error', new Error('\n'.repeat(1_000_000))],
  ])('bounds a line with an endless %s, and it is JSON all the same', (_name, message) => {
    withLogContext({ show_id: 's1' }, () => {
      new JsonLogger('log').error(message, 'Somebody');
    });

    expect(written.length).toBeLessThanOrEqual(16_385);
    expect(lines()).toEqual([
      expect.objectContaining({ level: 'error', from: 'Somebody', show_id: 's1' }),
    ]);
  });

  it.each([
    ['a circle', () => ({ message: 'm', self: circle() })],
    ['a bigint', () => ({ message: 'm', size: 1n })],
    ['nothing', () => undefined],
    ['null', () => null],
    [
      'a getter that throws',
      () => ({
        message: 'm',
        get bad() {
          throw new Error('no');
        },
      }),
    ],
  ])('never throws, not even for %s', (_name, make) => {
    new JsonLogger('log').log(make());

    expect(lines()).toHaveLength(1);
    expect(lines()[0]?.['level']).toBe('log');
  });

  it('says what is less severe only when asked', () => {
    const logger = new JsonLogger('warn');

    logger.debug('a');
    logger.log('b');
    logger.warn('c');
    logger.error('d');

    expect(lines().map(({ message }) => message)).toEqual(['c', 'd']);
  });

  it('follows settings that change while it runs', () => {
    const settings: { level: 'error' | 'debug' } = { level: 'error' };
    const logger = new JsonLogger('debug');
    logger.follow(settings);

    logger.warn('a');
    settings.level = 'debug';
    logger.debug('b');

    expect(lines().map(({ message }) => message)).toEqual(['b']);
  });

  it('tells what caused an error, and the credentials of no address', () => {
    const cause = new Error('no way to postgres://radio:hunter2@db/radio');

    new JsonLogger('log').error('It broke', new Error('outer', { cause }));
    new JsonLogger('log').error({
      message: 'x',
      url: 'redis://:hunter2@r',
      list: ['a://b:hunter2@c'],
    });

    expect(lines()[0]?.['error']).toMatch(
      /outer\n[^]*Caused by: Error: no way to postgres:\/\/\*\*\*@db/,
    );
    expect(written).not.toContain('hunter2');
  });

  it('tells an error with its stack, wherever it stands', () => {
    new JsonLogger('log').error('It broke', new TypeError('inside'), 'Mixer');
    new JsonLogger('log').error({ message: 'It broke', reason: new TypeError('within') });

    expect(lines()[0]).toMatchObject({
      from: 'Mixer',
      error: expect.stringMatching(/^TypeError: inside\n\s+at /) as string,
    });
    expect(lines()[1]?.['reason']).toMatch(/^TypeError: within/);
  });

  it('carries the facts of the work in progress, inner over outer', () => {
    withLogContext({ request_id: 'r1', job_id: 'a' }, () => {
      withLogContext({ job_id: 'b' }, () => {
        new JsonLogger('log').log('inside');
      });
    });
    new JsonLogger('log').log('outside');

    expect(lines()[0]).toMatchObject({ request_id: 'r1', job_id: 'b' });
    expect(lines()[1]).not.toHaveProperty('job_id');
  });

  it('prints no secret and lets no fact change the level', () => {
    const facts = { message: 'm', key: new Secret('hunter2'), level: 'debug', time: 'never' };

    new JsonLogger('log').error(facts);

    expect(written).not.toContain('hunter2');
    expect(lines()[0]).toMatchObject({ level: 'error', key: '***' });
    expect(lines()[0]?.['time']).not.toBe('never');
  });
});

function circle(): object {
  const one: Record<string, unknown> = {};
  one['self'] = one;
  return one;
}
