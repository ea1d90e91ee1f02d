import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { obeysSpeechSynthesizerContract } from '#test/speech-synthesizer.contract';
import type { SpeechSettings } from '../speech-synthesizer.js';
import { areTokens, sherpaVoices } from './sherpa-models.js';
import { SherpaSettings } from './sherpa.settings.js';
import { SherpaSpeechSynthesizer } from './sherpa.speech-synthesizer.js';

const { signal } = new AbortController();
const FIXTURE = 'test/fixtures/synthetic-vits-tone';
const SPOKEN: SpeechSettings = { language: 'en', rate: 1, quality: 'mid' };
const MORE_WORDS = 'good evening from zurich here is news';
let models: string;
const engines: SherpaSpeechSynthesizer[] = [];

/** A model that speaks a tone, with a word more or less. */
async function model(name: string, files: Readonly<Record<string, string | undefined>> = {}) {
  const folder = join(models, name);
  await mkdir(folder, { recursive: true });
  for (const file of ['model.onnx', 'tokens.txt'])
    await cp(join(FIXTURE, file), join(folder, file));
  const words = MORE_WORDS.split(' ').map(
    (word) => `${word} ${word.replace(/(?<=.)(?=.)/gu, ' ')}`,
  );
  const lexicon = await readFile(join(FIXTURE, 'lexicon.txt'), 'utf8');
  await writeFile(join(folder, 'lexicon.txt'), `${lexicon.trim()}\n${words.join('\n')}\n`);
  for (const [file, text] of Object.entries(files)) {
    if (text === undefined) await rm(join(folder, file));
    else await writeFile(join(folder, file), text);
  }
  return folder;
}

function engine(): SherpaSpeechSynthesizer {
  const settings = Object.assign(new SherpaSettings(), { models });
  const one = new SherpaSpeechSynthesizer({ workersMax: 1, taskMsMax: 20_000 }, settings);
  engines.push(one);
  return one;
}

const TONES = JSON.stringify([
  { name: 'low', speaker: 0, languages: ['en'], gender: 'male', pitch_hz: 110 },
  { name: 'high', speaker: 0, languages: ['en', 'de'], gender: 'female', pitch_hz: 200 },
  { name: 'deep', speaker: 0, languages: ['de'], gender: 'male', pitch_hz: 100 },
  { name: 'of no language of ours', languages: ['xx'] },
]);

beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'models-'));
  await model('tones', { 'voices.json': TONES });
});
afterAll(async () => {
  await Promise.all(engines.map((one) => one.close()));
  await rm(models, { recursive: true });
});

describe('sherpa-onnx', () => {
  obeysSpeechSynthesizerContract(engine, 'low', 'en');

  it('refuses words that a model has not, before they reach it', async () => {
    const spoken = engine().synthesize('The council met in Ouagadougou.', 'low', SPOKEN, signal);

    await expect(spoken).rejects.toThrow('a word is not in its lexicon');
  });

  it('is not here without a folder of models', async () => {
    const off = new SherpaSpeechSynthesizer(
      { workersMax: 1, taskMsMax: 1_000 },
      new SherpaSettings(),
    );

    expect(await off.voices()).toEqual([]);
  });
});

describe('models of a folder', () => {
  it('are those that are whole, the int8 one of two', async () => {
    await model('vits-piper-en_US-amy-low', { 'model.int8.onnx': 'smaller' });
    await model('vits-piper-de_DE-thorsten-low');
    await model('vits-piper-fr_FR-broken', { 'tokens.txt': '_ 0\na 0\nb\n' });
    await model('vits-piper-it_IT-half', { 'lexicon.txt': undefined });
    await model('nameless');

    const voices = await sherpaVoices(models);

    expect(voices.map(({ name, gender, languages }) => [name, gender, ...languages])).toEqual([
      ['low', 'male', 'en'],
      ['high', 'female', 'en', 'de'],
      ['deep', 'male', 'de'],
      ['vits-piper-de_DE-thorsten-low', 'male', 'de'],
      ['vits-piper-en_US-amy-low', 'female', 'en'],
    ]);
    expect(voices.at(-1)?.files.model).toContain('int8');
  });

  it('are there beside entries that nobody can read', async () => {
    const mixed = await mkdtemp(join(tmpdir(), 'mixed-'));
    const put = (name: string, files: Readonly<Record<string, string | undefined>> = {}) =>
      model(join('..', basename(mixed), name), files);
    await put('vits-piper-en_US-amy-low');
    await put('odd', { 'voices.json': '[null, 7, "x", {"name": "odd", "languages": ["de"]}]' });
    await rm(join(await put('unread', { 'tokens.txt': undefined }), 'lexicon.txt'));
    await mkdir(join(mixed, 'unread', 'tokens.txt'));
    await mkdir(join(mixed, 'unread', 'espeak-ng-data'));
    await writeFile(join(mixed, 'README.md'), 'models');
    await symlink(join(mixed, 'README.md'), join(mixed, 'linked'));
    await symlink(join(mixed, 'gone'), join(mixed, 'nowhere'));
    const faulty: string[] = [];

    const voices = await sherpaVoices(mixed, (name) => faulty.push(name));
    await rm(mixed, { recursive: true });

    expect(voices.map(({ name }) => name)).toEqual(['odd', 'vits-piper-en_US-amy-low']);
    expect(faulty.sort()).toEqual(['linked', 'nowhere', 'unread']);
  });

  it.each(['', 'a', 'a 1\nb 1', 'a one'])('with a list of tokens like %j are broken', (text) => {
    expect(areTokens(text)).toBe(false);
  });

  it('that nobody can load cost their process, and say so', async () => {
    await model('rubbish', {
      'model.onnx': 'no model',
      'voices.json': JSON.stringify([{ name: 'rubbish', languages: ['en'] }]),
    });
    const one = engine();

    await expect(one.synthesize('The news.', 'rubbish', SPOKEN, signal)).rejects.toThrow(
      'its process failed twice',
    );
    expect((await one.synthesize('The news.', 'low', SPOKEN, signal)).pcm.length).toBeGreaterThan(
      1_000,
    );
  });
});
