import { utimes } from 'node:fs/promises';
import type { Show } from '../show.entity.js';
import { aScript, openShowDesk, type ShowDesk, WRITTEN } from '#test/show-desk';

let desk: ShowDesk;
beforeAll(async () => {
  desk = await openShowDesk();
});
beforeEach(() => {
  desk.does.clear();
  desk.wanted.length = 0;
  desk.settings.versionsKept = 20;
  desk.does.set('voice', ({ output }) =>
    Promise.resolve({ ...output<object>('check'), takes: [], warnings: [] }),
  );
  desk.does.set('publish', async ({ show }) => {
    await desk.shows.setFiles(show.id, [await sound(`sound of ${show.id} v${show.version}`)]);
    return { path: '' };
  });
});
afterAll(() => desk.stop());

async function sound(content: string) {
  const { id, sizeBytes } = await desk.files.put(content);
  const dayAgo = new Date(Date.now() - 24 * 3600 * 1000); // What is younger is left to the sweep.
  await utimes(await desk.files.pathOf(id), dayAgo, dayAgo);
  return { name: 'show.mp3', kind: 'audio', fileId: id, contentType: 'audio/mpeg', sizeBytes };
}

/** A show that can be heard, in its first version. */
async function heard(plan: object = {}, more: Partial<Show> = {}): Promise<string> {
  const outputs = { ...WRITTEN, plan: { ...(WRITTEN.plan as object), ...plan } };
  const { id } = await desk.add(more, { ...outputs, cover: {} });
  await desk.produce({ showId: id, stage: 'voice', version: 1 });
  await produceWanted();
  expect((await desk.show(id)).status).toBe('completed');
  return id;
}

async function produceWanted(): Promise<void> {
  for (let job = desk.wanted.shift(); job; job = desk.wanted.shift())
    await desk.produce(job).catch(() => undefined);
}

async function edit(id: string, text: string): Promise<Show> {
  const { version } = await desk.show(id);
  const edited = { changes: [{ op: 'change' as const, n: 2, text }] };
  await desk.editor.edit(id, version, edited);
  await produceWanted();
  return desk.show(id);
}

const audioOf = async (id: string) => (await desk.shows.files(id))[0]?.fileId ?? '';

