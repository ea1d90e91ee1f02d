import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NothingToMix, TakeUnreadable } from '../audio.problems.js';
import { hasProgram } from '#test/demands';
import { medianPitchHz } from '#test/pitch';
import { ServiceSettings } from '#platform/config';
import { MemorySettings } from '#platform/process';
import { AudioSettings } from '../audio.settings.js';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { FfmpegSettings } from '../ffmpeg/ffmpeg.settings.js';
import { id3Tag, writeTags } from '../packaging/tags.js';
import { FliteSpeechSynthesizer } from '../speech/flite.speech-synthesizer.js';
import { TakeService } from '../take/take.service.js';
import { TakeFolder } from '../take/take-folder.js';
import type { MixPlan, MixResult } from './mix-plan.js';
import { Mixer } from './mixer.js';
import { decodeMp3 } from './mp3/mp3-decoder.js';

const LINES = [
  ['rms', false, 'Good evening from Zurich. Here is the news.'],
  ['slt', true, 'The council has approved the new tram line. Work begins in May.'],
  ['rms', false, 'Supporters say that it will take thousands of cars off the road.'],
  ['slt', true, 'It stays dry overnight, with some fog along the river. Good night.'],
] as const;
const { signal } = new AbortController();
const ffmpeg = new Ffmpeg(new FfmpegSettings());

/** The part of ffprobe's report looked at here. */
interface Probed {
  readonly format: { readonly tags: Readonly<Record<string, string>> };
  readonly chapters: ReadonlyArray<{ start_time: string; tags: { title: string } }>;
  readonly streams: ReadonlyArray<{ codec_name: string }>;
}

/** Stereo frames of a stem. */
async function stem(folder: string, name: string): Promise<Float32Array> {
  const bytes = await readFile(join(folder, `${name}.wav`));
  return new Float32Array(
    bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length),
  );
}

function levelDb(sound: Float32Array, at: number, length: number): number {
  let sum = 0;
  for (let i = at; i < at + length; i++) sum += (sound[i] ?? 0) ** 2;
  return 10 * Math.log10(sum / length + 1e-20);
}

