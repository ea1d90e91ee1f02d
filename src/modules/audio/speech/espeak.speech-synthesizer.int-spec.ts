import { LANGUAGES } from '#kernel';
import { obeysSpeechSynthesizerContract } from '#test/speech-synthesizer.contract';
import { EspeakSpeechSynthesizer } from './espeak.speech-synthesizer.js';
import { ESPEAK_VOICES } from './voices.js';
import { medianPitchHz } from '#test/pitch';

const WORKERS = { workersMax: 2, taskMsMax: 20_000 };

describe('espeak-ng', () => {
  obeysSpeechSynthesizerContract(() => new EspeakSpeechSynthesizer(WORKERS), 'de-f1', 'de');

  it('has no voices where the package is not installed', async () => {
    const absent = new EspeakSpeechSynthesizer(WORKERS, '@echogarden/not-there');

    expect(await absent.voices()).toEqual([]);
  });

  it.each(LANGUAGES)('speaks %s with voices of the pitch it tells', async (language) => {
    const engine = new EspeakSpeechSynthesizer(WORKERS);
    const { signal } = new AbortController();
    for (const voice of ESPEAK_VOICES.filter(({ languages }) => languages.includes(language))) {
      const settings = { language, rate: 1, quality: 'mid' } as const;
      const text = 'Radio Roma, Milano, Madrid, Berlin, Paris. Marina e Maria, la la la.';
      const speech = await engine.synthesize(text, voice.name, settings, signal);
      const semitones = 12 * Math.log2(medianPitchHz(speech) / voice.pitchHz);
      expect({ voice: voice.id, near: Math.abs(semitones) < 1.5 }).toEqual({
        voice: voice.id,
        near: true,
      });
    }
    await engine.close();
  });
});
