import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Language, LANGUAGES } from '#kernel';
import type { Voice } from '../speech-synthesizer.js';

/** Where the parts of a model stand. */
export interface SherpaFiles {
  readonly model: string;
  readonly tokens: string;
  readonly lexicon?: string;
  /** Folder of espeak-ng's data: the model reads any Latin text. */
  readonly dataDir?: string;
}

/** A voice of a model. */
export interface SherpaVoice {
  readonly name: string;
  /** Number of the speaker within the model. */
  readonly speaker: number;
  readonly languages: readonly Language[];
  readonly gender: Voice['gender'];
  readonly pitchHz: number;
  readonly files: SherpaFiles;
}

/** `voices.json` beside a model says what its name does not. */
interface ToldVoice {
  readonly name?: unknown;
  readonly speaker?: unknown;
  readonly languages?: unknown;
  readonly gender?: unknown;
  readonly pitch_hz?: unknown;
}

const MODELS_MAX = 200;
const USUAL_PITCH_HZ = { male: 110, female: 205 } as const;
const WOMEN =
  /amy|kathleen|kristin|jenny|lessac|cori|alba|female|eva_k|kerstin|ramona|siwis|paola|ljspeech|ljs/u;

/**
 * Every voice of every model that is whole, by the names of their folders.
 * @param onFault Hears which of them could not be read; the others are there all the same.
 */
export async function sherpaVoices(
  folder: string,
  onFault: (name: string, error: unknown) => void = () => undefined,
): Promise<SherpaVoice[]> {
  if (folder === '') return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort()
    .slice(0, MODELS_MAX);
  const found = names.map((name) =>
    voicesOf(join(folder, name), name).catch((error: unknown) => {
      onFault(name, error);
      return [];
    }),
  );
  return (await Promise.all(found)).flat();
}

async function voicesOf(folder: string, name: string): Promise<SherpaVoice[]> {
  const files = await filesOf(folder);
  if (!files || !areTokens(await readFile(files.tokens, 'utf8'))) return [];
  const told = await readFile(join(folder, 'voices.json'), 'utf8').catch(() => undefined);
  if (told !== undefined) return toldVoices(told, files);
  const [, code, person = ''] = /([a-z]{2})_[A-Z]{2}-(.+)$/u.exec(name) ?? [];
  const language = LANGUAGES.find((one) => one === code);
  if (language === undefined) return [];
  const gender = WOMEN.test(person) ? 'female' : 'male';
  return [
    { name, speaker: 0, languages: [language], gender, pitchHz: USUAL_PITCH_HZ[gender], files },
  ];
}

async function filesOf(folder: string): Promise<SherpaFiles | undefined> {
  const all = await readdir(folder);
  const models = all.filter((name) => name.endsWith('.onnx')).sort();
  const model = models.find((name) => /int8/u.test(name)) ?? models[0];
  if (model === undefined || !all.includes('tokens.txt')) return undefined;
  const has = (name: string) =>
    access(join(folder, name)).then(
      () => true,
      () => false,
    );
  const [hasLexicon, hasData] = await Promise.all([has('lexicon.txt'), has('espeak-ng-data')]);
  if (!hasLexicon && !hasData) return undefined;
  return {
    model: join(folder, model),
    tokens: join(folder, 'tokens.txt'),
    ...(hasLexicon && { lexicon: join(folder, 'lexicon.txt') }),
    ...(hasData && { dataDir: join(folder, 'espeak-ng-data') }),
  };
}

/** Whether each line is a symbol and a number of its own: a broken list kills the engine. */
export function areTokens(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const numbers = lines.map((line) => / (\d+)\r?$/u.exec(line)?.[1]);
  return lines.length > 0 && !numbers.includes(undefined) && new Set(numbers).size === lines.length;
}

function toldVoices(text: string, files: SherpaFiles): SherpaVoice[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return []; // What it holds cannot be known.
  }
  if (!Array.isArray(list)) return [];
  const told = list.filter((one): one is ToldVoice => typeof one === 'object' && one !== null);
  return told.flatMap(({ name, speaker, languages, gender, pitch_hz: pitch }) => {
    const known = LANGUAGES.filter((one) => Array.isArray(languages) && languages.includes(one));
    if (typeof name !== 'string' || known.length === 0) return [];
    const sex = gender === 'female' ? ('female' as const) : ('male' as const);
    return [
      {
        name,
        speaker: typeof speaker === 'number' ? speaker : 0,
        languages: known,
        gender: sex,
        pitchHz: typeof pitch === 'number' ? pitch : USUAL_PITCH_HZ[sex],
        files,
      },
    ];
  });
}
