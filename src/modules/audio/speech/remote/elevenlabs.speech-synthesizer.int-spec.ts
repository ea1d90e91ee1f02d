import { Secret } from '#platform/config';
import type { HttpClient } from '#platform/http';
import type { WorkerPool } from '#platform/process';
import { ElevenLabsServer } from '#test/elevenlabs-server';
import { PROVIDER_FAULTS } from '#test/provider-server';
import { impatientHttp } from '#test/speech-providers';
import { obeysSpeechSynthesizerContract } from '#test/speech-synthesizer.contract';
import { openMp3Encoder } from '../../mix/mp3/mp3-encoder.js';
import { SpeechUnavailable } from '../../audio.problems.js';
import type { SpeechSettings } from '../speech-synthesizer.js';
import { ElevenLabsSettings } from './elevenlabs.settings.js';
import { ElevenLabsSpeechSynthesizer } from './elevenlabs.speech-synthesizer.js';
import { soundWorkers } from './remote.speech-synthesizer.js';

const { signal } = new AbortController();
const TEXT = 'Good evening from Zurich. Here is the news.';
const GEORGE = 'JBFqnCBsd6RMkjVDRZzb';
const SPOKEN: SpeechSettings = { language: 'en', rate: 1, quality: 'mid' };
const HANG_MS = 600;
const sounds = soundWorkers({ workersMax: 2, taskMsMax: 20_000 });

const server = new ElevenLabsServer();
let http: HttpClient;

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await sounds.close();
});
beforeEach(() => {
  server.reset();
  Object.assign(server, {
    used: 1_000,
    limit: 100_000,
    deniedFormats: /^pcm_44100$/u,
    lacks: [],
    subscriptionMs: 0,
  });
});

function engine(settings: Partial<ElevenLabsSettings> = {}, answerMsMax = 20_000) {
  const all = Object.assign(new ElevenLabsSettings(), {
    baseUrl: server.origin,
    apiKey: new Secret(server.key),
    ...settings,
  });
  return new ElevenLabsSpeechSynthesizer(http, all, { sounds, answerMsMax, atOnce: () => 2 });
}

const spoken = () => server.asked.filter(({ url }) => url.pathname.startsWith('/v1/text-to'));

