import type { SpeechSynthesizer } from './speech-synthesizer.js';
import { asked, TIER, tiersOf } from './tiers.js';
import { kindsOf } from './voices.js';

const engines = ['elevenlabs', 'openai', 'flite'].map(
  (provider) => ({ provider }) as SpeechSynthesizer,
);
const names = (quality: 'low' | 'high', entries: string[]) =>
  asked(engines, tiersOf(() => entries)(quality)).map(
    ({ engine, model }) => `${engine.provider}:${model ?? ''}`,
  );

describe('quality tiers', () => {
  it('put their providers first, with their models', () => {
    const entries = ['low=flite', 'low=openai:tts-1', 'high=openai:tts-1-hd', 'high=nobody:x'];

    expect(names('low', entries)).toEqual(['flite:', 'openai:tts-1', 'elevenlabs:']);
    expect(names('high', entries)).toEqual(['openai:tts-1-hd', 'elevenlabs:', 'flite:']);
    expect(names('high', [])).toEqual(['elevenlabs:', 'openai:', 'flite:']);
  });

  it('ask who is named twice with both models', () => {
    expect(names('low', ['low=openai:a', 'low=openai:b'])).toEqual([
      'openai:a',
      'openai:b',
      'elevenlabs:',
      'flite:',
    ]);
  });

  it.each(['best=openai:x', 'low', 'low=', 'low=Open AI'])('are not %j', (entry) => {
    expect(TIER.test(entry)).toBe(false);
  });
});

describe('kinds of voices', () => {
  it('are those of the voices here, and others for who has none', () => {
    expect(kindsOf([{ espeak: 'de-f1' }, { flite: 'flite:kal16' }])).toEqual(['f1', 'm2']);
    expect(kindsOf([{ elevenlabs: 'abc' }, { espeak: 'en-m1' }, {}])).toEqual(['f1', 'm1', 'f2']);
  });
});
