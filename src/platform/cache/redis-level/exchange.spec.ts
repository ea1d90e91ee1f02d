import { Logger } from '@nestjs/common';
import type { RedisClient, RedisLink } from '#platform/redis';
import { eventually } from '#test/cache';
import { Exchange } from './exchange.js';
import { InvalidationLog } from './invalidation-log.js';

/** Redis as the exchange sees it: a counter, a channel, and messages that may get lost before they arrive. */
class FakeRedis {
  readonly told: string[] = [];
  isLosing = false;
  #counter = 0;
  #listener: (message: string) => void = () => undefined;

  readonly link = {
    isConfigured: true,
    keyPrefix: 'test',
    listen: (_channel: string, listener: (message: string) => void) => {
      this.#listener = listener;
    },
    run: (work: (redis: RedisClient) => Promise<unknown>) =>
      work({ commands: this.#commands } as unknown as RedisClient),
    reopen: () => undefined,
  } as unknown as RedisLink;

  readonly #commands = {
    ping: async () => 'PONG',
    get: async () => (this.#counter === 0 ? null : String(this.#counter)),
    hGetAll: async () => ({}),
    eval: async (
      _script: string,
      { arguments: [lowest, , , message] }: { arguments: string[] },
    ) => {
      if (this.isLosing) throw new Error('No answer within 35 ms.');
      this.#counter = Math.max(this.#counter, Number(lowest)) + 1;
      this.told.push(message ?? '');
      this.#listener(`${this.#counter} ${message}`);
      return String(this.#counter);
    },
  };
}

let redis: FakeRedis;
let log: InvalidationLog;
let exchange: Exchange;

beforeEach(async () => {
  Logger.overrideLogger(false);
  redis = new FakeRedis();
  log = new InvalidationLog();
  const options = { isEnabled: true, answerMsMax: 35 };
  exchange = new Exchange(redis.link, log, options, () => undefined);
  await exchange.start(100);
});
afterEach(() => {
  exchange.stop();
});

describe('Exchange', () => {
  it('tells at the next beat what Redis could not be told at once, though it was never away', async () => {
    redis.isLosing = true;
    expect(await exchange.announce({ tags: ['t'], keys: ['k'] }, 35)).toBeUndefined();
    redis.isLosing = false;
    expect(exchange.isUp).toBe(true);
    expect(log.isOutdated('k', ['t'], Number.MAX_SAFE_INTEGER)).toBe(true);

    await eventually(() => redis.told.some((news) => news.includes('"keys":["k"]')), 1_500);
    expect(log.isOutdated('k', ['t'], log.seen)).toBe(false);
    expect(exchange.opened).toBe(0);
  });
});
