import { type RunningApp, startApp } from '#test/app';

interface Answer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly etag: string;
  readonly body: Body;
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

describe('what people write', () => {
  let running: RunningApp;

  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  async function ask<Body = Record<string, unknown>>(
    method: Method,
    path: string,
    payload?: object,
    headers = {},
  ): Promise<Answer<Body>> {
    const answer = await running.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: { ...running.operator, ...headers },
      ...(payload && { payload }),
    });
    const body = (answer.body === '' ? {} : answer.json()) as Body;
    return { status: answer.statusCode, etag: String(answer.headers['etag']), body };
  }

  describe.each([
    ['presets', '/presets/bern', { display_name: 'Bern at noon' }, { display_name: 'Bern at one' }],
    ['speakers', '/speakers/brad', { name: 'Bradley' }, { name: 'Bradford' }],
  ])('%s', (_what, path, one, other) => {
    it('are read once: who has it is answered 304', async () => {
      const { etag, body } = await ask('GET', path);

      expect(etag).toMatch(/^"v1/);
      expect(body['version']).toBe(1);
      const again = await ask('GET', path, undefined, { 'if-none-match': `"x", W/${etag}` });
      expect([again.status, again.body, again.etag]).toEqual([304, {}, etag]);
      expect((await ask('GET', path, undefined, { 'if-none-match': '"v9"' })).status).toBe(200);
    });

    it('are changed as they were read, or not at all', async () => {
      const { etag } = await ask('GET', path);

      const first = await ask('PUT', path, one, { 'if-match': etag });
      const second = await ask('PUT', path, other, { 'if-match': etag });

      expect([first.status, first.body['version']]).toEqual([200, 2]);
      expect(first.body).toMatchObject(one);
      expect(second.status).toBe(412);
      expect(second.body).toMatchObject({ version: 2, type: expect.stringMatching(/-?changed$/) });
      expect((await ask('GET', path)).body).toMatchObject(one);
      expect((await ask('PUT', path, other, { 'if-match': 'v1' })).status).toBe(422);
    });

    it('changed by many at once from one version take one change', async () => {
      const { etag } = await ask('GET', path);

      const answers = await Promise.all(
        Array.from({ length: 8 }, () => ask('PUT', path, other, { 'if-match': etag })),
      );

      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(412)]);
      expect((await ask('GET', path)).body['version']).toBe(3);
    });

    it('are removed as they were read', async () => {
      const { etag } = await ask('GET', path);
      await ask('PUT', path, one);

      expect((await ask('DELETE', path, undefined, { 'if-match': etag })).status).toBe(412);
      const { etag: newest } = await ask('GET', path);
      expect((await ask('DELETE', path, undefined, { 'if-match': newest })).status).toBe(204);
      expect((await ask('GET', path)).status).toBe(404);
    });
  });

  it.each(['/presets', '/speakers'])('%s are read page by page', async (path) => {
    const seen: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 10; pages++) {
      const { body } = await ask<{
        items: Array<Record<string, string>>;
        total?: number;
        next_cursor: string | null;
      }>('GET', `${path}?limit=2&total=${pages === 0}${cursor}`);
      seen.push(...body.items.map((one) => one['preset_name'] ?? one['id'] ?? ''));
      expect(body.items.length).toBeLessThanOrEqual(2);
      expect(typeof body.total).toBe(pages === 0 ? 'number' : 'undefined');
      if (body.next_cursor === null) break;
      cursor = `&cursor=${body.next_cursor}`;
    }

    const { body } = await ask<{ items: object[]; total: number }>('GET', path);
    expect(seen).toHaveLength(body.total);
    expect(new Set(seen).size).toBe(body.items.length);
    expect(seen).toEqual([...seen].sort());
    expect((await ask('GET', `${path}?limit=0`)).status).toBe(422);
    expect((await ask('GET', `${path}?colour=red`)).status).toBe(422);
    expect((await ask('GET', `${path}?cursor=AAAAA`)).status).toBe(422);
  });

  describe('a preset', () => {
    it('names only what there is, all faults at once', async () => {
      const preset = {
        preset_name: 'ghosts',
        display_name: 'Ghosts',
        channel: 'atlantis',
        primary_speaker: 'nobody',
        news_sources: ['swissinfo-en', 'no-such-feed'],
      };

      const { status, body } = await ask('POST', '/presets', preset);

      expect(status).toBe(422);
      const fields = (body['errors'] as Array<{ field: string }>).map(({ field }) => field);
      expect(fields).toEqual(expect.arrayContaining(['channel', 'primary_speaker']));
      expect(fields).toContain('news_sources.1');
    });

    it('is found by what it is like', async () => {
      const { body } = await ask<{ items: Array<{ preset_name: string }> }>(
        'GET',
        '/presets?channel=basel',
      );
      expect(body.items.map(({ preset_name }) => preset_name)).toEqual(['basel']);
      expect((await ask('GET', '/presets?auto_generate=perhaps')).status).toBe(422);
    });
  });

  describe('a speaker', () => {
    const NORA = {
      id: 'nora',
      name: 'Nora',
      roles: ['guest', 'co_host'],
      languages: ['de', 'en'],
      mood: ['curious'],
      humour: 'laughs at bad puns',
      pace: 1.1,
      speaking_styles: { casual: { manner: 'short sentences', pace: 0.9, mood: ['relaxed'] } },
      voices: { en: { flite: 'slt' }, de: { espeak: 'de-f2', elevenlabs: 'abc123' } },
      voice_settings: { de: { elevenlabs: { stability: 0.4, boost: true, speed: 1.05 } } },
      pronunciations: { de: { Uster: 'Uschter', gif: { ipa: 'dʒɪf' } } },
    };

    it('is a whole persona', async () => {
      const { status, body } = await ask('POST', '/speakers', NORA);

      expect(status).toBe(201);
      expect(body).toMatchObject({ ...NORA, version: 1 });
      const { body: config } = await ask('GET', '/speakers/nora/config');
      expect(config).toMatchObject({
        id: 'nora',
        languages: [
          { language: 'de', pronunciations: 2, characters_per_second: null },
          { language: 'en', voices: [{ provider: 'flite', voice_id: 'slt', settings: {} }] },
        ],
      });
    });

    it.each([
      ['language=de&role=guest', ['nora']],
      ['q=BAD%20pun', ['nora']],
      ['role=weather', ['lucy']],
      ['q=%25', []],
    ])('is found by %s', async (query, ids) => {
      const { body } = await ask<{ items: Array<{ id: string }> }>('GET', `/speakers?${query}`);
      expect(body.items.map(({ id }) => id)).toEqual(ids);
    });

    it('is refused what makes no sense', async () => {
      const wrong = {
        humour: 'two\nlines',
        speaking_styles: { frantic: {} },
        voice_settings: { de: { elevenlabs: { stability: 2 } } },
        pronunciations: { de: { word: { ipa: '<b>' } } },
        voices: { xx: { flite: 'rms' } },
      };

      const { status, body } = await ask('PUT', '/speakers/nora', wrong);

      expect(status).toBe(422);
      const errors = body['errors'] as Array<{ field: string; rule: string }>;
      expect(errors.map(({ field }) => field).sort()).toEqual(Object.keys(wrong).sort());
      expect(errors.find(({ field }) => field === 'voice_settings')?.rule).toMatch(/stability/);
      for (const path of ['/speakers?role=king', '/speakers/by-role/king', '/speakers?language=xx'])
        expect((await ask('GET', path)).status).toBe(422);
    });

    it('has a dictionary, word by word', async () => {
      const at = '/speakers/nora/pronunciations/de';
      const said = await ask('PUT', `${at}/words/${encodeURIComponent('Zürich')}`, {
        respelling: 'Züri',
        ipa: 'ˈtsyːrɪç',
      });
      expect(said.status).toBe(200);
      expect((await ask('DELETE', `${at}/words/Uster`)).status).toBe(204);

      const { body, etag } = await ask('GET', at);
      expect(body['words']).toEqual({
        gif: { ipa: 'dʒɪf' },
        Zürich: { respelling: 'Züri', ipa: 'ˈtsyːrɪç' },
      });
      expect((await ask('PUT', at, { words: { a: 'b' } }, { 'if-match': '"v1"' })).status).toBe(
        412,
      );
      const put = await ask('PUT', at, { words: { Basel: 'Baasel' } }, { 'if-match': etag });
      expect(put.body['words']).toEqual({ Basel: { respelling: 'Baasel' } });
      expect((await ask('DELETE', `${at}/words/Uster`)).status).toBe(204);
      expect((await ask('PUT', `${at}/words/Uster`, {})).status).toBe(422);
      expect((await ask('PUT', `${at}/words/%3Cb%3E`, { respelling: 'x' })).status).toBe(422);
      expect((await ask('GET', '/speakers/nora/pronunciations/xx')).status).toBe(422);
      const many = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`w${n}`, 'x']));
      expect((await ask('PUT', at, { words: many })).status).toBe(422);
    });

    it('that hosts presets stays, and they are named', async () => {
      const { status, body } = await ask('DELETE', '/speakers/marcel');

      expect(status).toBe(409);
      expect(body).toMatchObject({ type: '/problems/speaker/in-use', speaker: 'marcel' });
      expect(body['presets']).toContain('zurich');
    });
  });
});
