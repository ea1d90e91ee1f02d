import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceSettings } from '#platform/config';
import { MemorySettings } from '#platform/process';
import { hasProgram } from '#test/demands';
import { AudioSettings } from '../../audio.settings.js';
import { Ffmpeg } from '../../ffmpeg/ffmpeg.js';
import { FfmpegSettings } from '../../ffmpeg/ffmpeg.settings.js';
import { writeTake } from '../../take/take-file.js';
import { Tagger } from '../../packaging/tagger.js';
import type { ShowTags } from '../../packaging/tags.js';
import { Mixer } from '../mixer.js';
import type { MixPlan } from '../mix-plan.js';
import { AUDIO_FORMATS } from './audio-format.js';
import { Wav16Writer } from './wav-16-writer.js';

const RATE_HZ = 16_000;
const { signal } = new AbortController();

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==';
const TAGS: ShowTags = {
  title: 'News = "now"; #1',
  artist: 'Marcel, Jarvis',
  album: 'RadioX Zürich',
  madeAt: new Date('2026-11-22T18:00:00Z'),
  language: 'de',
  lyrics: 'Marcel: Grüezi.\nJarvis: Guten Abend.',
  cover: { bytes: Buffer.from(PIXEL, 'base64'), mime: 'image/png' },
  chapters: [
    { title: 'Begrüssung', startS: 0, endS: 7.5 },
    { title: 'Tram', startS: 7.5, endS: 20 },
  ],
  durationS: 20,
};

interface Probed {
  readonly format: { readonly tags?: Readonly<Record<string, string>> };
  readonly streams: ReadonlyArray<{
    readonly codec_type: string;
    readonly codec_name: string;
    readonly tags?: Readonly<Record<string, string>>;
  }>;
  readonly chapters: ReadonlyArray<{ start_time: string; tags: { title: string } }>;
}

function probe(file: string): Probed {
  const args = ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_chapters'];
  return JSON.parse(spawnSync('ffprobe', [...args, file]).stdout.toString()) as Probed;
}

/** Of the decoded sound. */
function soundHash(file: string): string {
  return spawnSync('ffmpeg', [
    '-v',
    'error',
    '-i',
    file,
    '-map',
    '0:a',
    '-f',
    'md5',
    '-',
  ]).stdout.toString();
}

/** A hum that swells like syllables; with `pauseS` of silence in its middle. */
function voice(pitchHz: number, seconds: number, pauseS = 0): Int16Array {
  const half = Math.round((seconds / 2) * RATE_HZ);
  const pause = Math.round(pauseS * RATE_HZ);
  return Int16Array.from({ length: 2 * half + pause }, (_, i) => {
    if (i >= half && i < half + pause) return 0;
    const at = i / RATE_HZ;
    const swell = 0.5 + 0.5 * Math.sin(2 * Math.PI * 4 * at);
    const harmonics = [1, 2, 3, 5, 9, 17, 25].map(
      (n) => Math.sin(2 * Math.PI * pitchHz * n * at) / n,
    );
    return 6000 * swell * harmonics.reduce((sum, one) => sum + one, 0);
  });
}