describe('a mixed show', () => {
  let folder: string;
  let mixer: Mixer;
  let plan: MixPlan;
  let show: MixResult;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mix-'));
    const service = Object.assign(new ServiceSettings(), { dataDir: folder });
    mixer = new Mixer(new AudioSettings(), service, new MemorySettings(), ffmpeg);
    const engine = new FliteSpeechSynthesizer({ workersMax: 2, taskMsMax: 20_000 });
    const takes = new TakeService([engine], new TakeFolder(join(folder, 'takes'), 1e9));
    const made = await Promise.all(
      LINES.map(([voice, , text]) =>
        takes.take({ text, language: 'en', voices: { flite: voice } }, signal),
      ),
    );
    await takes.onApplicationShutdown();
    plan = {
      segments: LINES.map(([speaker, startsTopic], i) => ({
        speaker,
        startsTopic,
        takeFile: made[i]?.file ?? '',
      })),
      seed: 'test',
      outFile: join(folder, 'show.mp3'),
      stemsFolder: join(folder, 'stems'),
    };
    show = await mixer.mix(plan, signal);
  });
  afterAll(async () => {
    await mixer.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  it('has its loudness and its true peak, measured after encoding', () => {
    expect(Math.abs(show.loudness.integratedLufs + 16)).toBeLessThan(0.5);
    expect(show.loudness.truePeakDbtp).toBeLessThanOrEqual(-1);
    expect(show.silences).toEqual([]);
  });

  it('is exactly as long as planned, and its segments lie in order', () => {
    const times = show.segments.flatMap(({ startS, endS }) => [startS, endS]);

    expect(show.durationS).toBeCloseTo(show.phases.fadeOut.endS, 3);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(show.bridges).toHaveLength(2);
  });

  it('lets a listener tell who speaks in every segment, by pitch alone', async () => {
    const blocks: Float32Array[] = [];
    await decodeMp3(show.file, Infinity, (left) => blocks.push(left.slice()));
    const heard = Float32Array.from(blocks.flatMap((block) => [...block]));
    const who = show.segments.map(({ startS, endS }) => {
      const sound = heard.subarray(Math.round(startS * 44_100), Math.round(endS * 44_100));
      const pcm = Int16Array.from(sound, (value) => value * 32_767);
      const pitchHz = medianPitchHz({ pcm, sampleRateHz: 44_100 });
      // The voices tell 102 and 167 Hz of themselves: the border lies in the middle, by ear.
      return pitchHz < Math.sqrt(102 * 167) ? 'rms' : 'slt';
    });

    expect(who).toEqual(LINES.map(([speaker]) => speaker));
  });

  it('draws its waveform in about 1,500 pixels', () => {
    const { length, data, samples_per_pixel } = show.peaks;

    expect(length).toBeGreaterThan(1000);
    expect(data).toHaveLength(2 * length);
    expect(Math.abs((length * samples_per_pixel) / 44_100 - show.durationS)).toBeLessThan(1);
    expect(Math.max(...data)).toBeGreaterThan(40);
  });

  it.each([4_096, 1_048_576])('is the same to the byte in portions of %i bytes', async (bytes) => {
    const other = Object.assign(new AudioSettings(), { chunkBytes: bytes, collectAfterMb: 50 });
    const service = Object.assign(new ServiceSettings(), { dataDir: folder });
    const portioned = new Mixer(other, service, new MemorySettings(), ffmpeg);
    const outFile = join(folder, 'portions', 'show.mp3');

    const { segments, seed } = plan;
    const again = await portioned.mix({ segments, seed, outFile }, signal);
    await portioned.onApplicationShutdown();
    await rm(join(folder, 'portions'), { recursive: true });

    expect(again.sha256).toBe(show.sha256);
  });

  it('is the same to the byte when it is made again, and leaves no work files', async () => {
    const again = await mixer.mix({ ...plan, outFile: join(folder, 'again.mp3') }, signal);

    const bytes = await readFile(show.file);
    expect(again.sha256).toBe(show.sha256);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(show.sha256);
    expect((await readdir(folder)).sort()).toEqual([
      'again.mp3',
      'jingles',
      'show.mp3',
      'stems',
      'takes',
    ]);
  });

  it('keeps speech 12 dB over the music in every window that has some', async () => {
    const [speech, bed] = await Promise.all([
      stem(plan.stemsFolder ?? '', 'speech'),
      stem(plan.stemsFolder ?? '', 'bed'),
    ]);
    const window = 2 * 17_640;
    const over: number[] = [];
    for (let at = 0; at + window <= speech.length; at += window / 4) {
      const level = levelDb(speech, at, window);
      if (level > -40) over.push(level - levelDb(bed, at, window));
    }
    over.sort((a, b) => a - b);

    expect(over[Math.floor(over.length / 2)]).toBeGreaterThan(30);
    expect(over[0]).toBeGreaterThan(12);
  });

  it('has no click at a join', async () => {
    const master = await stem(plan.stemsFolder ?? '', 'master');
    for (const atS of show.segments.flatMap(({ startS, endS }) => [startS, endS])) {
      const at = 2 * Math.round(atS * 44_100);
      for (let i = at - 100; i < at + 100; i++)
        expect(Math.abs((master[i + 2] ?? 0) - (master[i] ?? 0))).toBeLessThan(0.2);
    }
  });

  it('has stems that add up to the master', async () => {
    const [speech, bed, master] = await Promise.all(
      ['speech', 'bed', 'master'].map((name) => stem(plan.stemsFolder ?? '', name)),
    );
    expect(new Set([speech?.length, bed?.length, master?.length]).size).toBe(1);
    let alike = 0;
    for (let i = 0; i < (master?.length ?? 0); i++)
      if (Math.abs((speech?.[i] ?? 0) + (bed?.[i] ?? 0) - (master?.[i] ?? 9)) < 1e-4) alike += 1;

    expect(alike / (master?.length ?? 1)).toBeGreaterThan(0.7); // The rest is where the limiter worked.
  });

  it('measures the same to ffmpeg, to 0.1 LU', () => {
    if (!hasProgram('ffmpeg')) return;
    const args = [
      '-nostats',
      '-hide_banner',
      '-i',
      show.file,
      '-af',
      'ebur128=peak=true',
      '-f',
      'null',
      '-',
    ];
    const { stderr } = spawnSync('ffmpeg', args, { encoding: 'utf8' });
    const summary = stderr.slice(stderr.indexOf('Summary'));

    const integrated = Number(/I:\s+(-[\d.]+) LUFS/.exec(summary)?.[1]);
    const peak = Number(/Peak:\s+(-[\d.]+) dBFS/.exec(summary)?.[1]);
    expect(Math.abs(integrated - show.loudness.integratedLufs)).toBeLessThan(0.11);
    expect(Math.abs(peak - show.loudness.truePeakDbtp)).toBeLessThan(0.3);
  });

  it('is read with title, chapters, cover and exact length by ffprobe', async () => {
    if (!hasProgram('ffprobe')) return;
    const chapters = [
      { title: 'Welcome', startS: 0, endS: 12.5 },
      { title: 'Tram line', startS: 12.5, endS: show.durationS },
    ];
    const cover = await readFile('test/fixtures/audio/cover.png');
    const tags = {
      title: 'Abend in Zürich',
      artist: 'Marcel',
      album: 'RadioX',
      madeAt: new Date('2026-11-22T18:00:00Z'),
      language: 'en',
      lyrics: 'Marcel: Good evening.',
      cover: { bytes: cover, mime: 'image/png' },
      chapters,
      durationS: show.durationS,
    } as const;
    const file = join(folder, 'again.mp3');
    const { sizeBytes } = await writeTags(file, tags);
    const args = [
      '-v',
      'error',
      '-show_format',
      '-show_streams',
      '-show_chapters',
      '-of',
      'json',
      file,
    ];
    const probed = JSON.parse(spawnSync('ffprobe', args, { encoding: 'utf8' }).stdout) as Probed;

    expect(sizeBytes).toBe(show.sizeBytes + id3Tag(tags).length);
    expect(probed.format.tags).toMatchObject({
      title: 'Abend in Zürich',
      artist: 'Marcel',
      genre: 'News/Talk',
    });
    expect(probed.format.tags['date']).toContain('2026');
    expect(probed.chapters.map((c) => [c.tags.title, Number(c.start_time)])).toEqual([
      ['Welcome', 0],
      ['Tram line', 12.5],
    ]);
    expect(probed.streams.map((s) => s.codec_name)).toEqual(['mp3', 'png']);
  });

  it('of nothing, or of takes that are gone, is refused', async () => {
    await expect(mixer.mix({ ...plan, segments: [] }, signal)).rejects.toBeInstanceOf(NothingToMix);
    const gone = { takeFile: join(folder, 'gone.wav'), speaker: 'a', startsTopic: false };
    await expect(mixer.mix({ ...plan, segments: [gone] }, signal)).rejects.toBeInstanceOf(
      TakeUnreadable,
    );
  });

  it('stops when told to, and leaves nothing', async () => {
    const controller = new AbortController();
    const mixed = mixer.mix({ ...plan, outFile: join(folder, 'stopped.mp3') }, controller.signal);
    setTimeout(() => {
      controller.abort(new Error('enough'));
    }, 300);

    await expect(mixed).rejects.toThrow('enough');
    expect((await readdir(folder)).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});
