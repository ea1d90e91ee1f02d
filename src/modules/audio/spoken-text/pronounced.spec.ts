import { pronouncedIn, withoutIpa } from './pronounced.js';
import { spokenText } from './spoken-text.js';

const DICTIONARY = {
  cache: { respelling: 'kash' },
  IT: { respelling: 'eye tee' },
  'wi-Fi': { respelling: 'no' },
  'Wi-Fi': { respelling: 'why fie' },
  'C++': { respelling: 'see plus' },
  Zürich: { ipa: 'ˈtsyːrɪç', respelling: 'Tsoorich' },
  'New Zürich': { respelling: 'Noy Tsoorich' },
  "O'Neil": { respelling: 'Oneel' },
  gif: { ipa: 'dʒɪf' },
};
const said = (text: string) => {
  const { respellings, phonetic } = pronouncedIn(text, DICTIONARY);
  return { text: spokenText(text, 'en', respellings), phonetic };
};

describe('words of a dictionary', () => {
  it.each([
    ['The cache is full. Cache it.', 'The kash is full. kash it.'],
    ['Cached caches stay, and so does precache.', 'Cached caches stay, and so does precache.'],
    ['IT is not it.', 'eye tee is not it.'],
    ['A Wi-Fi (C++) is there.', 'A why fie, see plus, is there.'],
    ['He asked O’Neil.', 'He asked Oneel.'],
    ['From New Zürich.', 'From Noy Tsoorich.'],
  ])('%s', (text, spoken) => {
    expect(said(text).text).toBe(spoken);
  });

  it('that have IPA stay as they are written for who takes it, and are respelt for the others', () => {
    const { text, phonetic } = said('A Gif from Zürich.');

    expect(text).toBe('A Gif from Zürich.');
    expect(phonetic).toEqual({ Gif: { ipa: 'dʒɪf' }, Zürich: DICTIONARY.Zürich });
    expect(withoutIpa(text, phonetic)).toBe('A Gif from Tsoorich.');
  });

  it('mean nothing where there are none', () => {
    expect(pronouncedIn('Plain words.', {})).toEqual({ respellings: {}, phonetic: {} });
  });
});
