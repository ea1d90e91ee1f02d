import type { Language } from '#kernel';
import type { Voice } from './speech-synthesizer.js';
import type { VoiceKind } from './voice-kind.js';

/** Voice name by provider, as a caller passes it to `TakeService.take`. */
export type VoiceChoice = Readonly<Record<string, string>>;

interface EspeakVoice {
  /** What espeak-ng calls it: language, then variant. */
  readonly variant: string;
  /** espeak-ng's pitch, 0 to 99. */
  readonly pitch: number;
}

export type { VoiceKind } from './voice-kind.js';

/**
 * Four kinds of voice, in every language. Pitch: median over one sentence in each of five languages, by
 * autocorrelation; neighbours are at least three semitones apart.
 */
const KINDS: Readonly<
  Record<VoiceKind, EspeakVoice & { gender: Voice['gender']; pitchHz: number }>
> = {
  m1: { variant: 'm3', pitch: 30, gender: 'male', pitchHz: 83 },
  m2: { variant: 'm7', pitch: 55, gender: 'male', pitchHz: 106 },
  f1: { variant: 'f3', pitch: 45, gender: 'female', pitchHz: 188 },
  f2: { variant: 'f2', pitch: 70, gender: 'female', pitchHz: 225 },
};

const ESPEAK_LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'en-us',
  de: 'de',
  fr: 'fr',
  it: 'it',
  es: 'es',
};

const FLITE_RATE_HZ = 16_000;
const ESPEAK_RATE_HZ = 22_050;

/** flite's voices, English only. Pitch: median, measured as above. */
export const FLITE_VOICES: readonly Voice[] = (
  [
    ['rms', 'male', 102],
    ['slt', 'female', 167],
    ['awb', 'male', 127],
    ['kal16', 'male', 82],
  ] as const
).map(([name, gender, pitchHz]) => ({
  id: `flite:${name}`,
  provider: 'flite',
  name,
  languages: ['en'],
  gender,
  pitchHz,
  sampleRateHz: FLITE_RATE_HZ,
}));

/** espeak-ng's voices: `<language>-<kind>`, for example "de-f1". */
export const ESPEAK_VOICES: readonly Voice[] = Object.keys(ESPEAK_LANGUAGES).flatMap((language) =>
  Object.entries(KINDS).map(([kind, { gender, pitchHz }]) => ({
    id: `espeak:${language}-${kind}`,
    provider: 'espeak',
    name: `${language}-${kind}`,
    languages: [language as Language],
    gender,
    pitchHz,
    sampleRateHz: ESPEAK_RATE_HZ,
  })),
);

/**
 * Recommended voices of the four seeded speakers: the main host and the co-host are the clearest pair in
 * every language. Pass `DEFAULT_VOICES[language][speakerId]` to `TakeService.take`.
 */
export const DEFAULT_VOICES: Readonly<Record<Language, Readonly<Record<string, VoiceChoice>>>> = {
  en: {
    marcel: { flite: 'rms', espeak: 'en-m1' },
    jarvis: { flite: 'slt', espeak: 'en-f1' },
    lucy: { flite: 'awb', espeak: 'en-f2' },
    brad: { flite: 'kal16', espeak: 'en-m2' },
  },
  de: espeakOnly('de'),
  fr: espeakOnly('fr'),
  it: espeakOnly('it'),
  es: espeakOnly('es'),
};

/** flite's four, as espeak-ng has them in every language. */
const FLITE_KINDS: Readonly<Record<string, VoiceKind>> = {
  rms: 'm1',
  slt: 'f1',
  awb: 'f2',
  kal16: 'm2',
};
/** Hosts who are known by no voice of ours get the clearest pair first. */
const KINDS_IN_ORDER: readonly VoiceKind[] = ['m1', 'f1', 'f2', 'm2'];

/** What kind of voice each of a cast has: by its voices here, else one that nobody has yet. */
export function kindsOf(cast: readonly VoiceChoice[]): VoiceKind[] {
  const kinds = cast.map(knownKind);
  return kinds.map((kind, at) => {
    if (kind) return kind;
    const free = KINDS_IN_ORDER.find((one) => !kinds.includes(one)) ?? 'm1';
    kinds[at] = free;
    return free;
  });
}

function knownKind({ espeak = '', flite = '' }: VoiceChoice): VoiceKind | undefined {
  const kind = espeak.split('-').at(-1) ?? '';
  return kind in KINDS ? (kind as VoiceKind) : FLITE_KINDS[flite.replace('flite:', '')];
}

/**
 * How espeak-ng makes one of `ESPEAK_VOICES`.
 * @throws RangeError for a voice that is not among them.
 */
export function espeakVoice(name: string): EspeakVoice {
  const [language = '', kind = ''] = name.split('-');
  const code = (ESPEAK_LANGUAGES as Record<string, string | undefined>)[language];
  const made = (KINDS as Record<string, EspeakVoice | undefined>)[kind];
  if (!code || !made) throw new RangeError(`espeak-ng has no voice "${name}".`);
  return { variant: `${code}+${made.variant}`, pitch: made.pitch };
}

function espeakOnly(language: Language): Readonly<Record<string, VoiceChoice>> {
  return {
    marcel: { espeak: `${language}-m1` },
    jarvis: { espeak: `${language}-f1` },
    lucy: { espeak: `${language}-f2` },
    brad: { espeak: `${language}-m2` },
  };
}
