import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '#platform/database';
import { type RunningApp, startApp } from '#test/app';
import { freshDatabase } from '#test/database';
import { ElevenLabsServer } from '#test/elevenlabs-server';
import type { Fault } from '#test/provider-server';
import { spokenSamples, wavOf } from '#test/spoken-samples';

interface Clone {
  readonly id: string;
  readonly voice: string;
  readonly status: string;
  readonly samples: ReadonlyArray<{ media_id: string; sha256: string; pitch_hz: number }>;
  readonly samples_deleted_at: string | null;
}
interface Refused {
  readonly type: string;
  readonly detail: string;
  readonly errors?: ReadonlyArray<{ field: string; rule: string }>;
}

const CONSENT = {
  who: 'Marcel Muster',
  when: '2026-01-05T10:00:00Z',
  text: 'I allow the station to make a voice of these recordings of mine.',
};

describe('a voice made of samples', () => {
  const eleven = new ElevenLabsServer();
  const rms: Buffer[] = [];
  let slt: Buffer = Buffer.alloc(0);
  let running: RunningApp;

  beforeAll(async () => {
    rms.push(...(await spokenSamples('rms')));
    [slt = slt] = await spokenSamples('slt');
    await eleven.start();
    running = await startApp({
      ELEVENLABS_API_KEY: eleven.key,
      ELEVENLABS_BASE_URL: eleven.origin,
      SPEND_PRICES: 'elevenlabs.voices=1',
      BUDGET_DAILY_USD: '8',
    });
  }, 60_000);
  beforeEach(() => {
    eleven.reset();
  });
  afterAll(async () => {
    await running.stop();
    await eleven.stop();
  });

  const ask = (method: 'GET' | 'POST' | 'DELETE' | 'PUT', url: string, payload?: object) =>
    running.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: running.operator,
      ...(payload && { payload }),
    });
  const clone = async (
    files: readonly Buffer[],
    asked: { consent?: object | null; key?: string; more?: Record<string, string> } = {},
  ) => {
    const { consent = CONSENT, key = '', more = {} } = asked;
    const form = new FormData();
    if (consent !== null) form.set('consent', JSON.stringify(consent));
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    for (const [at, file] of files.entries())
      form.append(
        'files',
        new Blob([new Uint8Array(file)], { type: 'audio/wav' }),
        `take-${at}.wav`,
      );
    const packed = new Response(form);
    return running.app.inject({
      method: 'POST',
      url: '/api/v1/speakers/marcel/clone',
      headers: {
        ...running.operator,
        'content-type': packed.headers.get('content-type') ?? '',
        ...(key !== '' && { 'idempotency-key': key }),
      },
      payload: Buffer.from(await packed.arrayBuffer()),
    });
  };
  const database = () => running.app.get(Database, { strict: false });
  const samplesKept = async () =>
    (await ask('GET', '/media/samples?limit=100')).json<{ items: unknown[] }>().items.length;
  const clones = async () =>
    (await ask('GET', '/speakers/marcel/clones')).json<{ items: Clone[] }>().items;

  it('is not made without a consent, whose fields are named, and keeps nothing', async () => {
    const without = await clone(rms, { consent: null });
    const late = await clone(rms, { consent: { ...CONSENT, when: '2999-01-01T00:00:00Z' } });
    const partly = await clone(rms, { consent: { who: 'Me', when: CONSENT.when } });

    expect([without.statusCode, late.statusCode, partly.statusCode]).toEqual([422, 422, 422]);
    expect(without.json<Refused>().errors?.[0]?.field).toBe('consent');
    expect(late.json<Refused>().errors?.[0]?.field).toBe('consent.when');
    expect(partly.json<Refused>().errors?.[0]?.field).toBe('consent.text');
    expect(eleven.cloned).toEqual([]);
    expect(await samplesKept()).toBe(0);
  });

  it.each([
    [{ ...CONSENT, when: '20260210' }, 'consent.when'],
    [{ ...CONSENT, when: '2026-W10-1' }, 'consent.when'],
    [{ ...CONSENT, when: '2026-060' }, 'consent.when'],
    [{ ...CONSENT, when: '2026-02-10T10' }, 'consent.when'],
    [{ ...CONSENT, who: null }, 'consent.who'],
    [{ ...CONSENT, who: 'a\u0000b' }, 'body'],
    [{ ...CONSENT, text: 'half a pair \ud800, and more' }, 'body'],
    [{ ...CONSENT, more: 1 }, 'consent.more'],
    [JSON.parse(`{"who":${'['.repeat(3_000)}${']'.repeat(3_000)}}`) as object, 'body'],
  ])('case %#: is not made with a consent that cannot be kept', async (consent, field) => {
    const asJson = await ask('POST', '/speakers/marcel/clone', { consent, media_ids: [] });
    const asForm = await clone([], { consent });

    for (const answer of [asJson, asForm])
      expect([answer.statusCode, answer.json<Refused>().errors?.[0]?.field]).toEqual([422, field]);
  });

  it('gives the money back where the database does not take it', async () => {
    const reserved = `select count(*)::int as count from spend_reservation`;
    const change = (how: string) => database().query(`alter table voice_clone ${how}`);
    await change(`add constraint none_of_him check (consent_who <> 'Nobody')`);

    const failed = await clone(rms, { consent: { ...CONSENT, who: 'Nobody' } });
    await change('drop constraint none_of_him');

    expect(failed.statusCode).toBe(500);
    expect(await database().query(reserved)).toEqual([{ count: 0 }]);
    expect(await samplesKept()).toBe(0);
  }, 30_000);

  it('is not made of two voices, of too little, or of what is no sound: the file and the rule are named', async () => {
    const two = await clone([...rms, slt]);
    const little = await clone(rms.slice(0, 1));
    const text = await clone([...rms, Buffer.from('#EXTM3U\n/etc/passwd')]);
    const none = await clone([]);

    expect([two, little, text, none].map(({ statusCode }) => statusCode)).toEqual([
      422, 422, 422, 422,
    ]);
    expect(two.json<Refused>().errors).toEqual([
      {
        field: 'files.3',
        rule: expect.stringMatching(/^"take-3\.wav" must be of the same voice as "take-\d\.wav"$/),
      },
    ]);
    expect(little.json<Refused>().errors?.[0]?.rule).toMatch(
      /30 s of speech in all; there are 1\d\.\d s/,
    );
    expect(text.json<Refused>().errors?.[0]).toMatchObject({ field: 'files.3' });
    expect(none.json<Refused>().errors?.[0]).toMatchObject({ field: 'files' });
    expect(eleven.cloned).toEqual([]);
    expect(await samplesKept()).toBe(0);
  }, 30_000);

  const failing: ReadonlyArray<readonly [string, Fault, RegExp]> = [
    ['500', (response) => response.writeHead(500).end('{}'), /answered 500/],
    [
      'no room',
      (response) => response.writeHead(400).end('{"detail":{"status":"voice_limit_reached"}}'),
      /no room for another voice/,
    ],
    [
      'a voice that was made, and an answer that broke off',
      (response, answer) => {
        response.writeHead = () => response;
        response.end = (() => response.socket?.destroy()) as never;
        answer();
      },
      /broke off/,
    ],
    [
      'a voice that was made, and garbage',
      (response, answer) => {
        const end = response.end.bind(response);
        response.end = (() => end('<html>')) as never;
        answer();
      },
      /garbage/,
    ],
  ];

  it.each(failing)(
    'leaves nothing half there after %s',
    async (_name, fault, says) => {
      eleven.fault = fault;
      const people = eleven.people.length;

      const failed = await clone(rms);

      expect(failed.statusCode).toBe(503);
      expect(failed.json<Refused>().type).toContain('audio/cloning-failed');
      expect(failed.json<Refused>().detail).toMatch(says);
      expect(eleven.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
      expect(eleven.people).toHaveLength(people);
      expect(await clones()).toEqual([]);
      expect(await samplesKept()).toBe(0);
      expect(
        (await ask('GET', '/speakers/marcel')).json<{ voices: object }>().voices,
      ).not.toMatchObject({
        en: { elevenlabs: expect.stringMatching(/^Clone/) },
      });
    },
    30_000,
  );

  /** It makes the voice, and its answer is lost. */
  const lost: Fault = (response, answer) => {
    response.writeHead = () => response;
    response.end = (() => response.socket?.destroy()) as never;
    answer();
  };
  const bad: Fault = (response) => response.writeHead(422).end('{}');
  const age = () =>
    database().query(`update voice_clone set created_at = now() - interval '11 minutes'
      where status not in ('ready', 'deleted')`);
  const forgetBreaker = () => ask('POST', '/http/breakers/reset', { origin: eleven.origin });

  it.each([
    ['the list cannot be had', lost, { listFault: bad }],
    ['the removal fails', lost, { removalFault: bad }],
    [
      'a gateway gives up before the voice is there',
      (response) => response.writeHead(504).end('{}'),
      {},
    ],
  ] as ReadonlyArray<readonly [string, Fault, object]>)(
    'keeps its consent where %s, until no voice is left',
    async (_name, fault, more) => {
      const people = eleven.people.map(({ voice_id: id }) => id);
      Object.assign(eleven, more, { fault });

      const failed = await clone(rms);

      expect(failed.statusCode).toBe(503);
      const [left] = await clones();
      expect(left).toMatchObject({ status: 'abandoned', consent: { who: CONSENT.who } });
      expect(await samplesKept()).toBe(0);
      const early = await ask('DELETE', `/speakers/marcel/clones/${left?.id ?? ''}`);
      expect(early.json<Refused>().type).toContain('audio/cloning-failed');
      expect(await clones()).toHaveLength(1);
      eleven.reset();
      await forgetBreaker();
      await age();
      const late = await ask('DELETE', `/speakers/marcel/clones/${left?.id ?? ''}`);
      expect([late.statusCode, await clones()]).toEqual([204, []]);
      const nonsense = await ask('DELETE', '/speakers/marcel/clones/nonsense');
      expect([nonsense.statusCode, nonsense.json<Refused>().errors?.[0]?.field]).toEqual([
        422,
        'cloneId',
      ]);
      expect(eleven.people.map(({ voice_id: id }) => id)).toEqual(people);
    },
    30_000,
  );

  it('is made once, mapped, on record, and deleted', async () => {
    await ask('PUT', '/speakers/marcel', { languages: ['en', 'de'] });
    const before = eleven.cloned.length;
    const made = await clone(rms, { key: 'k1', more: { remove_background_noise: 'false' } });
    const again = await clone(rms, { key: 'k1', more: { remove_background_noise: 'false' } });
    const other = await clone(rms, { key: 'k1', consent: { ...CONSENT, who: 'Somebody' } });

    expect([made.statusCode, made.body]).toEqual([201, expect.stringContaining('"ready"')]);
    expect(again.json()).toEqual(made.json());
    expect(other.statusCode).toBe(409);
    expect(eleven.faults).toEqual([]);
    expect(eleven.cloned.slice(before)).toMatchObject([{ files: 3 }]);
    const { id, voice, samples } = made.json<Clone>();
    expect(samples.every(({ pitch_hz: hz }) => hz > 85 && hz < 115)).toBe(true);
    const { voices } = (await ask('GET', '/speakers/marcel')).json<{
      voices: Record<string, unknown>;
    }>();
    expect(voices).toMatchObject({ en: { elevenlabs: voice }, de: { elevenlabs: voice } });
    const state = (await ask('GET', '/speakers/marcel/voices')).json<{ items: object[] }>().items;
    expect(state).toContainEqual(
      expect.objectContaining({ voice, language: 'de', state: 'there' }),
    );
    const { items } = (await ask('GET', '/audit?action=voice.cloned')).json<{ items: object[] }>();
    expect(items).toMatchObject([
      { target: id, facts: { speaker: 'marcel', voice, consent: { who: 'Marcel Muster' } } },
    ]);

    const removed = await ask('DELETE', '/speakers/marcel/samples');
    expect(removed.statusCode).toBe(204);
    expect(await samplesKept()).toBe(0);
    expect((await ask('DELETE', `/speakers/marcel/clones/${id}`)).statusCode).toBe(204);
    expect(eleven.people.map(({ voice_id }) => voice_id)).not.toContain(voice);
    expect(await clones()).toMatchObject([
      { id, status: 'deleted', samples_deleted_at: expect.any(String) },
    ]);
    expect(JSON.stringify((await ask('GET', '/speakers/marcel')).json())).not.toContain(voice);
  }, 60_000);

  it('is made of stored samples as well, and by a budget', async () => {
    const first = await clone(rms);
    const { samples, id } = first.json<Clone>();
    const media_ids = samples.map((sample) => sample.media_id);
    await running.app.get(Database, { strict: false }).query(`update budget set spent_usd = 8`);

    const dear = await ask('POST', '/speakers/marcel/clone', { consent: CONSENT, media_ids });
    await running.app.get(Database, { strict: false }).query(`update budget set spent_usd = 0`);
    const second = await ask('POST', '/speakers/marcel/clone', { consent: CONSENT, media_ids });

    expect([dear.statusCode, dear.json<Refused>().type]).toEqual([
      503,
      expect.stringContaining('budget-used-up'),
    ]);
    expect(second.statusCode).toBe(201);
    expect(await samplesKept()).toBe(3);
    for (const one of [id, second.json<Clone>().id])
      await ask('DELETE', `/speakers/marcel/clones/${one}`);
  }, 60_000);

  it('is no obstacle once its process has died: samples, files and consent can be taken back', async () => {
    const made = (await clone(rms)).json<Clone>();
    await database().query(`update voice_clone set status = 'making', voice = null where id = $1`, [
      made.id,
    ]);
    const remove = (path: string) => ask('DELETE', path).then(({ statusCode }) => statusCode);
    const [sample] = made.samples;
    const paths = [
      `/media/files/${sample?.media_id ?? ''}`,
      '/speakers/marcel/samples',
      `/speakers/marcel/clones/${made.id}`,
    ];

    const young: number[] = [];
    for (const path of paths) young.push(await remove(path));
    await age();
    const old: number[] = [];
    for (const path of paths) old.push(await remove(path));

    expect([young, old]).toEqual([
      [409, 409, 409],
      [204, 204, 204],
    ]);
    expect(await samplesKept()).toBe(0);
    expect((await clones()).map(({ id }) => id)).not.toContain(made.id);
    expect(eleven.people.map(({ voice_id: id }) => id)).not.toContain(made.voice);
  }, 30_000);

  it('is asked for once with a key that is refused, and never by nobody', async () => {
    const good = eleven.key;
    eleven.key = 'another';

    const refused = await clone(rms);
    const asked = eleven.asked.length;
    const again = await clone(rms);
    eleven.key = good;
    const nobody = await running.app.inject({
      method: 'POST',
      url: '/api/v1/speakers/marcel/clone',
      payload: {},
    });

    expect(refused.json<Refused>()).toMatchObject({
      detail: expect.stringContaining('its key was refused (401)'),
    });
    expect([again.statusCode, eleven.asked.length]).toEqual([503, asked]);
    expect(nobody.statusCode).toBe(401);
  }, 30_000);
});

