import { Secret, ServiceSettings } from '#platform/config';
import { storeOf } from './files.module.js';
import { FilesSettings } from './files.settings.js';

function made(s3Endpoint: string, s3PathStyle: boolean): string {
  const settings = Object.assign(new FilesSettings(), {
    ...{ store: 's3', s3Bucket: 'radiox', s3Endpoint, s3PathStyle },
    ...{ s3AccessKey: new Secret('a'), s3SecretKey: new Secret('b') },
  });
  return storeOf(new ServiceSettings(), settings, undefined as never).name;
}

describe('the choice of a file store', () => {
  it.each(['http://127.0.0.1:9000', 'https://10.0.0.7', 'http://[::1]:9000/', 'http://127.1:9000'])(
    'refuses %s with the bucket before the host, for it would go to another bucket',
    (endpoint) => {
      expect(() => made(endpoint, false)).toThrow('FILES_S3_PATH_STYLE');
      expect(made(endpoint, true)).toBe('s3');
    },
  );

  it.each(['', 'https://minio.example.org:9000', 'http://localhost:9000'])(
    'takes "%s" with the bucket before the host',
    (endpoint) => {
      expect(made(endpoint, false)).toBe('s3');
    },
  );
});