describe('a show as a file', () => {
  let folder: string;
  let plan: Omit<MixPlan, 'outFile'>;
  let service: ServiceSettings;
  const mixers: Mixer[] = [];
  const ffmpegs: Ffmpeg[] = [];

  const mixerWith = (kind: 'auto' | 'wasm' | 'none', secondsMax = 1800) => {
    const settings = { ffmpeg: kind, ffmpegWasmSecondsMax: secondsMax };
    const ffmpeg = new Ffmpeg(Object.assign(new FfmpegSettings(), settings));
    const mixer = new Mixer(new AudioSettings(), service, new MemorySettings(), ffmpeg);
    ffmpegs.push(ffmpeg);
    mixers.push(mixer);
    return mixer;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'formats-'));
    service = Object.assign(new ServiceSettings(), { dataDir: folder });
    const takes = [
      { name: 'one', pcm: voice(100, 4, 3) },
      { name: 'two', pcm: voice(170, 4) },
    ];
    for (const { name, pcm } of takes)
      writeTake(join(folder, `${name}.wav`), { pcm, sampleRateHz: RATE_HZ });
    const music = new Wav16Writer(join(folder, 'music.wav'));
    const tone = Float32Array.from({ length: 44_100 * 5 }, (_, i) => 0.03 * Math.sin(i / 20));
    music.push(tone, tone);
    music.finish();
    music.close();
    plan = {
      segments: [
        { takeFile: join(folder, 'one.wav'), speaker: 'a', startsTopic: false },
        {
          takeFile: join(folder, 'two.wav'),
          speaker: 'b',
          startsTopic: true,
          musicBefore: { musicFile: join(folder, 'music.wav'), title: 'A tone' },
        },
      ],
      seed: 'test',
    };
  });
  afterAll(async () => {
    await Promise.all(mixers.map((mixer) => mixer.onApplicationShutdown()));
    await Promise.all(ffmpegs.map((ffmpeg) => ffmpeg.onApplicationShutdown()));
    await rm(folder, { recursive: true });
  });

  it.each(AUDIO_FORMATS)('%s has its loudness and its peak once decoded', async (format) => {
    const out = join(folder, format);
    const outFile = join(out, `show.${format}`);
    const show = await mixerWith('auto').mix({ ...plan, format, outFile }, signal);

    expect(Math.abs(show.loudness.integratedLufs + 16)).toBeLessThan(0.5);
    expect(show.loudness.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(Math.abs(show.durationS - show.phases.fadeOut.endS)).toBeLessThan(0.06);
    expect(await readdir(out)).toEqual([`show.${format}`]);
    if (hasProgram('ffprobe')) {
      const codec = { m4a: 'aac', opus: 'opus', flac: 'flac', mp3: 'mp3', wav: 'pcm_s16le' }[
        format
      ];
      expect(probe(outFile).streams).toMatchObject([{ codec_name: codec }]);
      const tagged = join(folder, `tagged.${format}`);
      await new Tagger(ffmpegs[0] as Ffmpeg).tag(outFile, tagged, format, TAGS, signal);
      const { format: whole, streams, chapters } = probe(tagged);
      const tags = Object.fromEntries(
        Object.entries({ ...streams[0]?.tags, ...whole.tags }).map(([name, text]) => [
          name.toLowerCase(),
          text,
        ]),
      );
      expect(tags).toMatchObject({ title: TAGS.title, artist: TAGS.artist, album: TAGS.album });
      expect(soundHash(tagged)).toBe(soundHash(outFile));
      const marks = chapters.map(({ start_time, tags: { title } }) => [Number(start_time), title]);
      if (format !== 'wav')
        expect(marks).toEqual([
          [0, 'Begrüssung'],
          [7.5, 'Tram'],
        ]);
      if (format !== 'wav') {
        const picture = streams.find(({ codec_type }) => codec_type === 'video');
        expect(picture).toMatchObject({ codec_name: 'png' });
        const lyrics = Object.entries(tags).find(([name]) => name.startsWith('lyrics'))?.[1];
        expect(lyrics).toBe(TAGS.lyrics);
      }
    }
  });

  it('cuts silence out of a take, tells it, and gives the music its own place', async () => {
    const outFile = join(folder, 'music', 'show.wav');
    const show = await mixerWith('none').mix({ ...plan, format: 'wav', outFile }, signal);
    const [first, second] = show.segments;
    const [music] = show.music ?? [];

    expect(show.trimmed).toHaveLength(1);
    expect(show.trimmed?.[0]).toMatchObject({ segment: 0 });
    expect((first?.endS ?? 0) - (first?.startS ?? 0)).toBeCloseTo(4.8, 1);
    expect(music).toMatchObject({ segment: 1, title: 'A tone' });
    expect(music?.startS).toBeGreaterThan(first?.endS ?? 0);
    expect((music?.endS ?? 0) - (music?.startS ?? 0)).toBeCloseTo(5, 1);
    expect(second?.startS).toBeGreaterThan(music?.endS ?? 0);
    expect(show.bridges).toEqual([]);
    expect(show.silences).toEqual([]);
  });

  it('says what helps where there is no ffmpeg, or where the built-in one is too slow', async () => {
    const outFile = join(folder, 'refused', 'show.m4a');
    const wish = { ...plan, format: 'm4a', outFile } as const;

    await expect(mixerWith('none').mix(wish, signal)).rejects.toMatchObject({
      code: 'audio/ffmpeg-missing',
    });
    await expect(mixerWith('wasm', 10).mix(wish, signal)).rejects.toMatchObject({
      code: 'audio/too-long-for-wasm',
    });
    expect(await readdir(join(folder, 'refused'))).toEqual([]);
  });
});
