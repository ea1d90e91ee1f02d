import { execFileSync } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningApp, startApp } from '#test/app';
import { hasProgram } from '#test/demands';

interface ShowBody {
  readonly id: string;
  readonly status: string;
  readonly audio_url: string;
  readonly cover_url: string;
  readonly title: string;
  readonly segments: ReadonlyArray<{
    readonly text: string;
    readonly sources: string[];
    readonly segment_type: string;
    readonly start_seconds: number;
    readonly unsupported_claims: unknown[];
  }>;
  readonly files: ReadonlyArray<{ readonly name: string; readonly url: string }>;
  readonly metadata: {
    readonly audio_duration: number;
    readonly loudness: { readonly integrated_lufs: number; readonly true_peak_dbtp: number };
    readonly is_sample: boolean;
    readonly content_sources: ReadonlyArray<{ readonly id: string }>;
  };
}

const REQUEST = { duration_minutes: 1, feeds: 'sample', seed: 7, target_time: '08:00' };
const FINISHED_MS_MAX = 60_000;

describe('a show, from request to file', () => {
  let running: RunningApp;
  let show: ShowBody;

  const get = (url: string, headers = {}) => running.app.inject({ method: 'GET', url, headers });
  const generate = (payload: object, headers = {}) =>
    running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: { ...running.operator, ...headers },
      payload,
    });
  const finished = async (id: string): Promise<ShowBody> => {
    const deadline = performance.now() + FINISHED_MS_MAX;
    for (;;) {
      const body = (await get(`/api/v1/shows/${id}`)).json<ShowBody>();
      if (['completed', 'failed', 'cancelled'].includes(body.status)) return body;
      if (performance.now() > deadline) throw new Error(`The show is still ${body.status}.`);
      await sleep(100);
    }
  };

  beforeAll(async () => {
    running = await startApp();
    const accepted = await generate(REQUEST, { 'idempotency-key': 'first' });
    expect(accepted.statusCode).toBe(202);
    expect(accepted.headers.location).toBe(`/api/v1/shows/${accepted.json<ShowBody>().id}`);
    show = await finished(accepted.json<ShowBody>().id);
  }, 90_000);
  afterAll(() => running.stop());

  it('is finished, named and as long as was asked', () => {
    expect(show.status).toBe('completed');
    expect(show.title).toContain('Zurich');
    expect(Math.abs(show.metadata.audio_duration - 60)).toBeLessThan(6);
    expect(show.metadata.is_sample).toBe(true);
  });

  it('has the loudness of a podcast', () => {
    const { integrated_lufs, true_peak_dbtp } = show.metadata.loudness;

    expect(Math.abs(integrated_lufs + 16)).toBeLessThan(0.5);
    expect(true_peak_dbtp).toBeLessThanOrEqual(-1);
  });

  it('traces every sentence of news to articles it names', () => {
    const known = new Set(show.metadata.content_sources.map(({ id }) => id));
    const stories = show.segments.filter(({ segment_type }) => segment_type === 'story');

    expect(stories.length).toBeGreaterThan(0);
    for (const { sources } of stories) {
      expect(sources.length).toBeGreaterThan(0);
      expect(sources.filter((id) => !known.has(id))).toEqual([]);
    }
    expect(show.segments.flatMap(({ unsupported_claims }) => unsupported_claims)).toEqual([]);
  });

  it('gives its sound with ranges and to HEAD', async () => {
    const whole = await get(show.audio_url);
    const part = await get(show.audio_url, { range: 'bytes=100-199' });
    const head = await running.app.inject({ method: 'HEAD', url: show.audio_url });

    expect(whole.headers['content-type']).toBe('audio/mpeg');
    expect(whole.rawPayload.subarray(0, 3).toString()).toBe('ID3');
    expect(part.statusCode).toBe(206);
    expect(part.rawPayload).toEqual(whole.rawPayload.subarray(100, 200));
    expect(head.headers['content-length']).toBe(String(whole.rawPayload.length));
    expect((await get(show.audio_url, { range: 'bytes=999999999-' })).statusCode).toBe(416);
  });

  it('comes with cover, transcripts, chapters and waveform', async () => {
    const text = async (name: string) => {
      const file = show.files.find((one) => one.name === name);
      return (await get(file?.url ?? '')).body;
    };

    expect(show.cover_url).toMatch(/cover\.(png|jpg)$/);
    expect(await text('transcript.vtt')).toMatch(/^WEBVTT\n/);
    expect(await text('transcript.srt')).toContain(' --> ');
    expect(await text('transcript.txt')).toContain(show.segments[0]?.text.slice(0, 40));
    expect(JSON.parse(await text('chapters.json'))).toHaveProperty('chapters.0.title');
    expect(JSON.parse(await text('peaks.json'))).toHaveProperty('data.100');
  });

  it('lies in the archive folder once, and leaves no work behind', async () => {
    expect(await readdir(join(running.dataDir, 'shows'))).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d_08-00_zurich_marcel-jarvis_1min\.mp3$/),
    ]);
    expect(await readdir(join(running.dataDir, 'work'))).toEqual([]);
  });

  it('is read by another program: tags, chapters, cover, loudness', async () => {
    if (!hasProgram('ffprobe')) return;
    const [name = ''] = await readdir(join(running.dataDir, 'shows'));
    const file = join(running.dataDir, 'shows', name);
    const probe = execFileSync('ffprobe', [
      '-v',
      'quiet',
      '-of',
      'json',
      '-show_format',
      '-show_streams',
      '-show_chapters',
      file,
    ]);
    const seen = JSON.parse(probe.toString()) as {
      format: { tags: Record<string, string>; duration: string };
      streams: Array<{ codec_type: string; width?: number; height?: number }>;
      chapters: unknown[];
    };

    expect(seen.format.tags).toMatchObject({ title: show.title, genre: 'News/Talk' });
    expect(seen.chapters.length).toBeGreaterThan(0);
    expect(seen.streams.find(({ codec_type }) => codec_type === 'video')).toMatchObject({
      width: 1500,
      height: 1500,
    });
    expect(Math.abs(Number(seen.format.duration) - show.metadata.audio_duration)).toBeLessThan(0.2);
  });

  it('tells its progress again, from any event on', async () => {
    const events = (await get(`/api/v1/shows/${show.id}/events`)).body;
    const ids = [...events.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    const later = (
      await get(`/api/v1/shows/${show.id}/events`, { 'last-event-id': String(ids.at(-3)) })
    ).body;

    expect(events).toContain('"stage":"mix"');
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect([...later.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual(ids.slice(-2));
    expect(later).toContain('"status":"completed"');
  });

  it('is the same show for the same key, and refuses the key for another', async () => {
    const again = await Promise.all(
      Array.from({ length: 10 }, () => generate(REQUEST, { 'idempotency-key': 'first' })),
    );
    const other = await generate({ ...REQUEST, seed: 8 }, { 'idempotency-key': 'first' });

    expect(new Set(again.map((answer) => answer.json<ShowBody>().id))).toEqual(new Set([show.id]));
    expect(other.statusCode).toBe(409);
    expect((await get('/api/v1/shows')).json()).toMatchObject({
      items: [{ id: show.id }],
      next_cursor: null,
    });
  });

  it('with the same seed, news and clock has the same words', async () => {
    const dryRun = async () => {
      const answer = await generate({ ...REQUEST, dry_run: true, channel: 'bern' });
      return (await finished(answer.json<ShowBody>().id)).segments.map(({ text }) => text);
    };
    const first = await dryRun();

    expect(first.length).toBeGreaterThan(3);
    expect(await dryRun()).toEqual(first);
  });

  it('can be cancelled, and retried', async () => {
    const { id } = (
      await generate({ ...REQUEST, duration_minutes: 3, channel: 'basel' })
    ).json<ShowBody>();
    const post = (verb: string) =>
      running.app.inject({
        method: 'POST',
        url: `/api/v1/shows/${id}/${verb}`,
        headers: running.operator,
      });

    expect((await post('cancel')).json()).toMatchObject({ status: 'cancelled' });
    expect((await post('cancel')).statusCode).toBe(409);
    expect((await post('retry')).statusCode).toBe(202);
    expect((await finished(id)).status).toBe('completed');
  }, 60_000);

  it('fails with a sentence when no feed gives anything', async () => {
    const answer = await generate({ ...REQUEST, feeds: ['http://127.0.0.1:9/feed.xml'] });
    const failed = await finished(answer.json<ShowBody>().id);

    expect(failed).toMatchObject({
      status: 'failed',
      error: { stage: 'collect', code: 'show/nothing-to-tell' },
    });
  }, 60_000);

  it('needs the operator key to be made', async () => {
    const refused = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      payload: REQUEST,
    });

    expect(refused.statusCode).toBe(401);
    expect(refused.headers['content-type']).toContain('application/problem+json');
  });

  it.each([
    ['preset_name', { preset_name: 'atlantis' }],
    ['duration_minutes', { duration_minutes: -3 }],
    ['duration_minutes', { duration_minutes: 181 }],
    ['news_count', { news_count: 0 }],
    ['language', { language: 'xx' }],
    ['target_time', { target_time: '25:00' }],
    ['channel', { channel: 'mars' }],
    ['feeds', { feeds: [] }],
    ['feeds.0', { feeds: ['/etc/passwd'] }],
    ['colour', { colour: 'red' }],
  ])(
    'refuses a wrong %s, naming it and its rule, and leaves nothing behind',
    async (field, wrong) => {
      const before = (await get('/api/v1/shows/stats')).json<{ total: number }>().total;
      const refused = await generate(wrong);

      expect(refused.statusCode).toBe(422);
      expect(refused.headers['content-type']).toContain('application/problem+json');
      expect(refused.json()).toMatchObject({ errors: [{ field, rule: expect.any(String) }] });
      expect((await get('/api/v1/shows/stats')).json<{ total: number }>().total).toBe(before);
    },
  );

  it.each([
    [400, '{broken'],
    [413, `{"a":"${'x'.repeat(2_000_000)}"}`],
  ])('answers %d to a body that cannot be read', async (status, payload) => {
    const refused = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: { ...running.operator, 'content-type': 'application/json' },
      payload,
    });

    expect(refused.statusCode).toBe(status);
    expect(refused.json()).toMatchObject({
      errors: [{ field: 'body' }],
      request_id: expect.any(String),
    });
  });

  it('is unknown where it never was', async () => {
    expect((await get('/api/v1/shows/00000000-0000-4000-8000-000000000000')).statusCode).toBe(404);
    expect((await get('/api/v1/shows/nonsense')).statusCode).toBe(422);
    expect((await get(`/api/v1/shows/${show.id}/files/..%2f..%2fpasswd`)).statusCode).toBe(404);
  });

  it('is described in the API document', async () => {
    const document = (await get('/openapi.json')).json<{ paths: object }>();

    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/v1/shows/generate', '/api/v1/shows/{id}/events', '/livez']),
    );
    expect((await get('/docs')).statusCode).toBe(200);
    expect((await get('/health')).json()).toMatchObject({ status: 'healthy' });
  });
});
