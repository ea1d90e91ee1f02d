import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { obeysSpeechSynthesizerContract } from '#test/speech-synthesizer.contract';
import { soundWorkers } from '../remote/remote.speech-synthesizer.js';
import type { SpeechSettings } from '../speech-synthesizer.js';
import { ProgramSpeechSynthesizer } from './program.speech-synthesizer.js';
import { ESPEAK_NG, PICO, piper, RHVOICE, type SpeechProgram } from './programs.js';

const { signal } = new AbortController();
const SPOKEN: SpeechSettings = { language: 'en', rate: 1, quality: 'mid' };
const sounds = soundWorkers({ workersMax: 2, taskMsMax: 20_000 });
let root: string;

/** A PATH with programs that behave like those. */
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'programs-'));
  await mkdir(join(root, 'bin'));
  const script = await readFile('test/fixtures/speaking-program.mjs');
  // Node has a warning for files without a suffix, which have to be what package.json says.
  await writeFile(join(root, 'package.json'), '{"type":"module"}');
  for (const name of ['pico2wave', 'RHVoice-test', 'piper', 'espeak-ng']) {
    const file = join(root, 'bin', name);
    await writeFile(file, `#!${process.execPath}\n${String(script)}`);
    await chmod(file, 0o755);
  }
  for (const voice of ['alan', 'slt', 'somebody'])
    await mkdir(join(root, 'share/RHVoice/voices', voice), { recursive: true });
  await mkdir(join(root, 'models'));
  for (const voice of [
    'en_US-amy-medium',
    'en_GB-ryan-high',
    'de_DE-thorsten-low',
    'de_DE-eva_k-x_low',
    'pl_PL-x-low',
  ])
    for (const end of ['onnx', 'onnx.json'])
      await writeFile(join(root, 'models', `${voice}.${end}`), '{}');
  await writeFile(join(root, 'models', 'fr_FR-siwis-low.onnx'), 'without its description');
});
afterAll(async () => {
  await sounds.close();
  await rm(root, { recursive: true });
});

function engine(program: SpeechProgram, takeMsMax = 20_000, folder = 'bin') {
  return new ProgramSpeechSynthesizer(program, {
    sounds,
    takeMsMax,
    memoryMbMax: 64_000, // Node reserves more than any of them.
    atOnce: () => 2,
    find: (name) => (folder === 'bin' ? join(root, folder, name) : undefined),
  });
}

describe('pico2wave', () => {
  obeysSpeechSynthesizerContract(() => engine(PICO), 'en', 'en');
});

describe('RHVoice', () => {
  obeysSpeechSynthesizerContract(() => engine(RHVOICE), 'alan', 'en');
});

describe('piper', () => {
  obeysSpeechSynthesizerContract(
    () => engine({ ...piper(''), ...lazyPiper() }),
    'en_US-amy-medium',
    'en',
  );

  it('has a voice for each model that is whole, in our languages', async () => {
    const voices = await engine({ ...piper(''), ...lazyPiper() }).voices();

    expect(voices.map(({ name, gender, languages }) => [name, gender, ...languages])).toEqual([
      ['de_DE-eva_k-x_low', 'female', 'de'],
      ['de_DE-thorsten-low', 'male', 'de'],
      ['en_GB-ryan-high', 'male', 'en'],
      ['en_US-amy-medium', 'female', 'en'],
    ]);
  });

  it('is not here without a folder of models', async () => {
    expect(await engine(piper('')).voices()).toEqual([]);
  });
});

describe('espeak-ng', () => {
  obeysSpeechSynthesizerContract(() => engine(ESPEAK_NG), 'en-m1', 'en');
});

describe('a program that speaks', () => {
  it('gets no text that could be taken for an option or for markup', async () => {
    const text = '--help <speed level="900"> & then the news of the day follows.';

    expect(
      (await engine(PICO).synthesize(text, 'de', { ...SPOKEN, language: 'de' }, signal)).pcm.length,
    ).toBeGreaterThan(20_000);
  });

  it('that is not installed has no voices', async () => {
    const missing = engine(PICO, 20_000, 'nowhere');

    expect(await missing.voices()).toEqual([]);
    await expect(missing.synthesize('News.', 'en', SPOKEN, signal)).rejects.toThrow(
      'not installed',
    );
  });

  it.each([
    ['crash', /ended with SIGSEGV/u],
    ['refuse', /ended with 2/u],
    ['silence', /gave no sound/u],
    ['garbage', /garbage/u],
    ['hang', /longer than/u],
  ])('and is told to %s cannot, and says why', async (word, says) => {
    const spoken = engine(ESPEAK_NG, word === 'hang' ? 700 : 20_000).synthesize(
      `Now ${word}.`,
      'en-f1',
      SPOKEN,
      signal,
    );

    await expect(spoken).rejects.toThrow(says);
  });
});

/** Where the models are is known only once the folder is made. */
function lazyPiper(): Pick<SpeechProgram, 'voices' | 'call'> {
  return {
    voices: (file) => piper(join(root, 'models')).voices(file),
    call: (line) => piper(join(root, 'models')).call(line),
  };
}
