import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '#kernel';
import { SpeechUnavailable } from '../../src/modules/audio/audio.problems.js';
import type {
  SpeechSettings,
  SpeechSynthesizer,
} from '../../src/modules/audio/speech/speech-synthesizer.js';
import { readTake } from '../../src/modules/audio/take/take-file.js';

const TEXT = 'Good evening from Zurich. Here is the news.';

/**
 * What every speech engine promises.
 * @param voice One of its voices, which speaks `language`.
 */
export function obeysSpeechSynthesizerContract(
  make: () => SpeechSynthesizer,
  voice: string,
  language: Language,
): void {
  const settings: SpeechSettings = { language, rate: 1, quality: 'mid' };
  const { signal } = new AbortController();
  let engine: SpeechSynthesizer;

  beforeAll(() => {
    engine = make();
  });
  afterAll(() => engine.close());

  it('lists its voices under its own name, two of each language three semitones apart', async () => {
    const voices = await engine.voices();

    expect(voices.map(({ id }) => id)).toContain(`${engine.provider}:${voice}`);
    for (const spoken of new Set(voices.flatMap(({ languages }) => languages))) {
      const pitches = voices.filter((v) => v.languages.includes(spoken)).map((v) => v.pitchHz);
      const ratio = Math.max(...pitches) / Math.min(...pitches);
      expect(12 * Math.log2(ratio)).toBeGreaterThan(3);
    }
  });

  it('speaks, at the pace of speech, and neither clipped nor silent', async () => {
    const speech = await engine.synthesize(TEXT, voice, settings, signal);

    const seconds = speech.pcm.length / speech.sampleRateHz;
    const peak = speech.pcm.reduce((top, value) => Math.max(top, Math.abs(value)), 0);
    expect(seconds).toBeGreaterThan(1.5);
    expect(seconds).toBeLessThan(6);
    expect(peak).toBeGreaterThan(3000);
    expect(peak).toBeLessThan(32768);
  });

  it('begins and ends in silence, close to the first and the last word', async () => {
    const { pcm, sampleRateHz } = await engine.synthesize(TEXT, voice, settings, signal);

    const edge = Math.round(0.08 * sampleRateHz);
    expect(Math.abs(pcm[0] ?? 99)).toBeLessThan(30);
    expect(Math.abs(pcm.at(-1) ?? 99)).toBeLessThan(30);
    expect(Math.max(...pcm.slice(0, edge).map(Math.abs))).toBeGreaterThan(60);
  });

  it('says the same thing the same way, to the bit', async () => {
    const [one, other] = await Promise.all(
      [1, 2].map(() => engine.synthesize(TEXT, voice, settings, signal)),
    );

    expect(one?.pcm.length).toBeGreaterThan(0);
    expect(bytesOf(one)).toEqual(bytesOf(other));
  });

  it('speaks faster when asked', async () => {
    const [slow, fast] = await Promise.all(
      [1, 1.3].map((rate) => engine.synthesize(TEXT, voice, { ...settings, rate }, signal)),
    );

    expect(fast?.pcm.length).toBeLessThan(0.9 * (slow?.pcm.length ?? 0));
  });

  it('writes a take that says how long it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'take-'));
    const file = join(folder, 'take.wav');
    const recorded = await engine.record({ text: TEXT, voice, settings, file }, signal);

    expect(await readTake(file)).toMatchObject({
      durationS: recorded.durationS,
      sampleRateHz: recorded.sampleRateHz,
    });
    const last = recorded.words?.at(-1);
    if (last) expect(Math.abs(last.endS - recorded.durationS)).toBeLessThan(0.3);
    await rm(folder, { recursive: true });
  });

  it.each(['', '   ', '...', '新闻', 'Новости сегодня'])('refuses %j', async (text) => {
    await expect(engine.synthesize(text, voice, settings, signal)).rejects.toBeInstanceOf(
      SpeechUnavailable,
    );
  });

  it('refuses a voice it does not have', async () => {
    await expect(engine.synthesize(TEXT, 'nobody', settings, signal)).rejects.toBeInstanceOf(
      SpeechUnavailable,
    );
  });

  it('stops when told to', async () => {
    const controller = new AbortController();
    const spoken = engine.synthesize(TEXT.repeat(40), voice, settings, controller.signal);
    controller.abort(new Error('enough'));

    await expect(spoken).rejects.toThrow('enough');
  });
}

function bytesOf(speech: { readonly pcm: Int16Array } | undefined): string {
  const pcm = speech?.pcm ?? new Int16Array();
  return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength).toString('base64');
}
