import { mkdtempSync, readFileSync, rmSync, existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '#platform/process';
import { Ffmpeg } from './ffmpeg.js';
import { FfmpegFailed, FfmpegMissing, FfmpegOverLimit, TooLongForWasm } from './ffmpeg.problems.js';
import { FfmpegSettings } from './ffmpeg.settings.js';

const LIMITS = { timeMs: 20_000, outputBytes: 20_000_000 };
const ffmpegWith = (changes: Partial<FfmpegSettings>) =>
  new Ffmpeg(Object.assign(new FfmpegSettings(), changes));
/** A sound that ffmpeg makes itself: nothing needs to lie on disk. */
const tone = (seconds: number) => ['-f', 'lavfi', '-i', `sine=440:sample_rate=44100:d=${seconds}`];
const ENDLESS = ['-f', 'lavfi', '-i', 'anoisesrc', '-f', 'null', '-'];

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ffmpeg-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const kinds = findProgram('ffmpeg') ? (['system', 'wasm'] as const) : (['wasm'] as const);

describe.each(kinds)('ffmpeg: %s', (kind) => {
  const ffmpeg = ffmpegWith({ ffmpeg: kind });
  afterAll(() => ffmpeg.onApplicationShutdown());

  it('reads the files it is given, writes the ones it is asked for, and reaches no others', async () => {
    writeFileSync(file('canary'), 'secret');
    await ffmpeg.run({
      args: [...tone(1), '-f', 'wav', 'out'],
      inputFiles: {},
      outputFiles: { out: file('tone.wav') },
      limits: LIMITS,
    });
    const { stdout } = await ffmpeg.run({
      args: ['-i', 'in', '-progress', 'pipe:1', '-c:a', 'flac', '-f', 'flac', 'out'],
      inputFiles: { in: file('tone.wav') },
      outputFiles: { out: file('tone.flac') },
      limits: LIMITS,
    });

    expect(stdout).toContain('progress=end');
    expect(readFileSync(file('tone.wav')).length).toBeGreaterThan(88_200);
    expect(readFileSync(file('tone.flac')).subarray(0, 4).toString()).toBe('fLaC');
    const absent = ffmpeg.run({
      args: ['-f', 's16le', '-i', 'canary', '-f', 'null', '-'],
      inputFiles: {},
      outputFiles: {},
      limits: LIMITS,
    });
    await expect(absent).rejects.toThrow(FfmpegFailed);
  });

  it('finds files by paths that count from where this process runs', async () => {
    const here = mkdtempSync(join('dist', 'relative-'));
    try {
      const paths = { wav: join(here, 'tone.wav'), flac: join(here, 'tone.flac') };
      const making = { args: [...tone(1), '-f', 'wav', 'out'], inputFiles: {}, limits: LIMITS };
      await ffmpeg.run({ ...making, outputFiles: { out: paths.wav } });
      await ffmpeg.run({
        args: ['-i', 'in', '-c:a', 'flac', '-f', 'flac', 'out'],
        inputFiles: { in: paths.wav },
        outputFiles: { out: paths.flac },
        limits: LIMITS,
      });

      expect(readFileSync(paths.flac).subarray(0, 4).toString()).toBe('fLaC');
    } finally {
      rmSync(here, { recursive: true });
    }
  });

  it('ends what takes too long, and goes on', async () => {
    const endless = { args: ENDLESS, inputFiles: {}, outputFiles: {} };

    const late = ffmpeg.run({ ...endless, limits: { ...LIMITS, timeMs: 700 } });
    const stopped = { signal: AbortSignal.timeout(700) };
    const aborted = ffmpeg
      .run({ ...endless, ...stopped, limits: LIMITS })
      .catch((error: unknown) => error);

    await expect(late).rejects.toMatchObject({ limit: 'time' });
    expect(await aborted).toBe(stopped.signal.reason);
    await expect(
      ffmpeg.run({ ...endless, args: [...tone(1), '-f', 'null', '-'], limits: LIMITS }),
    ).resolves.toMatchObject({ exitCode: 0 });
  });

  it('refuses more output than it may give, and leaves none of it', async () => {
    const run = ffmpeg.run({
      args: [...tone(100), '-f', 'wav', 'out'],
      inputFiles: {},
      outputFiles: { out: file('large.wav') },
      limits: { ...LIMITS, outputBytes: 500_000 },
    });

    await expect(run).rejects.toThrow(FfmpegOverLimit);
    await expect(run).rejects.toMatchObject({ limit: 'output' });
    expect(existsSync(file('large.wav'))).toBe(false);
  });

  it('gives a run no more memory than it may have', async () => {
    const small = ffmpegWith({ ffmpeg: kind, ffmpegMemoryMbMax: 400 });
    const run = small.run({
      // To play it backwards it must hold all of it.
      args: ['-f', 'lavfi', '-i', 'anoisesrc=r=192000,areverse', '-f', 'null', '-'],
      inputFiles: {},
      outputFiles: {},
      limits: LIMITS,
    });

    await expect(run).rejects.toMatchObject({ limit: 'memory' });
    await small.onApplicationShutdown();
  });

  it('says why it could not read a file, without its path', async () => {
    writeFileSync(file('text'), 'no sound at all');
    const run = ffmpeg.run({
      args: ['-f', 'flac', '-i', 'in', '-f', 'null', '-'],
      inputFiles: { in: file('text') },
      outputFiles: {},
      limits: LIMITS,
    });

    await expect(run).rejects.toThrow(FfmpegFailed);
    await expect(run).rejects.not.toThrow(folder);
  });
});

/** 16-bit samples of a WAV file that has no parts but the usual ones. */
const samplesOf = (wav: Buffer) =>
  Array.from({ length: (wav.length - 44) >> 1 }, (_, at) => wav.readInt16LE(44 + 2 * at));

it('gives the same samples with either, to the last bit of a resampled one', async () => {
  const made: number[][] = [];
  for (const kind of kinds) {
    const ffmpeg = ffmpegWith({ ffmpeg: kind });
    await ffmpeg.run({
      args: [...tone(2), '-af', 'volume=0.5', '-ar', '24000', '-bitexact', '-f', 'wav', 'out'],
      inputFiles: {},
      outputFiles: { out: file(`${kind}.wav`) },
      limits: LIMITS,
    });
    made.push(samplesOf(readFileSync(file(`${kind}.wav`))));
    await ffmpeg.onApplicationShutdown();
  }
  const [one = [], other = one] = made;

  expect(one).toHaveLength(48_000);
  expect(other).toHaveLength(48_000);
  expect(Math.max(...one.map((sample, at) => Math.abs(sample - (other[at] ?? 0))))).toBeLessThan(2);
});

it('names the remedy where there is none, and where the sound is too long for the built-in one', async () => {
  const nothing = { args: ENDLESS, inputFiles: {}, outputFiles: {} };
  const none = ffmpegWith({ ffmpeg: 'none' });
  const absent = ffmpegWith({ ffmpeg: 'system', ffmpegPath: '/nowhere/ffmpeg' });
  const wasm = ffmpegWith({ ffmpeg: 'wasm' });

  expect([none.kind, absent.kind, wasm.kind]).toEqual(['none', 'none', 'wasm']);
  await expect(none.run({ ...nothing, limits: LIMITS })).rejects.toThrow(FfmpegMissing);
  const long = wasm.run({ ...nothing, limits: { ...LIMITS, durationS: 1_801 } });
  await expect(long).rejects.toThrow(TooLongForWasm);
  await expect(long).rejects.toThrow('apt install ffmpeg');
});
