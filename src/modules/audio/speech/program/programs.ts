import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Language, LANGUAGES } from '#kernel';
import type { Voice } from '../speech-synthesizer.js';

/** A voice of a program. */
export interface ProgramVoice extends Pick<
  Voice,
  'name' | 'languages' | 'gender' | 'pitchHz' | 'sampleRateHz'
> {
  /** What the program calls it: a name, or a file. */
  readonly own: string;
}

/** A line as a program is to say it. */
export interface ProgramLine {
  readonly text: string;
  readonly voice: ProgramVoice;
  /** Factor of pace, 1 = the voice's own. */
  readonly rate: number;
  /** Where the sound goes. */
  readonly wav: string;
  /** Where it runs, and may write; gone afterwards. */
  readonly folder: string;
}

/** How a program is asked to speak. */
export interface SpeechProgram {
  readonly provider: string;
  /** Its name on the PATH. */
  readonly file: string;
  /** Changes whenever it is asked in a way that makes the same text sound different; 1 when left out. */
  readonly identity?: string;
  voices(file: string): Promise<readonly ProgramVoice[]>;
  call(line: ProgramLine): { readonly args: readonly string[]; readonly input?: string };
}

const PICO_LANGUAGES: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  de: 'de-DE',
  fr: 'fr-FR',
  it: 'it-IT',
  es: 'es-ES',
};
/** pico has one voice a language, a woman's; a second one by its own markup for pitch, three and a half semitones lower. */
const PICO_VOICES = [
  { suffix: '', gender: 'female', pitchHz: 200, pitch: 100 },
  { suffix: '-low', gender: 'male', pitchHz: 160, pitch: 80 },
] as const;

/** SVOX pico (Debian: libttspico-utils), six languages. It reads markup, so text is escaped. */
export const PICO: SpeechProgram = {
  provider: 'pico',
  file: 'pico2wave',
  voices: () =>
    Promise.resolve(
      LANGUAGES.flatMap((language) =>
        PICO_VOICES.map(({ suffix, gender, pitchHz, pitch }) => ({
          name: `${language}${suffix}`,
          own: `${PICO_LANGUAGES[language]}:${pitch}`,
          languages: [language],
          gender,
          pitchHz,
          sampleRateHz: 16_000,
        })),
      ),
    ),
  call: ({ text, voice, rate, wav }) => {
    const [language = '', pitch = '100'] = voice.own.split(':');
    const said = `<pitch level="${pitch}"><speed level="${Math.round(100 * rate)}">${escaped(text)}</speed></pitch>`;
    return { args: [`--lang=${language}`, `--wave=${wav}`, '--', said] };
  },
};

const escaped = (text: string): string => text.replace(/[<>&]/gu, ' ');

/**
 * Voices of RHVoice by its own names, for the languages we speak: the pitch usual for each, Hz, and the share of it that
 * it is asked for, per cent. By themselves two of its men are a semitone apart; so any two are three.
 */
const RHVOICE_VOICES: ReadonlyArray<readonly [string, Language, Voice['gender'], number, number]> =
  [
    ['alan', 'en', 'male', 105, 103],
    ['slt', 'en', 'female', 170, 95],
    ['bdl', 'en', 'male', 120, 109],
    ['clb', 'en', 'female', 185, 105],
    ['evgeniy-eng', 'en', 'male', 110, 82],
    ['lyubov', 'en', 'female', 200, 116],
  ];
const RHVOICE_SHARE = 'share/RHVoice/voices';

/** @param installed Names of voices that there are. */
export function rhvoiceVoices(installed: ReadonlySet<string>): ProgramVoice[] {
  return RHVOICE_VOICES.filter(([name]) => installed.has(name)).map(
    ([name, language, gender, usualHz, percent]) => ({
      name,
      own: `${name}:${percent}`,
      languages: [language],
      gender,
      pitchHz: Math.round((usualHz * percent) / 100),
      sampleRateHz: 24_000,
    }),
  );
}

/** RHVoice (Debian: rhvoice, rhvoice-english). The voices are folders beside the program. */
export const RHVOICE: SpeechProgram = {
  provider: 'rhvoice',
  file: 'RHVoice-test',
  identity: '2',
  voices: async (file) => {
    const folder = join(dirname(dirname(file)), RHVOICE_SHARE);
    return rhvoiceVoices(new Set(await readdir(folder)));
  },
  call: ({ text, voice, rate, wav }) => {
    const [name = '', percent = '100'] = voice.own.split(':');
    return {
      args: ['-p', name, '-r', String(Math.round(100 * rate)), '-t', percent, '-o', wav],
      input: text,
    };
  },
};

/** Names of people piper's voices are made of: nothing else tells whether it is a woman. */
const PIPER_WOMEN =
  /^(amy|kathleen|kristin|jenny|lessac|cori|alba|southern_english_female|eva_k|kerstin|ramona|siwis|paola|sharvard_f|mls_f|hfc_female|ljspeech)/u;

/** Piper: neural voices, each a file of a folder. @param models Folder of `.onnx` files; none, no voices. */
export function piper(models: string): SpeechProgram {
  return {
    provider: 'piper',
    file: 'piper',
    voices: async () => {
      if (models === '') return [];
      const files = new Set(await readdir(models));
      return [...files].sort().flatMap((name) => {
        const [, language, person] = /^([a-z]{2})_[A-Z]{2}-([\w]+)-\w+\.onnx$/u.exec(name) ?? [];
        const known = LANGUAGES.find((one) => one === language);
        if (known === undefined || person === undefined || !files.has(`${name}.json`)) return [];
        const isWoman = PIPER_WOMEN.test(person);
        return [
          {
            name: name.replace(/\.onnx$/u, ''),
            own: join(models, name),
            languages: [known],
            gender: isWoman ? ('female' as const) : ('male' as const),
            pitchHz: isWoman ? 205 : 110,
            sampleRateHz: 22_050,
          },
        ];
      });
    },
    call: ({ text, voice, rate, wav }) => ({
      // The generator's noise off: the same words sound the same.
      args: [
        ...['--model', voice.own, '--output_file', wav],
        ...['--length_scale', (1 / rate).toFixed(3), '--noise_scale', '0', '--noise_w', '0'],
      ],
      input: `${text.replace(/\s+/gu, ' ')}\n`,
    }),
  };
}

const WORDS_PER_MINUTE = 160;
/** As the WebAssembly one has them: two men and two women in every language. */
const ESPEAK_KINDS = [
  ['m1', 'm3', 30, 'male', 83],
  ['f1', 'f3', 45, 'female', 188],
  ['m2', 'm7', 55, 'male', 106],
  ['f2', 'f2', 70, 'female', 225],
] as const;

/** espeak-ng as a program, where the package is not wanted. */
export const ESPEAK_NG: SpeechProgram = {
  provider: 'espeak-ng',
  file: 'espeak-ng',
  voices: () =>
    Promise.resolve(
      LANGUAGES.flatMap((language) =>
        ESPEAK_KINDS.map(([kind, variant, pitch, gender, pitchHz]) => ({
          name: `${language}-${kind}`,
          own: `${language === 'en' ? 'en-us' : language}+${variant}:${pitch}`,
          languages: [language],
          gender,
          pitchHz,
          sampleRateHz: 22_050,
        })),
      ),
    ),
  call: ({ text, voice, rate, wav }) => {
    const [own = '', pitch = '50'] = voice.own.split(':');
    const speed = String(Math.round(WORDS_PER_MINUTE * rate));
    return { args: ['-v', own, '-s', speed, '-p', pitch, '-w', wav, '--stdin'], input: text };
  },
};
