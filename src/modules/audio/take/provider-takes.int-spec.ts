import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '#platform/config';
import type { HttpClient } from '#platform/http';
import { freshDatabase } from '#test/database';
import { ElevenLabsServer } from '#test/elevenlabs-server';
import { OpenAiSpeechServer } from '#test/openai-speech-server';
import { PROVIDER_FAULTS } from '#test/provider-server';
import { impatientHttp } from '#test/speech-providers';
import { spendInstance, type SpendInstance } from '#test/spend';
import { FliteSpeechSynthesizer } from '../speech/flite.speech-synthesizer.js';
import { ElevenLabsSettings } from '../speech/remote/elevenlabs.settings.js';
import { ElevenLabsSpeechSynthesizer } from '../speech/remote/elevenlabs.speech-synthesizer.js';
import { OpenAiSpeechSettings } from '../speech/remote/openai-speech.settings.js';
import { OpenAiSpeechSynthesizer } from '../speech/remote/openai.speech-synthesizer.js';
import { soundWorkers } from '../speech/remote/remote.speech-synthesizer.js';
import type { SpeechSynthesizer } from '../speech/speech-synthesizer.js';
import { tiersOf } from '../speech/tiers.js';
import { TakeFolder } from './take-folder.js';
import { TakeService } from './take.service.js';

const { signal } = new AbortController();
const WORKERS = { workersMax: 2, taskMsMax: 20_000 };
const CAP_USD = 0.02;

const eleven = new ElevenLabsServer();
const openAi = new OpenAiSpeechServer();
const sounds = soundWorkers(WORKERS);
const flite = new FliteSpeechSynthesizer(WORKERS);