describe('speech of ElevenLabs', () => {
  beforeAll(() => {
    http = impatientHttp();
  });
  afterAll(() => http.onApplicationShutdown());

  obeysSpeechSynthesizerContract(() => engine(), GEORGE, 'en');

  it('asks as the API wants it, for the newest model', async () => {
    await engine().synthesize(TEXT, GEORGE, { ...SPOKEN, language: 'de' }, signal);

    const [request] = spoken();
    expect(server.faults).toEqual([]);
    expect(request?.url.searchParams.get('output_format')).toBe('pcm_24000');
    expect(request?.headers['xi-api-key']).toBe(server.key);
    expect(request?.json).toMatchObject({ text: TEXT, model_id: 'eleven_v3', language_code: 'de' });
    expect(request?.json).not.toHaveProperty('voice_settings');
  });

  it.each([
    ['eleven_v3', { stability: 0.5, speed: 1.2 }],
    ['eleven_multilingual_v2', { stability: 0.4, speed: 1.2 }],
    ['eleven_flash_v2_5', { stability: 0.4, speed: 1.2 }],
  ])('gives %s the settings of a voice as it takes them', async (model, expected) => {
    const voice = { stability: 0.4, similarity: 0.8, style: 0.2, boost: true, speed: 1.1 };
    await engine().synthesize(TEXT, GEORGE, { ...SPOKEN, model, voice, rate: 1.3 }, signal);

    expect(server.faults).toEqual([]);
    expect(spoken()[0]?.json?.['voice_settings']).toEqual({
      similarity_boost: 0.8,
      style: 0.2,
      use_speaker_boost: true,
      ...expected,
    });
  });

  it.each([
    ['eleven_v3', undefined, undefined],
    ['eleven_multilingual_v2', 'string', 'string'],
  ])('cuts a long text for %s at sentences', async (model, before, after) => {
    const text = 'This is a sentence that somebody says on the radio, and it is long. '.repeat(80);

    const { pcm } = await engine().synthesize(text, GEORGE, { ...SPOKEN, model }, signal);

    const [first, last] = spoken().map(({ json }) => json);
    expect(server.faults).toEqual([]);
    expect(spoken()).toHaveLength(2);
    expect(String(first?.['text'])).toMatch(/long\.$/u);
    expect(typeof last?.['previous_text']).toBe(before ?? 'undefined');
    expect(typeof first?.['next_text']).toBe(after ?? 'undefined');
    expect(pcm.length / 24_000).toBeGreaterThan(5_400 / 15 - 6);
  });

  it('says a word in IPA where the model takes it', async () => {
    const speaker = engine();
    const ipa = { Zurich: 'ˈzʊrɪk' };

    expect([undefined, 'eleven_flash_v2'].map((model) => speaker.takesIpa(model))).toEqual([
      false,
      true,
    ]);
    await speaker.synthesize(TEXT, GEORGE, { ...SPOKEN, ipa, model: 'eleven_flash_v2' }, signal);
    await speaker.synthesize(TEXT, GEORGE, { ...SPOKEN, ipa }, signal);

    expect(server.faults).toEqual([]);
    expect(spoken().map(({ json }) => String(json?.['text']).includes('ˈzʊrɪk'))).toEqual([
      true,
      false,
    ]);
  });

  it('reads another time with another seed, and the same with the same', async () => {
    const speaker = engine();
    for (const reading of [0, 0, 1])
      await speaker.synthesize(TEXT, GEORGE, { ...SPOKEN, reading }, signal);

    const seeds = spoken().map(({ json }) => json?.['seed']);
    expect(seeds[0]).toBe(seeds[1]);
    expect(seeds[2]).not.toBe(seeds[0]);
  });

  it('takes MP3 where the plan has no raw sound, and remembers it', async () => {
    server.deniedFormats = /^pcm/u;
    server.mp3 = await mp3Hum(3);
    const speaker = engine();

    const { pcm, sampleRateHz } = await speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);
    await speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);

    expect(sampleRateHz).toBe(44_100);
    expect(pcm.length / sampleRateHz).toBeGreaterThan(2.8);
    expect(spoken().map(({ url }) => url.searchParams.get('output_format'))).toEqual([
      'pcm_24000',
      'mp3_44100_128',
      'mp3_44100_128',
    ]);
  });

  it('lists the voices of all pages, and casts hosts with them', async () => {
    const speaker = engine();

    expect((await speaker.voices()).map(({ title }) => title)).toEqual([
      'George',
      'Sarah',
      'Brian',
      'Matilda',
      'Anna',
    ]);
    const cast = (language: 'en' | 'de') =>
      Promise.all(
        (['m1', 'f1', 'm2', 'f2'] as const).map((kind) => speaker.castVoice(kind, language)),
      );
    expect(await cast('en')).toEqual(server.people.slice(0, 4).map(({ voice_id: id }) => id));
    expect((await cast('de'))[1]).toBe('VoiceOfGermanWoman01');
  });

  it('is not asked to speak more than its subscription has', async () => {
    server.used = server.limit - 100;
    const speaker = engine();

    await speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);
    await speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);
    const third = speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);

    await expect(third).rejects.toThrow('its quota is used up (99986 of 100000 characters)');
    expect(spoken()).toHaveLength(2);
    expect(speaker.quota).toEqual({ used: 99_986, limit: 100_000 });
  });

  it('knows the quota although the one who asked for it has left', async () => {
    const speaker = engine();
    server.subscriptionMs = 200;
    const quotaAsked = () =>
      server.asked.filter(({ url }) => url.pathname.endsWith('/subscription'));
    const leaver = new AbortController();
    const left = speaker.synthesize(TEXT, GEORGE, SPOKEN, leaver.signal).catch((e: unknown) => e);
    while (quotaAsked().length === 0) await new Promise((done) => setTimeout(done, 5));

    leaver.abort(new Error('cancelled'));
    expect(await left).toMatchObject({ message: 'cancelled' });
    server.limit = server.used + 1;
    await new Promise((done) => setTimeout(done, 400));
    const next = speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);

    await expect(next).rejects.toThrow('its quota is used up (1000 of 1001 characters)');
    expect(quotaAsked()).toHaveLength(1);
    expect(spoken()).toEqual([]);
  });

  it('hears of a used-up quota while it speaks, and does not ask again', async () => {
    const speaker = engine();
    server.fault = (response) =>
      response.writeHead(401).end('{"detail":{"status":"quota_exceeded","message":"No."}}');
    const speak = () => speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);

    await expect(speak()).rejects.toThrow('its quota is used up');
    await expect(speak()).rejects.toThrow('its quota is used up');
    expect(spoken()).toHaveLength(1);
  });

  it('speaks with a key that may do nothing else', async () => {
    server.lacks = ['user_read', 'voices_read', 'voices_write'];
    const speaker = engine();
    const form = {
      name: 'Me',
      files: [{ name: 'me.mp3', contentType: 'audio/mpeg', bytes: new Uint8Array(10) }],
      removesBackgroundNoise: false,
    };

    expect(await speaker.voices()).toEqual([]);
    await expect(speaker.cloning.add(form, signal)).rejects.toThrow('its key may not do this');
    const { pcm } = await speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);

    expect(pcm.length).toBeGreaterThan(24_000);
    expect(speaker.quota).toBeUndefined();
    expect(server.faults).toEqual([]);
  });

  it('has no voices without a key', async () => {
    const off = engine({ apiKey: undefined as never });

    expect(await off.voices()).toEqual([]);
    expect(await off.castVoice('m1', 'en')).toBeUndefined();
    await expect(off.synthesize(TEXT, GEORGE, SPOKEN, signal)).rejects.toThrow('it has no key');
    expect(server.asked).toEqual([]);
  });

  it.each([
    [1, 'a take'],
    [2, 'elevenlabs cannot speak: a take of its sound could not be made here (Error).'],
  ])('gives its sound once although our worker dies, %d times', async (deaths, expected) => {
    const dying = new DyingPool(sounds, deaths);
    const all = Object.assign(new ElevenLabsSettings(), {
      baseUrl: server.origin,
      apiKey: new Secret(server.key),
    });
    const terms = { sounds: dying as never, answerMsMax: 20_000, atOnce: () => 2 };
    const speaker = new ElevenLabsSpeechSynthesizer(http, all, terms);

    const end = await speaker.synthesize(TEXT, GEORGE, SPOKEN, signal).then(
      () => 'a take',
      (error: unknown) => (error as Error).message,
    );

    expect(end).toBe(expected);
    expect(spoken()).toHaveLength(1);
  });

  it('says what it charges', async () => {
    const failing = engine({ charactersMax: 200 });
    const text = 'This is a sentence that somebody says on the radio, and it is long. '.repeat(6);
    let asked = 0;
    server.fault = (response, answer) => {
      if (asked++ === 0) answer();
      else response.writeHead(400).end('{}');
    };

    const failure = await failing.synthesize(text, GEORGE, SPOKEN, signal).catch((e: unknown) => e);

    expect(failure).toMatchObject({ spent: { characters: 135 } });
  });
});

