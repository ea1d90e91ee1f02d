import { DatabaseOverloaded, DatabaseUnavailable } from './database.problems.js';
import { isConnectionLoss, problemOf } from './connection-loss.js';
import { retryPauseMs } from './retry-pause.js';

const error = (code: string | undefined, message = 'said so') =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

describe('an error of pg', () => {
  it.each(['08006', '57P01', '57P03', '25006', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND'])(
    'with %s means that the database is away',
    (code) => {
      expect(isConnectionLoss(error(code))).toBe(true);
      expect(problemOf(error(code))).toBeInstanceOf(DatabaseUnavailable);
    },
  );

  it.each(['Connection terminated unexpectedly', 'timeout expired', 'Connection terminated'])(
    '"%s" does as well',
    (message) => {
      expect(isConnectionLoss(error(undefined, message))).toBe(true);
    },
  );

  it.each(['57014', '53100', '53300', '55P03'])('with %s means too much work', (code) => {
    expect(isConnectionLoss(error(code))).toBe(false);
    expect(problemOf(error(code))).toBeInstanceOf(DatabaseOverloaded);
  });

  it.each(['23505', '42601', '22P02', undefined])('with %s is our own fault', (code) => {
    expect(isConnectionLoss(error(code))).toBe(false);
    expect(problemOf(error(code))).toBeUndefined();
  });

  it.each([undefined, null, 'text', 5])('may be no error at all: %j', (odd) => {
    expect(problemOf(odd)).toBeUndefined();
  });
});

describe('the pause before another try', () => {
  it('doubles, and ends after the last', () => {
    const away = error('ECONNREFUSED');

    expect(retryPauseMs(away, 1, 3)).toBeCloseTo(50, -1.2);
    expect(retryPauseMs(away, 2, 3)).toBeCloseTo(100, -1.5);
    expect(retryPauseMs(away, 3, 3)).toBeUndefined();
  });

  it.each(['28P01', '28000', '3D000'])('is never made after %s', (code) => {
    expect(retryPauseMs(error(code), 1, 3)).toBeUndefined();
  });
});
