import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskFileStore } from '#platform/files';
import { PublishStage } from './publish.stage.js';

/** A disk that says of itself that it is elsewhere. */
class DistantStore extends DiskFileStore {
  override readonly isLocal: boolean = false;
}

describe('the archive', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'radiox-publish-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  /** Publishes an edited show whose former version was shown. */
  async function published(files: DiskFileStore): Promise<{ path?: string }> {
    const audio = async (content: string) => ({
      ...{ name: 'show.mp3', kind: 'audio', contentType: 'audio/mpeg' },
      ...(await files.put(content).then(({ id, sizeBytes }) => ({ fileId: id, sizeBytes }))),
    });
    await files.expose((await audio('former')).fileId, 'shows', 'former.mp3');
    const former = { publish: { path: '/where/it/was/shows/former.mp3' } };
    const nothing = () => Promise.resolve();
    const stage = new PublishStage(
      { setFiles: nothing, trimOutput: nothing } as never,
      { note: nothing } as never,
      { used: nothing } as never,
      files,
      { lastRender: () => Promise.resolve(former) } as never,
      { countUse: nothing } as never,
    );
    const outputs: Record<string, unknown> = {
      plan: { airAt: '2026-05-20T06:00:00Z' },
      package: { files: [await audio('edited')], audioFile: 'show.mp3' },
      voice: { script: { storyIds: [] } },
      curate: { stories: [] },
      collect: {},
      mix: {},
    };
    const context = { show: { id: 'one' }, output: (name: string) => outputs[name] };
    return stage.run(context as never);
  }

  it('shows the edited show alone, also after the data folder has moved', async () => {
    const { path } = await published(new DiskFileStore(dataDir));

    expect(path).toBe(join(dataDir, 'shows', 'show.mp3'));
    expect(await readdir(join(dataDir, 'shows'))).toEqual(['show.mp3']);
  });

  it('puts no show on this disk where content lies elsewhere', async () => {
    expect(await published(new DistantStore(dataDir))).toEqual({});

    expect(await readdir(join(dataDir, 'shows'))).toEqual([]);
  });
});
