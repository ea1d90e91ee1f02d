import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Database } from '#platform/database';
import { connect } from '#test/database';
import { ShowFileUses } from './show-file-uses.js';

const id = (name: string) => name.padEnd(64, '0');
const [running, finished] = [randomUUID(), randomUUID()];

describe('ShowFileUses', () => {
  let source: DataSource;
  let uses: ShowFileUses;

  beforeAll(async () => {
    source = await connect([]);
    uses = new ShowFileUses(new Database(source), undefined as never);
    for (const [show, status] of [
      [running, 'running'],
      [finished, 'completed'],
    ])
      await source.query(
        `insert into show (id, status, stage, percent, sentence, request, preset, channel, language, seed, request_hash, created_at)
         values ($1, $2, 'publish', 100, '', '{}', 'zurich', 'zurich', 'de', '1', '', now())`,
        [show, status],
      );
    const cover = { fileId: id('c0'), small: { fileId: id('c1') } };
    const files = [{ fileId: id('a0') }, { fileId: id('c0') }];
    await source.query(
      `insert into show_stage (show_id, stage, state, attempts, output)
         values ($1, 'cover', 'done', 1, $2), ($1, 'package', 'done', 1, $3), ($1, 'plan', 'done', 1, '{}')`,
      [running, JSON.stringify(cover), JSON.stringify({ files })],
    );
    await source.query(`insert into show_file values ($1, 'a.mp3', 'audio', $2, 'audio/mpeg', 1)`, [
      finished,
      id('f0'),
    ]);
    // More than a page of them.
    await source.query(
      `insert into show_version (show_id, version, action, editor, at, script, files)
         select $1, i, 'edited', 'station', now(), '{}', jsonb_build_array(jsonb_build_object('fileId', $2 || i))
           from generate_series(1, 1500) i`,
      [finished, 'v'],
    );
  });
  afterAll(() => source.destroy());

  it('knows which of some files shows need, finished or not', async () => {
    const needed = [id('c0'), id('c1'), id('a0'), id('f0'), 'v1500'];

    const used = await uses.used([...needed, id('e0')]);

    expect(used.sort()).toEqual(needed.sort());
  });

  it('tells every file, also those of shows that are not finished', async () => {
    const all: Array<[string, string]> = [];
    for await (const { id: file, what } of uses.all()) all.push([file, what]);

    expect(all.filter(([, what]) => !what.includes('version'))).toEqual([
      [id('f0'), `show ${finished} (a.mp3)`],
      [id('c0'), `show ${running}, stage cover`],
      [id('c1'), `show ${running}, stage cover`],
      [id('a0'), `show ${running}, stage package`],
      [id('c0'), `show ${running}, stage package`],
    ]);
    expect(new Set(all.map(([file]) => file)).size).toBe(1_504);
    expect(all.filter(([, what]) => what.includes('version'))).toHaveLength(1_500);
  });
});
