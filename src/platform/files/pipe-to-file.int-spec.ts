import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeToFile } from './pipe-to-file.js';

it('has its file made when it fails, so that what is removed then is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pipe-'));

  const refused = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const { length } of chunks) throw new Error(`refused ${length} bytes`);
  };

  const made = await Promise.all(
    Array.from({ length: 50 }, async (_, n) => {
      const path = join(folder, String(n));
      const source = Readable.from([Buffer.alloc(9)]);
      await expect(pipeToFile(source, refused, path)).rejects.toThrow('refused 9 bytes');
      return existsSync(path);
    }),
  );

  expect(made).not.toContain(false);
  await rm(folder, { recursive: true });
});
