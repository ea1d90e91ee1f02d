import type { HttpClient } from '#platform/http';
import { OpenAiSpeechServer } from '#test/openai-speech-server';
import { PROVIDER_FAULTS } from '#test/provider-server';
import { impatientHttp } from '#test/speech-providers';
import { obeysSpeechSynthesizerContract } from '#test/speech-synthesizer.contract';
import { Secret } from '#platform/config';
import { SpeechUnavailable } from '../../audio.problems.js';
import type { SpeechSettings } from '../speech-synthesizer.js';
import { soundWorkers } from './remote.speech-synthesizer.js';
import { OpenAiSpeechSettings } from './openai-speech.settings.js';
import { OpenAiSpeechSynthesizer } from './openai.speech-synthesizer.js';

const { signal } = new AbortController();
const TEXT = 'Good evening from Zurich. Here is the news.';
const SPOKEN: SpeechSettings = { language: 'en', rate: 1, quality: 'mid' };
const HANG_MS = 600;
const sounds = soundWorkers({ workersMax: 2, taskMsMax: 20_000 });

const server = new OpenAiSpeechServer();
let http: HttpClient;

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await sounds.close();
});
beforeEach(() => {
  server.reset();
  server.unknownFormats = [];
  server.isOpen = false;
});

function engine(settings: Partial<OpenAiSpeechSettings> = {}, answerMsMax = 20_000) {
  const all = Object.assign(new OpenAiSpeechSettings(), {
    baseUrl: server.base,
    apiKey: new Secret(server.key),
    ...settings,
  });
  return new OpenAiSpeechSynthesizer(http, all, { sounds, answerMsMax, atOnce: () => 2 });
}

describe('speech over the API of OpenAI', () => {
  beforeAll(() => {
    http = impatientHttp();
  });
  afterAll(() => http.onApplicationShutdown());

  obeysSpeechSynthesizerContract(() => engine(), 'nova', 'en');

  it('asks as the API wants it, and the longest text in parts', async () => {
    const text = 'This is a sentence that somebody says on the radio, and it is long. '.repeat(90);

    const speech = await engine({ instructions: 'Like a presenter.' }).synthesize(
      text,
      'onyx',
      { ...SPOKEN, rate: 1.5, model: 'gpt-4o-mini-tts-2025-12-15' },
      signal,
    );

    expect(server.faults).toEqual([]);
    expect(server.asked.map(({ json }) => String(json?.['input']).length)).toEqual([4_079, 2_039]);
    expect(server.asked[0]?.json).toMatchObject({
      model: 'gpt-4o-mini-tts-2025-12-15',
      voice: 'onyx',
      response_format: 'pcm',
      speed: 1.5,
      instructions: 'Like a presenter.',
    });
    expect(speech.pcm.length / speech.sampleRateHz).toBeGreaterThan(6_119 / 15 / 1.5 - 1);
  });

  it('gives no instructions to models that take none', async () => {
    await engine({ instructions: 'Slowly.', model: 'tts-1' }).synthesize(
      TEXT,
      'nova',
      SPOKEN,
      signal,
    );

    expect(server.faults).toEqual([]);
    expect(server.asked[0]?.json).not.toHaveProperty('instructions');
  });

  it('asks for another coding where a server knows fewer, and remembers it', async () => {
    server.unknownFormats = ['pcm'];
    const speaker = engine();

    await speaker.synthesize(TEXT, 'nova', SPOKEN, signal);
    await speaker.synthesize(TEXT, 'onyx', SPOKEN, signal);

    expect(server.asked.map(({ json }) => json?.['response_format'])).toEqual([
      'pcm',
      'wav',
      'wav',
    ]);
  });

  it('sends the key of the language model to OpenAI only', async () => {
    server.isOpen = true;
    const speaker = engine({ apiKey: undefined as never, openAiKey: new Secret('sk-openai-999') });

    await speaker.synthesize(TEXT, 'nova', SPOKEN, signal);

    expect(server.asked[0]?.headers.authorization).toBeUndefined();
  });

  it('has no voices without a key, and is not asked', async () => {
    const off = engine({ apiKey: undefined as never, baseUrl: 'https://api.openai.com/v1' });

    expect(await off.voices()).toEqual([]);
    await expect(off.synthesize(TEXT, 'nova', SPOKEN, signal)).rejects.toThrow('it has no key');
  });

  it('asks no more at once than it may', async () => {
    const speaker = engine();
    server.fault = (_response, answer) => setTimeout(answer, 20);

    await Promise.all(
      ['One.', 'Two.', 'Three.', 'Four.', 'Five.'].map((text) =>
        speaker.synthesize(`${text} ${TEXT}`, 'nova', SPOKEN, signal),
      ),
    );

    expect(server.mostAtOnce).toBe(2);
  });
});

describe('a provider of speech that answers', () => {
  beforeEach(() => {
    http = impatientHttp();
  });
  afterEach(() => http.onApplicationShutdown());

  it.each(PROVIDER_FAULTS)(
    '%s cannot speak, and says why',
    async (_name, fault, says, askedMax) => {
      server.fault = fault;
      const speaker = engine({}, HANG_MS);

      const failure = await speaker
        .synthesize(TEXT, 'nova', SPOKEN, signal)
        .catch((e: unknown) => e);

      expect(failure).toBeInstanceOf(SpeechUnavailable);
      expect((failure as SpeechUnavailable).facts['reason']).toMatch(says);
      expect(server.asked.length).toBeLessThanOrEqual(askedMax);
      expect(JSON.stringify(failure)).not.toContain(server.key);
    },
  );

  it('401 is not asked again until the key is another', async () => {
    const settings = { apiKey: new Secret('sk-wrong-000000') };
    const all = Object.assign(new OpenAiSpeechSettings(), { baseUrl: server.base, ...settings });
    const terms = { sounds, answerMsMax: 20_000, atOnce: () => 2 };
    const speaker = new OpenAiSpeechSynthesizer(http, all, terms);
    const speak = () => speaker.synthesize(TEXT, 'nova', SPOKEN, signal);

    await expect(speak()).rejects.toThrow('its key was refused (401)');
    await expect(speak()).rejects.toThrow('its key was refused (401)');
    expect(server.asked).toHaveLength(1);

    Object.assign(all, { apiKey: new Secret(server.key) });
    expect((await speak()).pcm.length).toBeGreaterThan(24_000);
  });

  it('a used-up quota is not asked again for a while', async () => {
    const speaker = engine();
    server.fault = (response) =>
      response.writeHead(429).end('{"error":{"code":"insufficient_quota"}}');
    const speak = () => speaker.synthesize(TEXT, 'nova', SPOKEN, signal);

    await expect(speak()).rejects.toThrow('quota is used up');
    const asked = server.asked.length;
    await expect(speak()).rejects.toThrow('quota is used up');
    expect(server.asked).toHaveLength(asked);
  });

  it('when to come back is not asked before, by any segment', async () => {
    const speaker = engine({}, 2_000);
    server.fault = (response) => response.writeHead(429, { 'retry-after': '1' }).end();
    const refused = speaker.synthesize(TEXT, 'nova', SPOKEN, AbortSignal.timeout(200));
    await expect(refused).rejects.toThrow();
    server.fault = undefined;
    const startedMs = performance.now();

    await speaker.synthesize(TEXT, 'onyx', SPOKEN, signal);

    expect(performance.now() - startedMs).toBeGreaterThan(700);
    expect(server.asked).toHaveLength(2);
  });
});