describe('ElevenLabs that answers', () => {
  beforeEach(() => {
    http = impatientHttp();
  });
  afterEach(() => http.onApplicationShutdown());

  it.each(PROVIDER_FAULTS)(
    '%s cannot speak, and says why',
    async (_name, fault, says, askedMax) => {
      server.fault = fault;

      const failure = await engine({}, HANG_MS)
        .synthesize(TEXT, GEORGE, SPOKEN, signal)
        .catch((e: unknown) => e);

      expect(failure).toBeInstanceOf(SpeechUnavailable);
      expect((failure as SpeechUnavailable).facts['reason']).toMatch(says);
      expect(spoken().length).toBeLessThanOrEqual(askedMax);
      expect(server.faults).toEqual([]);
    },
  );

  it('a wrong key is not asked again', async () => {
    const speaker = engine({ apiKey: new Secret('sk-wrong-000000') });
    const speak = () => speaker.synthesize(TEXT, GEORGE, SPOKEN, signal);

    const first = await speak().catch((e: unknown) => e as Error);
    await expect(speak()).rejects.toThrow('its key was refused (401)');

    expect(server.asked).toHaveLength(1);
    expect(JSON.stringify(first)).not.toContain(server.key);
  });
});

/** Workers that die with their first tasks. */
class DyingPool {
  constructor(
    private readonly pool: WorkerPool,
    private deaths: number,
  ) {}

  run<Result>(name: string, task: unknown, given?: AbortSignal): Promise<Result> {
    if (this.deaths-- > 0) return Promise.reject(new Error('Worker exited unexpectedly'));
    return this.pool.run<Result>(name, task, given);
  }
}

/** An MP3 of a hum, seconds long. */
async function mp3Hum(seconds: number): Promise<Buffer> {
  const encoder = await openMp3Encoder();
  const samples = Float32Array.from(
    { length: seconds * 44_100 },
    (_, at) => 0.3 * Math.sin((2 * Math.PI * 120 * at) / 44_100),
  );
  const sound = Buffer.from(encoder.encode(samples, samples));
  return Buffer.concat([sound, encoder.finish()]);
}
