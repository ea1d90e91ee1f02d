import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpeechUnavailable } from '../audio.problems.js';
import { EspeakSpeechSynthesizer } from '../speech/espeak.speech-synthesizer.js';
import { FliteSpeechSynthesizer } from '../speech/flite.speech-synthesizer.js';
import type { Speech } from '../speech/speech.js';
import { SpeechSynthesizer } from '../speech/speech-synthesizer.js';
import { TakeService } from './take.service.js';
import { TakeFolder } from './take-folder.js';

const WORKERS = { workersMax: 2, taskMsMax: 20_000 };
const { signal } = new AbortController();

/** An engine that hums, counts, and refuses what says so. */
class HummingSynthesizer extends SpeechSynthesizer {
  override readonly provider = 'hum';
  spoken = 0;

  override async voices() {
    return [];
  }

  override async synthesize(text: string): Promise<Speech> {
    this.spoken += 1;
    if (text.includes('refuse')) throw new SpeechUnavailable('hum', 'it was told to');
    const pcm = Int16Array.from({ length: 16_000 }, (_, i) => 9000 * Math.sin(i / 10));
    return { pcm, sampleRateHz: 16_000 };
  }
}

describe('takes', () => {
  let root: string;
  let hum: HummingSynthesizer;
  let takes: TakeService;
  const english = { language: 'en', voices: { hum: 'a', flite: 'rms' } } as const;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'takes-'));
    hum = new HummingSynthesizer();
    const engines = [
      hum,
      new FliteSpeechSynthesizer(WORKERS),
      new EspeakSpeechSynthesizer(WORKERS),
    ];
    takes = new TakeService(engines, new TakeFolder(root, 1e9));
  });
  afterEach(async () => {
    await takes.onApplicationShutdown();
    await rm(root, { recursive: true });
  });

  it('are spoken once, and come from the cache afterwards, word times and all', async () => {
    const request = { text: 'Good evening.', language: 'en', voices: { flite: 'rms' } } as const;
    const first = await takes.take(request, signal);
    const again = await takes.take(request, signal);

    expect(first).toMatchObject({ provider: 'flite', voice: 'rms', cached: false });
    expect(again.words?.map(({ text }) => text)).toEqual(['Good', 'evening.']);
    // What it cost to speak is told by who has spoken.
    const { work, ...spoken } = first;
    expect(work?.seconds).toBeGreaterThan(0);
    expect({ ...again, words: [] }).toEqual({ ...spoken, cached: true, words: [] });
  });

  it('wanted at the same time are spoken once', async () => {
    const made = await Promise.all(
      [1, 2, 3].map(() => takes.take({ ...english, text: 'hello' }, signal)),
    );

    expect(hum.spoken).toBe(1);
    expect(new Set(made.map(({ file }) => file)).size).toBe(1);
  });

  it('differ by voice, pace, and text', async () => {
    const variants = [{}, { rate: 1.1 }, { text: 'other' }, { voices: { hum: 'b' } }];
    const made = await Promise.all(
      variants.map((variant) => takes.take({ ...english, text: 'hello', ...variant }, signal)),
    );

    expect(new Set(made.map(({ hash }) => hash)).size).toBe(4);
  });

  it('fall to the next provider, and say so', async () => {
    const take = await takes.take({ ...english, text: 'refuse this' }, signal);

    expect(take).toMatchObject({ provider: 'flite', fellBackFrom: ['hum'] });
    expect(takes.counts.fallbacks).toBe(1);
  });

  it('that nobody can say are refused, naming the engines', async () => {
    await expect(takes.take({ ...english, text: 'refuse 新闻' }, signal)).rejects.toThrow(
      /hum.*flite/s,
    );
  });

  it('damaged on disk are spoken again', async () => {
    const { file } = await takes.take({ ...english, text: 'hello' }, signal);
    await writeFile(file, 'not a take');

    expect(await takes.take({ ...english, text: 'hello' }, signal)).toMatchObject({
      cached: false,
    });
  });

  it('leave nothing behind but themselves', async () => {
    await takes.take({ ...english, text: 'hello' }, signal);
    await takes.take({ ...english, text: 'refuse' }, signal);

    const files = (await readdir(root, { recursive: true })).filter((name) => name.includes('.'));
    expect(files.every((name) => name.endsWith('.wav'))).toBe(true);
  });

  it('are the same file from two processes at once', async () => {
    const other = new TakeService([new HummingSynthesizer()], new TakeFolder(root, 1e9));
    const made = await Promise.all(
      [takes, other].flatMap((service) =>
        [1, 2, 3, 4].map((n) => service.take({ ...english, text: `line ${n}` }, signal)),
      ),
    );

    const sounds = await Promise.all(made.map(({ file }) => readFile(file)));
    expect(new Set(made.map(({ file }) => file)).size).toBe(4);
    expect(sounds.every((sound) => sound.length === sounds[0]?.length)).toBe(true);
  });

  it('over the bound go, longest unused first', async () => {
    const small = new TakeService([hum], new TakeFolder(root, 100_000, 1000));
    for (const n of [1, 2, 3, 4, 5]) {
      const { file } = await small.take({ ...english, text: `line ${n}` }, signal);
      const past = new Date(Date.now() - (100 - n) * 60_000);
      await utimes(file, past, past);
    }
    hum.spoken = 0;
    await small.take({ ...english, text: 'line 5' }, signal);
    expect(hum.spoken).toBe(0);

    await small.take({ ...english, text: 'line 1' }, signal);
    expect(hum.spoken).toBe(1);
    expect((await new TakeFolder(root, 100_000).usage()).bytes).toBeLessThanOrEqual(100_000);
  });

  it('whose worker is stuck are given up after a second try', async () => {
    const stuck = new FliteSpeechSynthesizer({ workersMax: 1, taskMsMax: 1 });
    const service = new TakeService([stuck], new TakeFolder(root, 1e9));

    await expect(
      service.take({ text: 'hello', language: 'en', voices: { flite: 'rms' } }, signal),
    ).rejects.toThrow('its process failed twice');
    await service.onApplicationShutdown();
  });
});
