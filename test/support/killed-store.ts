import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileStore } from '#platform/files';

/** Files of all sizes up to three parts of an upload, as fast as they are taken; a line for each that is. */
const WRITER = `
  import { randomBytes } from 'node:crypto';
  import { DiskFileStore, S3FileStore, FilesSettings } from '#platform/files';
  import { HttpClient, HttpEngine, HttpSettings } from '#platform/http';
  import { Secret } from '#platform/config';
  const { dataDir, s3 } = JSON.parse(process.argv[1]);
  const settings = Object.assign(new FilesSettings(), s3 ?? {});
  settings.s3AccessKey = new Secret('S3RVER');
  settings.s3SecretKey = new Secret('S3RVER');
  const store = s3
    ? new S3FileStore(dataDir, settings, HttpClient.over(new HttpEngine(new HttpSettings())))
    : new DiskFileStore(dataDir);
  console.log('begin');
  for (let n = 0; ; n++) {
    const bytes = randomBytes([30_000, 6_000_000, 900_000, 13_000_000][n % 4]);
    const { id } = await store.put(bytes);
    console.log(id);
  }
`;

export interface KilledWriter {
  readonly dataDir: string;
  readonly s3?: Readonly<Record<string, unknown>>;
  /** From the first file it kept to its end, milliseconds. */
  readonly lifeMs: number;
}

/** Has another process write to a store and kills it in the middle. @returns Ids of what it had been told is kept. */
export async function killWhileWriting({ lifeMs, ...what }: KilledWriter): Promise<string[]> {
  const args = ['--input-type=module', '-e', WRITER, JSON.stringify(what)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  const ended = once(child, 'close');
  while (said.split('\n').length < 3 && child.exitCode === null) await wait(5);
  await wait(lifeMs);
  child.kill('SIGKILL');
  await ended;
  return said.split('\n').slice(1, -1);
}

/** What a store shows that is not whole. */
export async function partialFiles(store: FileStore): Promise<string[]> {
  const partial = [];
  for await (const { id } of store.list()) if (!(await store.isIntact(id))) partial.push(id);
  return partial;
}
