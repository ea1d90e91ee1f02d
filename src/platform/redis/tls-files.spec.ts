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

describe('a certificate of this station', () => {
  const [cert, key] = ['cert', 'key'].map((part) =>
    join(process.cwd(), `test/fixtures/tls/localhost.${part}.pem`),
  ) as [string, string];
  const own = (env: Record<string, string>) => loadSettings(RedisSettings, env);

  it('is taken with its key', () => {
    const { tlsCertFile, tlsKeyFile } = own({
      REDIS_TLS_CERT_FILE: cert,
      REDIS_TLS_KEY_FILE: key,
    });
    expect([tlsCertFile, tlsKeyFile]).toEqual([cert, key]);
  });

  it('is a fault of the settings without its key, and the key without it', () => {
    const fault = 'REDIS_TLS_KEY_FILE: must be a file with the private key (PEM)';
    expect(() => own({ REDIS_TLS_CERT_FILE: cert })).toThrow(fault);
    expect(() => own({ REDIS_TLS_CERT_FILE: cert, REDIS_TLS_KEY_FILE: cert })).toThrow(fault);
    expect(() => own({ REDIS_TLS_KEY_FILE: key })).toThrow('REDIS_TLS_CERT_FILE: must be a file');
  });
});