describe('takes of several providers', () => {
  let money: SpendInstance;
  let http: HttpClient;
  let root: string;
  let takes: TakeService;

  beforeAll(async () => {
    await Promise.all([eleven.start(), openAi.start()]);
    money = await spendInstance({
      DATABASE_URL: await freshDatabase(),
      SPEND_PRICES: 'elevenlabs.characters=0.1/1k,openai.characters=0.05/1k',
      BUDGET_DAILY_USD: String(CAP_USD),
    });
    root = await mkdtemp(join(tmpdir(), 'provider-takes-'));
  });

  beforeEach(async () => {
    await money.database.query('truncate spend, spend_day, budget, spend_reservation');
    eleven.reset();
    openAi.reset();
    http = impatientHttp();
    const terms = { sounds, answerMsMax: 1_000, atOnce: () => 2 };
    const elevenLabs = Object.assign(new ElevenLabsSettings(), {
      baseUrl: eleven.origin,
      apiKey: new Secret(eleven.key),
    });
    const speech = Object.assign(new OpenAiSpeechSettings(), {
      baseUrl: openAi.base,
      apiKey: new Secret(openAi.key),
    });
    const engines: SpeechSynthesizer[] = [
      new ElevenLabsSpeechSynthesizer(http, elevenLabs, terms),
      new OpenAiSpeechSynthesizer(http, speech, terms),
      flite,
    ];
    const tiers = tiersOf(() => ['low=openai:tts-1', 'high=elevenlabs:eleven_multilingual_v2']);
    takes = new TakeService(engines, new TakeFolder(root, 1e9), money.ledger, tiers);
  });

  afterEach(() => http.onApplicationShutdown());

  afterAll(async () => {
    await Promise.all([eleven.stop(), openAi.stop(), sounds.close(), flite.close(), money.stop()]);
    await rm(root, { recursive: true });
  });

  let line = 0;
  const take = (more: object = {}) =>
    takes.take(
      {
        text: `This is line number ${String.fromCharCode(97 + line++)} of the show.`,
        language: 'en',
        voices: { flite: 'rms' },
        kind: 'm1',
        subject: 'show-1',
        ...more,
      },
      signal,
    );
  const paid = async () =>
    (await money.ledger.budgets())
      .filter(({ period }) => period === 'day')
      .reduce((sum, { spentUsd }) => sum + spentUsd, 0);

  it('are spoken by the first, in a voice of the speaker’s kind, and cost what it charges', async () => {
    const one = await take({ kind: 'f1' });

    expect(one).toMatchObject({ provider: 'elevenlabs', voice: 'EXAVITQu4vr4xnSDxMaL' });
    expect(one.fellBackFrom).toBeUndefined();
    expect(await money.ledger.costOf('show-1')).toMatchObject({ usd: 0.0034, characters: 34 });
  });

  it.each([
    ['low', 'openai', 'tts-1'],
    ['mid', 'elevenlabs', 'eleven_v3'],
    ['high', 'elevenlabs', 'eleven_multilingual_v2'],
  ])('of quality %s are spoken by %s with %s', async (quality, provider, model) => {
    const one = await take({ quality });

    expect(one.provider).toBe(provider);
    const server = provider === 'openai' ? openAi : eleven;
    const { json } = server.asked.at(-1) ?? {};
    expect(json?.['model'] ?? json?.['model_id']).toBe(model);
    expect(one.model).toBe(quality === 'mid' ? undefined : model);
  });

  it('keep the voice, its settings and its dictionary', async () => {
    await take({
      voices: { elevenlabs: 'XrExE9yKIg1WjnnlVkGX' },
      voiceSettings: { elevenlabs: { stability: 1, boost: false } },
      pronunciations: { line: { respelling: 'lyne' } },
    });

    const asked = eleven.asked.at(-1);
    expect(asked?.url.pathname).toContain('XrExE9yKIg1WjnnlVkGX');
    expect(asked?.json?.['voice_settings']).toEqual({ stability: 1, use_speaker_boost: false });
    expect(asked?.json?.['text']).toContain('This is lyne number');
  });

  it.each(PROVIDER_FAULTS)(
    'fall from a provider that answers %s to the next, and say so',
    async (_name, fault, says, askedMax) => {
      eleven.fault = fault;

      const one = await take();

      expect(one).toMatchObject({ provider: 'openai', fellBackFrom: ['elevenlabs'] });
      expect(one.fellBackBecause?.[0]).toMatch(says);
      const spoken = eleven.asked.filter(({ url }) => url.pathname.startsWith('/v1/text-to'));
      expect(spoken.length).toBeLessThanOrEqual(askedMax);
      expect([...eleven.faults, ...openAi.faults]).toEqual([]);
      expect(await paid()).toBeLessThanOrEqual(CAP_USD);
    },
  );

  it('come from the station itself where nobody else can, within the budget', async () => {
    eleven.fault = (response) => response.writeHead(500).end();
    openAi.fault = () => undefined; // A hang may have been work: it counts.

    const made = [await take(), await take()];

    expect(made.map(({ provider }) => provider)).toEqual(['flite', 'flite']);
    expect(made[0]?.fellBackFrom).toEqual(['elevenlabs', 'openai']);
    expect(made[0]?.fellBackBecause?.[1]).toContain('it took longer than 1 s');
    expect(await paid()).toBeCloseTo(0.0034, 5);
  });

  it('are not bought beyond the cap, whoever sells them', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => take()));

    const by = (name: string) => made.filter(({ provider }) => provider === name).length;
    expect([by('elevenlabs'), by('openai'), by('flite')]).toEqual([5, 11, 4]);
    expect(made.at(-1)?.fellBackBecause).toContain('its daily money budget is used up');
  });

  it('open the breaker of a provider that fails: it is left alone', async () => {
    eleven.fault = (response) => response.writeHead(500).end();
    let asked = 0;
    let reason: string | undefined;
    // How many failures it takes depends on how fast they come.
    for (let n = 0; n < 12 && !reason?.includes('left alone'); n++) {
      asked = eleven.asked.length;
      reason = (await take()).fellBackBecause?.[0];
    }

    expect(reason).toContain('left alone');
    expect(eleven.asked).toHaveLength(asked);
  });
});
