import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TakeService } from '#modules/audio';
import { type RunningApp, startApp } from '#test/app';
import { ElevenLabsServer } from '#test/elevenlabs-server';

interface ShowBody {
  readonly id: string;
  readonly status: string;
  readonly segments: ReadonlyArray<{
    readonly speaker: string;
    readonly voice_config: {
      readonly provider: string;
      readonly voice: string;
      readonly model: string | null;
      readonly fell_back: ReadonlyArray<{ readonly provider: string; readonly reason: string }>;
    };
  }>;
  readonly metadata: {
    readonly warnings: string[];
    readonly loudness: { readonly integrated_lufs: number; readonly true_peak_dbtp: number } | null;
    readonly cost: { readonly tts_characters: number; readonly usd: number };
  };
}

interface AuditionBody {
  readonly audio_url: string;
  readonly provider: string;
  readonly cached: boolean;
  readonly duration_seconds: number;
  readonly level_dbfs: number;
  readonly words_per_minute: number;
}

const FINISHED_MS_MAX = 60_000;
const PRICE_USD = 0.3 / 1_000;
/** Enough for a part of a show of a minute. */
const LEFT_USD = 0.1;

describe('speech that is asked for by itself', () => {
  const eleven = new ElevenLabsServer();
  let running: RunningApp;

  beforeAll(async () => {
    await eleven.start();
    running = await startApp({
      ELEVENLABS_API_KEY: eleven.key,
      ELEVENLABS_BASE_URL: eleven.origin,
    });
  });
  beforeEach(() => {
    eleven.reset();
  });
  afterAll(async () => {
    await running.stop();
    await eleven.stop();
  });

  const said = async (voices: Record<string, string>, speakers = Object.keys(voices)) => {
    const ask = (url: string, payload?: object) =>
      running.app.inject({
        method: payload ? 'POST' : 'GET',
        url,
        headers: running.operator,
        ...(payload && { payload }),
      });
    const segments = speakers.map((speaker, at) => ({
      speaker,
      text: `${String.fromCharCode(65 + at)} line that ${speaker} says, number ${++line}.`,
    }));
    const chosen = Object.entries(voices).map(([speaker, voice]) => ({ speaker, voice }));
    const accepted = await ask('/api/v1/audio/generate', { segments, voices: chosen });
    expect([accepted.statusCode, accepted.body]).toEqual([202, expect.any(String)]);
    const { self } = accepted.json<{ links: { self: string } }>().links;
    for (;;) {
      const job = (await ask(self)).json<{
        state: string;
        result: { warnings: string[] } | null;
      }>();
      if (!['queued', 'running'].includes(job.state)) return job.result?.warnings;
      await sleep(50);
    }
  };
  let line = 0;
  const spokenBy = (provider: string) =>
    running.app.get(TakeService, { strict: false }).figures.get(provider)?.spokenS ?? 0;
  const voicesAsked = () =>
    eleven.asked.flatMap(({ url }) => /text-to-speech\/(\w+)/.exec(url.pathname)?.[1] ?? []);

  it.each([
    ['flite:awb', 'flite'],
    ['espeak:en-f1', 'espeak'],
  ])('has the voice %s, and nobody else is paid', async (voice, provider) => {
    const before = spokenBy(provider);

    expect(await said({ guest: voice })).toEqual([]);
    expect(spokenBy(provider)).toBeGreaterThan(before);
    expect(voicesAsked()).toEqual([]);
  });

  it('has the very voice of a provider, and says so where it cannot', async () => {
    const voice = 'XrExE9yKIg1WjnnlVkGX';

    expect(await said({ guest: `elevenlabs:${voice}` })).toEqual([]);
    expect(voicesAsked()).toEqual([voice]);
    eleven.fault = (response) => response.writeHead(400).end('{}');
    expect(await said({ guest: `elevenlabs:${voice}` })).toEqual([
      expect.stringMatching(/^guest has the voice \w+:\S+ instead of elevenlabs:XrExE9yKIg1W/),
      expect.stringContaining('spoke instead of elevenlabs: it does not take the request (400)'),
    ]);
  });

  it('has two voices for two speakers, whoever speaks for them', async () => {
    eleven.fault = (response) => response.writeHead(400).end('{}');
    const warnings = await said({
      anna: 'elevenlabs:XrExE9yKIg1WjnnlVkGX',
      george: 'elevenlabs:JBFqnCBsd6RMkjVDRZzb',
    });
    const voices = warnings?.flatMap((one) => /has the voice (\S+)/.exec(one)?.[1] ?? []);

    expect(voices).toHaveLength(2);
    expect(new Set(voices).size).toBe(2);
  });
});

