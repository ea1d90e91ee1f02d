import { join } from 'node:path';
import { loadSettings } from '#platform/config';
import { RedisSettings } from './redis.settings.js';

const load = (path: string) => loadSettings(RedisSettings, { REDIS_TLS_CA_FILE: path });

describe('REDIS_TLS_CA_FILE', () => {
  it.each(['/nowhere/ca.pem', import.meta.dirname, import.meta.filename])(
    'is a fault of the settings when it is %s',
    (path) => {
      expect(() => load(path)).toThrow(
        'REDIS_TLS_CA_FILE: must be a file that can be read and holds certificates (PEM)',
      );
    },
  );

  it('may be a file of certificates', () => {
    const path = join(process.cwd(), 'test/fixtures/tls/localhost.cert.pem');
    expect(load(path).tlsCaFile).toBe(path);
  });
});
