import { obeysSpeechSynthesizerContract } from '#test/speech-synthesizer.contract';
import { medianPitchHz } from '#test/pitch';
import { FliteSpeechSynthesizer } from './flite.speech-synthesizer.js';
import { semitones } from './speech-synthesizer.js';
import { FLITE_VOICES } from './voices.js';

describe('flite', () => {
  obeysSpeechSynthesizerContract(
    () => new FliteSpeechSynthesizer({ workersMax: 2, taskMsMax: 20_000 }),
    'rms',
    'en',
  );

  it('speaks with voices of the pitch it tells', async () => {
    const engine = new FliteSpeechSynthesizer({ workersMax: 2, taskMsMax: 20_000 });
    const text = 'The council has decided to build a new bridge over the river.';
    const { signal } = new AbortController();
    for (const { name, pitchHz } of FLITE_VOICES) {
      const settings = { language: 'en', rate: 1, quality: 'mid' } as const;
      const measured = medianPitchHz(await engine.synthesize(text, name, settings, signal));

      expect({ name, apart: semitones(measured, pitchHz) < 1 }).toEqual({ name, apart: true });
    }
    await engine.close();
  });

  it('leaves a natural pause between sentences, never a second', async () => {
    const engine = new FliteSpeechSynthesizer({ workersMax: 1, taskMsMax: 20_000 });
    const { pcm, sampleRateHz } = await engine.synthesize(
      'One ends. Another begins! Does it? It does.',
      'slt',
      { language: 'en', rate: 1, quality: 'mid' },
      new AbortController().signal,
    );
    await engine.close();

    let longest = 0;
    let run = 0;
    for (const value of pcm) {
      run = Math.abs(value) < 100 ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    expect(longest / sampleRateHz).toBeGreaterThan(0.2);
    expect(longest / sampleRateHz).toBeLessThan(0.7);
  });
});
