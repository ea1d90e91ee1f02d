import { createReadStream } from 'node:fs';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Database } from '#platform/database';
import { connect } from '#test/database';
import { DiskFileStore } from './disk.file-store.js';
import { FileCare } from './file-care.js';
import { FileUses } from './file-uses.js';

/** A disk with a bad sector below one file, and with a file that goes as it is opened. */
class AilingStore extends DiskFileStore {
  unreadable = '';
  going = '';

  override async open(id: string): Promise<Readable> {
    if (id === this.unreadable)
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' });
    if (id !== this.going) return super.open(id);
    const path = await this.pathOf(id);
    await rm(path);
    return createReadStream(path);
  }
}

describe('FileCare', () => {
  let dataDir: string;
  let source: DataSource;
  let store: AilingStore;
  let uses: FileUses;

  beforeAll(async () => {
    Logger.overrideLogger(false); // It warns of what is made wrong here.
    source = await connect([]);
  });
  afterAll(() => source.destroy());
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'radiox-care-'));
    store = new AilingStore(dataDir);
    uses = new FileUses(store, new Database(source));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('names a file that cannot be read, skips one that goes meanwhile, and looks at all others', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push((await store.put(`file ${n}`)).id);
    [store.unreadable = '', store.going = ''] = ids;
    uses.register({
      name: 'shows',
      used: (asked) => Promise.resolve(asked.filter((id) => id === ids[0])),
      all: async function* () {
        yield await Promise.resolve({ id: ids[0] ?? '', what: 'show one' });
      },
    });

    const report = await new FileCare(store, uses).check();

    expect(report).toMatchObject({
      checked: 5,
      missingCount: 0,
      alteredCount: 0,
      unreadableCount: 1,
      unreadable: [{ id: ids[0], usedBy: ['show one'] }],
    });
  });

  it('leaves to the sweep what was stored just now, for who stored it may not have noted it yet', async () => {
    const { id } = await store.put('as before');
    const dayAgo = new Date(Date.now() - 24 * 3600 * 1000);
    await utimes(await store.pathOf(id), dayAgo, dayAgo);
    await store.put('as before'); // A show in the making stores the same again.

    expect(await uses.release(id)).toBe(false);
    expect(await store.has(id)).toBe(true);

    await utimes(await store.pathOf(id), dayAgo, dayAgo);
    expect(await uses.release(id)).toBe(true);
    expect(await store.has(id)).toBe(false);
  });
});
