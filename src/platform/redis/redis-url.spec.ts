import { loadSettings } from '#platform/config';
import { parseRedisUrl } from './redis-url.js';
import { RedisSettings } from './redis.settings.js';

describe('parseRedisUrl', () => {
  it('reads every part', () => {
    expect(parseRedisUrl('rediss://user:p%40ss@cache.example:6380/3')).toEqual([
      {
        host: 'cache.example',
        port: 6380,
        username: 'user',
        password: 'p@ss',
        database: 3,
        isTls: true,
      },
    ]);
  });

  it('reads several, and IPv6', () => {
    const hosts = parseRedisUrl('redis://a,redis://[::1]:7000').map(({ host, port }) => [
      host,
      port,
    ]);
    expect(hosts).toEqual([
      ['a', 6379],
      ['::1', 7000],
    ]);
  });

  it.each(['', 'http://a', 'redis://', 'redis://a/16', 'redis://a/x', 'a:6379', 'redis://a,'])(
    'refuses "%s" without repeating it',
    (wrong) => {
      expect(() => parseRedisUrl(wrong)).toThrow(TypeError);
      if (wrong !== '')
        expect(() => loadSettings(RedisSettings, { REDIS_URL: wrong })).toThrow(
          /^(?!.*16).*REDIS_URL/s,
        );
    },
  );

  it('never prints the password', () => {
    const settings = loadSettings(RedisSettings, { REDIS_URL: 'redis://:hunter2@a' });
    expect(JSON.stringify(settings)).not.toContain('hunter2');
  });
});
