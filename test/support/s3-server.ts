import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';

/** An S3 server of its own on loopback, which checks signatures. */
export interface S3Server {
  /** Without a slash at its end. */
  readonly url: string;
  /** Where it keeps its objects. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

export const S3_BUCKET = 'radiox';
/** The one account of s3rver. */
export const S3_KEYS = { accessKey: 'S3RVER', secretKey: 'S3RVER' };

export async function startS3Server(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'radiox-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: S3_BUCKET, configs: [] }],
  });
  const { port } = await server.run();
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    close: async () => {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
