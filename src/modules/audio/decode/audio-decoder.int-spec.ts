import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findProgram } from '#platform/process';
import {
  breakSounds,
  type CorpusFile,
  makeHostile,
  makeLongSilence,
  makeSounds,
  type MakeSound,
} from '#test/audio-corpus';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { FfmpegSettings } from '../ffmpeg/ffmpeg.settings.js';
import { AudioDecoder } from './audio-decoder.js';
import { UnusableAudio } from './decode.problems.js';
import { DecodeSettings } from './decode.settings.js';

const WISH = { sampleRateHz: 44_100, channels: 2, durationSMax: 60 } as const;
/** Hundreds of files: `node bench/decode.mjs`. */
const CONTAINERS = 9;
const kinds = findProgram('ffmpeg') ? (['system', 'wasm'] as const) : (['wasm'] as const);
const ffmpegs = new Map(
  kinds.map((kind) => [kind, new Ffmpeg(Object.assign(new FfmpegSettings(), { ffmpeg: kind }))]),
);
const maker = [...ffmpegs.values()][0] as Ffmpeg;
const make: MakeSound = (args, outFile) =>
  maker.run({
    args: [...args, 'out'],
    inputFiles: {},
    outputFiles: { out: outFile },
    limits: { timeMs: 30_000, outputBytes: 50_000_000 },
  });

let folder: string;
let calls = 0;
const server = createServer((_request, response) => {
  calls += 1;
  response.end();
});
/** By kind of ffmpeg: what became of each file. */
type Outcome = { readonly file: CorpusFile; readonly wav?: Buffer; readonly error?: unknown };
let corpus: CorpusFile[];
let canary: Buffer;
/** What each ffmpeg made of the files that are whole. */
const sounds = new Map<string, Buffer[]>();
/** 16-bit samples may differ by this much: decoders compute with floats. */
const ROUNDING = 4;