describe('a show with a provider of speech', () => {
  const eleven = new ElevenLabsServer();
  let running: RunningApp;
  let folder: string;
  let keyFile: string;
  let spentUsd = 0;

  const made = async (body: object): Promise<ShowBody> => {
    const accepted = await running.app.inject({
      method: 'POST',
      url: '/api/v1/shows/generate',
      headers: running.operator,
      payload: { duration_minutes: 1, feeds: 'sample', target_time: '08:00', ...body },
    });
    const { id } = accepted.json<ShowBody>();
    const endMs = performance.now() + FINISHED_MS_MAX;
    for (;;) {
      const show = (await running.app.inject(`/api/v1/shows/${id}`)).json<ShowBody>();
      if (['completed', 'failed', 'cancelled'].includes(show.status)) return show;
      if (performance.now() > endMs) throw new Error(`The show is still ${show.status}.`);
      await sleep(100);
    }
  };
  const providersOf = (show: ShowBody) => [
    ...new Set(show.segments.map(({ voice_config: voice }) => voice.provider)),
  ];

  beforeAll(async () => {
    await eleven.start();
    folder = await mkdtemp(join(tmpdir(), 'radiox-key-'));
    keyFile = join(folder, 'elevenlabs');
    await writeFile(keyFile, `${eleven.key}\n`);
    running = await startApp({
      ELEVENLABS_API_KEY_FILE: keyFile,
      ELEVENLABS_BASE_URL: eleven.origin,
      SPEND_PRICES: 'elevenlabs.characters=0.30/1k',
    });
  }, 60_000);
  beforeEach(() => {
    eleven.reset();
  });
  afterAll(async () => {
    await running.stop();
    await eleven.stop();
    await rm(folder, { recursive: true });
  });

  it('is auditioned: a clip, measured, that costs once', async () => {
    const url = '/api/v1/speakers/marcel/audition';
    const payload = {
      language: 'en',
      text: 'Good morning Zurich, and welcome to the news of today.',
    };
    const audition = () =>
      running.app.inject({ method: 'POST', url, headers: running.operator, payload });

    const first = (await audition()).json<AuditionBody>();
    const again = (await audition()).json<AuditionBody>();

    expect(first).toMatchObject({ provider: 'elevenlabs', cached: false, fell_back: [] });
    expect(first.duration_seconds).toBeCloseTo(54 / 15, 0);
    expect(first.words_per_minute).toBeGreaterThan(120);
    expect(first.level_dbfs).toBeGreaterThan(-30);
    expect(again).toEqual({ ...first, cached: true });
    const headers = running.operator;
    const clip = await running.app.inject({ url: first.audio_url, headers });
    expect(clip.headers['content-type']).toBe('audio/wav');
    expect(clip.rawPayload.subarray(0, 4).toString()).toBe('RIFF');
    const gone = await running.app.inject({
      url: `/api/v1/audio/takes/${'0'.repeat(64)}`,
      headers,
    });
    expect(gone.statusCode).toBe(404);
    const { engines } = (await running.app.inject({ url: '/api/v1/audio/status', headers })).json<{
      engines: Array<{ provider: string; real_time_factor: number | null }>;
    }>();
    expect(engines[0]?.provider).toBe('elevenlabs');
    expect(engines[0]?.real_time_factor).toBeGreaterThan(0);
    spentUsd += 0.0162;
  }, 60_000);

  it('tells which voices of a speaker are still there', async () => {
    const headers = running.operator;
    const english = { flite: 'rms', elevenlabs: 'JBFqnCBsd6RMkjVDRZzb', openai: 'onyx' };
    await running.app.inject({
      method: 'POST',
      url: '/api/v1/speakers',
      headers,
      payload: {
        id: 'vera',
        name: 'Vera',
        roles: ['guest'],
        voices: { en: english, de: { elevenlabs: 'gone' } },
      },
    });

    const { items } = (
      await running.app.inject({ url: '/api/v1/speakers/vera/voices', headers })
    ).json<{ items: Array<{ provider: string; language: string; state: string }> }>();

    expect(items.map(({ provider, language, state }) => [provider, language, state])).toEqual(
      expect.arrayContaining([
        ['flite', 'en', 'there'],
        ['elevenlabs', 'en', 'there'],
        ['openai', 'en', 'unknown'],
        ['elevenlabs', 'de', 'missing'],
      ]),
    );
  });

  it('is spoken by it with two voices, and says what it cost', async () => {
    const show = await made({ seed: 1 });

    expect(show.status).toBe('completed');
    expect(providersOf(show)).toEqual(['elevenlabs']);
    expect(show.segments[0]?.voice_config).toMatchObject({ model: null, fell_back: [] });
    const voices = new Set(
      show.segments.map(({ speaker, voice_config: { voice } }) => `${speaker} ${voice}`),
    );
    expect(voices.size).toBe(2);
    const { usd, tts_characters: characters } = show.metadata.cost;
    expect(characters).toBeGreaterThan(500);
    expect(usd).toBeCloseTo(characters * PRICE_USD, 4);
    spentUsd += usd;
    expect(show.metadata.loudness?.integrated_lufs).toBeCloseTo(-16, 0);
    expect(eleven.faults).toEqual([]);
  }, 90_000);

  it('is made all the same where its key is refused, says so, and uses a new key at once', async () => {
    eleven.key = 'sk-test-rotated-1';

    const show = await made({ seed: 2 });

    expect(show.status).toBe('completed');
    expect(providersOf(show)).toEqual(['flite']);
    for (const { voice_config: voice } of show.segments)
      expect(voice.fell_back).toEqual([
        { provider: 'elevenlabs', reason: 'its key was refused (401)' },
      ]);
    expect(show.metadata.warnings.join(' ')).toContain('its key was refused (401)');
    expect(show.metadata.cost.usd).toBe(0);
    // Those that were under way together, and nobody after them.
    expect(eleven.asked.length).toBeLessThanOrEqual(5);
    expect(JSON.stringify(show)).not.toContain(eleven.key);

    await writeFile(keyFile, eleven.key);
    await running.app.inject({
      method: 'POST',
      url: '/api/v1/data/config/reload',
      headers: running.operator,
    });
    const capUsd = spentUsd + LEFT_USD;
    const budget = await running.app.inject({
      method: 'PATCH',
      url: '/api/v1/data/config',
      headers: running.operator,
      payload: { settings: { BUDGET_DAILY_USD: capUsd } },
    });
    expect(budget.statusCode).toBe(200);
    const next = await made({ seed: 3, voice_quality: 'low' });

    // It speaks again, as far as the money goes.
    expect(next.status).toBe('completed');
    expect(providersOf(next).sort()).toEqual(['elevenlabs', 'flite']);
    const paid = next.segments.filter(({ voice_config: by }) => by.provider === 'elevenlabs');
    expect(paid[0]?.voice_config.model).toBe('eleven_flash_v2_5');
    expect(next.metadata.warnings.join(' ')).toContain('daily money budget is used up');
    expect(spentUsd + next.metadata.cost.usd).toBeLessThanOrEqual(capUsd);
  }, 120_000);
});