describe('versions of a show', () => {
  it('are forgotten with their files, but for the one that is taken up again', async () => {
    desk.settings.versionsKept = 2;
    const id = await heard();
    const first = await audioOf(id);
    await edit(id, 'It is late.');
    const second = await audioOf(id);
    desk.does.set('publish', async ({ show }) => {
      await desk.shows.setFiles(show.id, [await sound(`sound of ${show.id} v1`)]);
      return { path: '' };
    });

    await desk.editor.restore(id, 1, 2);
    const whileMaking = await desk.files.has(first);
    await produceWanted();
    await edit(id, 'It is later.');

    expect(whileMaking).toBe(true);
    expect(await desk.files.has(first)).toBe(true);
    expect(await desk.files.has(second)).toBe(false);
    expect((await desk.editor.history(id)).map(({ version }) => version)).toEqual([4, 3]);
  });

  it('keep the last one that was heard, however many fail after it', async () => {
    desk.settings.versionsKept = 2;
    const id = await heard();
    const first = await audioOf(id);
    desk.does.set('mix', () => Promise.reject(new Error('The mix fails.')));
    for (const text of ['One.', 'Two.', 'Three.'])
      expect((await edit(id, text)).status).toBe('failed');

    expect((await desk.editor.history(id)).map(({ version }) => version)).toEqual([4, 3, 1]);
    expect(await desk.versions.lastRender(id)).toBeDefined();
    expect(await desk.files.has(first)).toBe(true);

    desk.does.delete('mix');
    expect((await edit(id, 'Four.')).status).toBe('completed');
    await edit(id, 'Five.');
    expect((await desk.editor.history(id)).map(({ version }) => version)).toEqual([6, 5]);
    expect(await desk.files.has(first)).toBe(false);
  });

  it('are listed, and their files given, without a script being read', async () => {
    const id = await heard();
    const first = await audioOf(id);
    await edit(id, 'It is late.');
    const asked: string[] = [];
    const query = desk.database.query.bind(desk.database);
    desk.database.query = (sql: string, values) => {
      asked.push(sql);
      return query(sql, values);
    };
    const given = await desk.editor.file(id, 1, 'show.mp3');
    const present = await desk.editor.file(id, 2, 'show.mp3');
    const forFiles = asked.splice(0).join('\n');
    await desk.editor.version(id, 1);
    desk.database.query = query;

    expect(given).toMatchObject({ file: { fileId: first }, isForGood: true });
    expect(present).toMatchObject({ file: { fileId: await audioOf(id) }, isForGood: false });
    expect(forFiles).not.toMatch(/script|render|output/);
    expect(asked.filter((sql) => sql.includes('version desc'))).toEqual([]);
    await expect(desk.editor.file(id, 3, 'show.mp3')).rejects.toThrow('no version 3');
    await expect(desk.editor.version(id, 3)).rejects.toThrow('no version 3');
    await expect(desk.editor.file(id, 2, 'x.mp3')).rejects.toThrow('no file "x.mp3"');
  });

  it('say what the list needs to know', async () => {
    desk.does.set('mix', () => Promise.resolve({ durationS: 61.5, loudness: { lra: 3 } }));
    const id = await heard();
    await edit(id, 'It is late.');

    expect(await desk.editor.history(id)).toMatchObject([
      { version: 2, action: 'edited', title: 'News', segmentCount: 2, durationS: 61.5 },
      { version: 1, action: 'made', title: 'News', segmentCount: 2, loudness: { lra: 3 } },
    ]);
  });
});

describe('an approval', () => {
  const careful = { approvalRequired: true };
  const draft = async () => {
    const { id } = await desk.add(
      { status: 'waiting_for_approval' },
      { ...WRITTEN, plan: { ...(WRITTEN.plan as object), ...careful } },
    );
    return id;
  };

  it('is of the version that was read', async () => {
    const id = await draft();
    await edit(id, 'It is late.');

    await expect(desk.service.approve(id, 1)).rejects.toMatchObject({
      code: 'show/script-changed',
    });
    await desk.service.approve(id, 2);

    expect(await desk.show(id)).toMatchObject({ decision: { kind: 'approved', version: 2 } });
  });

  it('holds for no later version: an edited show waits again, and is made then', async () => {
    const id = await draft();
    await desk.service.approve(id);
    await produceWanted();
    const first = await audioOf(id);

    const edited = await edit(id, 'It is late.');

    expect(edited).toMatchObject({ status: 'waiting_for_approval', version: 2, decision: null });
    expect(await audioOf(id)).toBe(first);
    const { script } = await desk.editor.script(id);
    expect(script.segments[1]?.text).toBe('It is late.');
    await desk.service.approve(id, 2);
    await produceWanted();
    expect(await desk.show(id)).toMatchObject({ status: 'completed', decision: { version: 2 } });
    expect(await audioOf(id)).not.toBe(first);
  });

  it('is wanted for a former version, too, whose sound is then taken as it is', async () => {
    const id = await draft();
    await desk.service.approve(id);
    await produceWanted();
    await edit(id, 'It is late.');

    await desk.editor.restore(id, 1, 2);
    expect(await desk.show(id)).toMatchObject({ status: 'waiting_for_approval', version: 3 });
    await desk.service.approve(id, 3);

    expect(desk.wanted.map(({ stage }) => stage)).toEqual(['publish']);
    await produceWanted();
    expect((await desk.show(id)).status).toBe('completed');
    expect((await desk.editor.script(id)).script).toEqual(
      aScript(['Good morning.', 'The tram comes.']),
    );
  });
});