async function outcomesOf(decoder: AudioDecoder, files: readonly CorpusFile[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await Promise.all(
    [0, 1].map(async (lane) => {
      for (let index = lane; index < files.length; index += 2) {
        const file = files[index] as CorpusFile;
        const into = join(folder, `out-${lane}.wav`);
        try {
          await decoder.decode(file.path, into, WISH);
          outcomes.push({ file, wav: readFileSync(into) });
        } catch (error) {
          if (existsSync(into)) throw new Error('A refused file left something behind.');
          outcomes.push({ file, error });
        }
        rmSync(into, { force: true });
      }
    }),
  );
  return outcomes;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'decode-'));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const canaryFile = join(folder, 'canary.wav');
  await make(['-f', 'lavfi', '-i', 'sine=5000:d=1', '-ac', '2', '-f', 'wav'], canaryFile);
  canary = readFileSync(canaryFile).subarray(4_000, 4_400);
  const { port } = server.address() as AddressInfo;
  const bait = { canaryFile, canaryUrl: `http://127.0.0.1:${port}` };
  const whole = await makeSounds(folder, make, CONTAINERS);
  corpus = [
    ...whole,
    ...(await breakSounds(folder, whole, CONTAINERS, 'decode')),
    ...(await makeHostile(folder, make, bait)),
    await makeLongSilence(folder, make, 1),
  ];
}, 30_000);
afterAll(async () => {
  await Promise.all([...ffmpegs.values()].map((ffmpeg) => ffmpeg.onApplicationShutdown()));
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

describe.each(kinds)('untrusted sound, read by %s ffmpeg', (kind) => {
  it('is taken whole, taken in part, or refused with a reason, and nothing else', async () => {
    const decoder = new AudioDecoder(ffmpegs.get(kind) as Ffmpeg, new DecodeSettings());

    const outcomes = await outcomesOf(decoder, corpus);

    const named = ({ file }: Outcome) => basename(file.path);
    const refused = outcomes.filter(({ error }) => error !== undefined);
    expect(refused.filter(({ error }) => !(error instanceof UnusableAudio)).map(named)).toEqual([]);
    expect(refused.filter(({ file }) => file.kind === 'sound').map(named)).toEqual([]);
    const taken = outcomes.filter(({ wav }) => wav !== undefined);
    expect(taken.filter(({ file }) => file.durationS === 0).map(named)).toEqual([]);
    expect(taken.filter(({ wav }) => wav?.includes(canary)).map(named)).toEqual([]);
    const seconds = ({ wav }: Outcome) => ((wav?.length ?? 0) - 44) / (2 * 2 * WISH.sampleRateHz);
    const whole = corpus
      .filter((file) => file.kind === 'sound')
      .map((file) => taken.find((outcome) => outcome.file === file) as Outcome);
    for (const outcome of whole)
      expect(Math.abs(seconds(outcome) - outcome.file.durationS)).toBeLessThan(0.1);
    sounds.set(
      kind,
      whole.map(({ wav }) => wav as Buffer),
    );
    expect(Math.max(...taken.map(seconds))).toBeLessThan(WISH.durationSMax);
    expect(calls).toBe(0);
  }, 60_000);
});

it('gives the same sound with either, up to the rounding of their decoders', () => {
  const [one = [], other = one] = kinds.map((kind) => sounds.get(kind));
  expect(one).toHaveLength(CONTAINERS);

  const differences = one.map((wav, index) => largestDifference(wav, other[index] as Buffer));

  expect(Math.max(...differences)).toBeLessThan(ROUNDING);
});

/** Of 16-bit samples; infinite where one is longer. */
function largestDifference(wav: Buffer, twin: Buffer): number {
  if (wav.length !== twin.length) return Infinity;
  let largest = 0;
  for (let at = 44; at < wav.length; at += 2)
    largest = Math.max(largest, Math.abs(wav.readInt16LE(at) - twin.readInt16LE(at)));
  return largest;
}

it('names the rule that a file breaks, and stops at once when told to', async () => {
  const decoder = new AudioDecoder(maker, new DecodeSettings());
  const hours = corpus.at(-1)?.path ?? '';
  expect(statSync(hours).size).toBeLessThan(25_000);

  await expect(decoder.probe(hours, undefined, 30)).rejects.toMatchObject({
    broken: 'not_too_long',
  });
  await expect(decoder.probe(import.meta.filename)).rejects.toMatchObject({ broken: 'is_audio' });
  const small = new AudioDecoder(maker, Object.assign(new DecodeSettings(), { bytesMax: 1_000 }));
  await expect(small.probe(hours)).rejects.toMatchObject({ broken: 'not_too_large' });
  await expect(decoder.probe(hours, AbortSignal.abort(new Error('enough')))).rejects.toThrow(
    'enough',
  );
});

it.each(kinds)('believes no tag about the length of a file (%s)', async (kind) => {
  const file = join(folder, 'claim.flac');
  const claim = ['-metadata', 'comment=[info] size=1kB time=09:00:00.00'];
  await make(['-f', 'lavfi', '-i', 'sine=440:d=2', ...claim, '-f', 'flac'], file);
  const decoder = new AudioDecoder(ffmpegs.get(kind) as Ffmpeg, new DecodeSettings());

  expect((await decoder.probe(file)).durationS).toBeCloseTo(2, 1);
});

it('tells what a file is', async () => {
  const decoder = new AudioDecoder(maker, new DecodeSettings());
  const facts = await Promise.all(
    corpus.slice(0, CONTAINERS).map(({ path }) => decoder.probe(path)),
  );

  expect(new Set(facts.map(({ format }) => format)).size).toBe(CONTAINERS);
  expect(facts[0]).toMatchObject({
    format: 'mp3',
    codec: 'mp3',
    sampleRateHz: 44_100,
    channels: 2,
  });
  expect(facts.every(({ codec, warnings }) => codec !== 'unknown' && warnings.length === 0)).toBe(
    true,
  );
});
