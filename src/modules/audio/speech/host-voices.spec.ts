import { type Language, LANGUAGES } from '#kernel';
import { ESPEAK_NG, PICO, rhvoiceVoices } from './program/programs.js';
import { castFrom, HOSTS_SEMITONES_MIN, semitones, type Voice } from './speech-synthesizer.js';
import type { VoiceKind } from './voice-kind.js';
import { DEFAULT_VOICES, ESPEAK_VOICES, FLITE_VOICES } from './voices.js';

type Listed = Pick<Voice, 'name' | 'languages' | 'gender' | 'pitchHz'>;

/** Two hosts have a man and a woman, two men or two women. */
const PAIRS: ReadonlyArray<readonly [VoiceKind, VoiceKind]> = [
  ['m1', 'f1'],
  ['m1', 'm2'],
  ['f1', 'f2'],
];
const RHVOICE_NAMES = ['alan', 'slt', 'bdl', 'clb', 'evgeniy-eng', 'lyubov'];

/** RHVoice has the voices that are installed: every choice of them. */
const rhvoices = Array.from({ length: 2 ** RHVOICE_NAMES.length }, (_, chosen) =>
  RHVOICE_NAMES.filter((_name, at) => (chosen >> at) & 1),
).map((names) => [`rhvoice: ${names.join()}`, rhvoiceVoices(new Set(names))] as const);

async function engines(): Promise<ReadonlyArray<readonly [string, readonly Listed[]]>> {
  return [
    ['flite', FLITE_VOICES],
    ['espeak', ESPEAK_VOICES],
    ['espeak-ng', await ESPEAK_NG.voices('')],
    ['pico', await PICO.voices('')],
    ...rhvoices,
  ];
}

/** Every pair of hosts that an engine can be; for one that it has not the next engine is asked. */
function hosts(voices: readonly Listed[], language: Language) {
  return PAIRS.flatMap((pair) => {
    const names = pair.map((kind) => castFrom(voices as Voice[], kind, language));
    const [one, other] = names.map((name) => voices.find((voice) => voice.name === name));
    return one && other ? [{ names, apart: semitones(one.pitchHz, other.pitchHz) }] : [];
  });
}

describe('the voices of two hosts', () => {
  it('are three semitones apart with every engine and in every language', async () => {
    const cast = (await engines()).flatMap(([engine, voices]) =>
      LANGUAGES.flatMap((language) => hosts(voices, language).map((pair) => ({ engine, ...pair }))),
    );

    expect(cast.filter(({ apart }) => apart < HOSTS_SEMITONES_MIN)).toEqual([]);
    expect(cast.length).toBeGreaterThan(60);
  });

  it.each(LANGUAGES)('are so for any two of the seeded speakers in %s', (language) => {
    for (const [provider, voices] of Object.entries({
      flite: FLITE_VOICES,
      espeak: ESPEAK_VOICES,
    })) {
      const pitches = Object.values(DEFAULT_VOICES[language]).flatMap(
        (choice) => voices.find(({ name }) => name === choice[provider])?.pitchHz ?? [],
      );
      for (const [at, one] of pitches.entries())
        for (const other of pitches.slice(at + 1))
          expect(semitones(one, other)).toBeGreaterThanOrEqual(HOSTS_SEMITONES_MIN);
    }
  });

  it('are the clearest that an engine has where it does not list them in that order', () => {
    const voice = (name: string, pitchHz: number): Voice => ({
      ...{ id: `x:${name}`, provider: 'x', name, languages: ['en'], gender: 'male' as const },
      ...{ pitchHz, sampleRateHz: 22_050 },
    });
    const men = [voice('a', 100), voice('b', 110), voice('c', 130)];

    expect((['m1', 'm2'] as const).map((kind) => castFrom(men, kind, 'en'))).toEqual(['a', 'c']);
    expect(castFrom(men.slice(0, 2), 'm2', 'en')).toBe('b');
    expect(castFrom(men.slice(0, 1), 'm2', 'en')).toBeUndefined();
  });
});
