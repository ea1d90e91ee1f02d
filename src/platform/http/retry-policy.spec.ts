import { isTransientCode, isTransientStatus, mayRepeat, retryDelayMs } from './retry-policy.js';

describe('the retry policy', () => {
  it.each([408, 425, 429, 500, 502, 503, 504, 599])('tries again after %d', (status) => {
    expect(isTransientStatus(status)).toBe(true);
  });

  it.each([200, 204, 301, 304, 400, 401, 403, 404, 409, 410, 422, 451, 501])(
    'does not after %d',
    (status) => {
      expect(isTransientStatus(status)).toBe(false);
    },
  );

  it.each(['ECONNRESET', 'ECONNREFUSED', 'UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', undefined])(
    'tries again after a connection failed with %s',
    (code) => {
      expect(isTransientCode(code)).toBe(true);
    },
  );

  it.each([
    'ENOTFOUND',
    'EAI_AGAIN',
    'CERT_HAS_EXPIRED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'Z_DATA_ERROR',
  ])('does not after %s', (code) => {
    expect(isTransientCode(code)).toBe(false);
  });

  it('repeats what is idempotent by its method or by its key', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
      expect(mayRepeat(method, undefined)).toBe(true);
    for (const method of ['POST', 'PATCH']) {
      expect(mayRepeat(method, undefined)).toBe(false);
      expect(mayRepeat(method, 'key')).toBe(true);
    }
  });

  it.each([
    [1, 750, 1_250],
    [2, 1_500, 2_500],
    [3, 3_000, 5_000],
  ])('waits before retry %d between %d and %d ms', (retry, least, most) => {
    expect(retryDelayMs(retry, { baseMs: 1_000, chance: 0 })).toBe(least);
    expect(retryDelayMs(retry, { baseMs: 1_000, chance: 1 })).toBe(most);
  });

  it('never comes back before the server asked', () => {
    expect(retryDelayMs(1, { baseMs: 1_000, chance: 0, askedMs: 7_000 })).toBe(7_000);
    expect(retryDelayMs(1, { baseMs: 1_000, chance: 1, askedMs: 7_000 })).toBe(7_250);
    expect(retryDelayMs(3, { baseMs: 1_000, chance: 0, askedMs: 10 })).toBe(3_000);
  });
});