it('of a process that was killed is looked for at the next start', async () => {
  const eleven = await new ElevenLabsServer().start();
  const env = {
    DATABASE_URL: await freshDatabase(),
    ELEVENLABS_API_KEY: eleven.key,
    ELEVENLABS_BASE_URL: eleven.origin,
  };
  const [left, ...others] = eleven.people.map(({ voice_id: id }) => id);
  const first = await startApp(env);
  await first.app.get(Database, { strict: false }).query(
    `insert into voice_clone (id, speaker_id, provider, name, languages, consent_who, consent_when,
       consent_text, samples, samples_hash, fingerprint, actor, created_at)
     values (gen_random_uuid(), 'marcel', 'elevenlabs', $1, '{en}', 'Me', now(), 'I allow it.', '[]', $2, '',
       'test', now() - interval '11 minutes')`,
    [eleven.people[0]?.name, '0'.repeat(64)],
  );
  await first.stop();

  const second = await startApp(env);
  const database = second.app.get(Database, { strict: false });
  let rows: unknown[] = [''];
  for (let tries = 0; tries < 100 && rows.length > 0; tries++) {
    await sleep(100);
    rows = await database.query('select id from voice_clone');
  }
  await second.stop();
  await eleven.stop();

  expect(rows).toEqual([]);
  expect(eleven.people.map(({ voice_id: id }) => id)).toEqual(others);
  expect(others).not.toContain(left);
}, 30_000);

it('is not made where the station has no key of the provider', async () => {
  const running = await startApp();
  const url = '/api/v1/speakers/marcel/clone';
  const { operator: headers } = running;
  const sample = await running.app.inject({
    method: 'POST',
    url: '/api/v1/media/upload?kind=sample&name=a',
    headers: { ...headers, 'content-type': 'audio/wav' },
    payload: wavOf({ pcm: new Int16Array(1_000), sampleRateHz: 16_000 }),
  });
  const [file] = sample.json<{ items: Array<{ id: string }> }>().items;
  const payload = { consent: CONSENT, media_ids: [file?.id] };
  const keyless = await running.app.inject({ method: 'POST', url, headers, payload });
  const missing = await running.app.inject({
    method: 'POST',
    url: url.replace('marcel', 'nobody'),
    headers,
    payload: {},
  });
  const gone = await running.app.inject({ url: '/api/v1/speakers/nobody/clones', headers });
  await running.stop();

  expect([keyless.statusCode, keyless.json<Refused>().type]).toEqual([
    409,
    expect.stringContaining('audio/cloning-without-key'),
  ]);
  expect([missing.statusCode, gone.statusCode]).toEqual([404, 404]);
}, 30_000);
