import { deliveryOf } from './persona.js';
import { dictionaryFault, wordFault } from './persona-checks.js';

const NORA = {
  mood: ['warm'],
  humour: 'dry',
  pace: 1.8,
  speakingStyles: { casual: { manner: 'short', mood: ['relaxed'], pace: 1.5 } },
  voices: { de: { espeak: 'de-f1' } },
  voiceSettings: { de: { elevenlabs: { stability: 0.4 } } },
  pronunciations: { de: { Chur: 'Khuur', gif: { ipa: 'dʒɪf' } } },
};

describe('a persona', () => {
  it('speaks in the manner of the style, no faster than a voice can', () => {
    expect(deliveryOf(NORA, 'de', 'casual')).toEqual({
      mood: ['relaxed'],
      humour: 'dry',
      manner: 'short',
      pace: 2,
      paceOfStyle: 2 / 1.8,
      voices: { espeak: 'de-f1' },
      voiceSettings: { elevenlabs: { stability: 0.4 } },
      pronunciations: { Chur: { respelling: 'Khuur' }, gif: { ipa: 'dʒɪf' } },
    });
  });

  it('speaks as always elsewhere', () => {
    expect(deliveryOf(NORA, 'fr', 'balanced')).toMatchObject({
      mood: ['warm'],
      manner: '',
      pace: 1.8,
      paceOfStyle: 1,
      voices: {},
      pronunciations: {},
    });
  });
});

describe('a dictionary', () => {
  it.each([
    [{ Zug: 'tsook', 'C++': { respelling: 'see plus' } }, undefined],
    [[], /object/],
    [{ Zug: 7 }, /^Zug: must be a text/],
    [{ Zug: {} }, /respelling, ipa, or both/],
    [{ Zug: { sound: 'x' } }, /"sound" is not a field/],
    [{ Zug: 'two\nlines' }, /one line/],
    [{ Zug: { ipa: '<script>' } }, /phonetic alphabet/],
    [{ ' ': 'x' }, /must be a word/],
    [{ ['x'.repeat(101)]: 'x' }, /at most 100/],
    [Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`w${n}`, 'x'])), /2000 entries/],
  ])('of case %# is judged', (value, fault) => {
    if (fault) expect(dictionaryFault(value)).toMatch(fault);
    else expect(dictionaryFault(value)).toBeUndefined();
  });

  it.each(['Wi-Fi', "O'Neil", 'U.S.', 'Zürich HB', '5G'])('holds %s', (word) => {
    expect(wordFault(word)).toBeUndefined();
  });
});
