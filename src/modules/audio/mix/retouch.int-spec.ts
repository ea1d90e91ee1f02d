import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceSettings } from '#platform/config';
import { MemorySettings } from '#platform/process';
import { AudioSettings } from '../audio.settings.js';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { FfmpegSettings } from '../ffmpeg/ffmpeg.settings.js';
import { FliteSpeechSynthesizer } from '../speech/flite.speech-synthesizer.js';
import { TakeFolder } from '../take/take-folder.js';
import { TakeService } from '../take/take.service.js';
import type { MixResult, MixSegment } from './mix-plan.js';
import { Mixer } from './mixer.js';
import { decodeMp3 } from './mp3/mp3-decoder.js';
import { indexMp3 } from './mp3/mp3-frames.js';

const LINES = [
  ['rms', 'Good evening from Zurich. Here is the news of the day, and what it means for the city.'],
  ['slt', 'The council has approved the new tram line. Work begins in May and takes three years.'],
  ['rms', 'Supporters say that it will take thousands of cars off the road.'],
  ['slt', 'It stays dry overnight, with some fog along the river.'],
] as const;
const { signal } = new AbortController();
const ffmpeg = new Ffmpeg(new FfmpegSettings());

/** Left channel. */
async function sound(file: string): Promise<Float32Array> {
  const blocks: Float32Array[] = [];
  await decodeMp3(file, Infinity, (left) => blocks.push(left.slice()));
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** How far two sounds differ over a second, against their level, dB. */
function differenceDb(one: Float32Array, oneAt: number, other: Float32Array, otherAt: number) {
  let [difference, level] = [0, 0];
  for (let i = 0; i < 44_100; i++) {
    const value = one[oneAt + i] ?? 0;
    difference += (value - (other[otherAt + i] ?? 0)) ** 2;
    level += value ** 2;
  }
  return 10 * Math.log10((difference + 1e-12) / (level + 1e-9));
}

describe('a show of which one line was edited', () => {
  let folder: string;
  let mixer: Mixer;
  let segments: MixSegment[];
  let edited: MixSegment[];
  let former: MixResult;
  let retouched: MixResult;

  const mix = (lines: readonly MixSegment[], name: string, before?: readonly MixSegment[]) =>
    mixer.mix(
      {
        segments: lines,
        seed: 'test',
        outFile: join(folder, name),
        ...(before && {
          former: { file: join(folder, 'former.mp3'), segments: before, result: former },
        }),
      },
      signal,
    );

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'retouch-'));
    const service = Object.assign(new ServiceSettings(), { dataDir: folder });
    mixer = new Mixer(new AudioSettings(), service, new MemorySettings(), ffmpeg);
    const engine = new FliteSpeechSynthesizer({ workersMax: 2, taskMsMax: 20_000 });
    const takes = new TakeService([engine], new TakeFolder(join(folder, 'takes'), 1e9));
    const made = await Promise.all(
      LINES.map(([voice, text]) =>
        takes.take({ text, language: 'en', voices: { flite: voice } }, signal),
      ),
    );
    await takes.onApplicationShutdown();
    segments = Array.from({ length: 36 }, (_, at) => ({
      speaker: LINES[at % 4]?.[0] ?? '',
      startsTopic: at % 6 === 0,
      takeFile: made[at % 4]?.file ?? '',
    }));
    edited = segments.with(14, { ...segments[14], takeFile: made[0]?.file ?? '' } as MixSegment);
    former = await mix(segments, 'former.mp3');
    retouched = await mix(edited, 'retouched.mp3', segments);
  }, 60_000);
  afterAll(async () => {
    await mixer.onApplicationShutdown();
    await rm(folder, { recursive: true });
  });

  it('is rendered where it changed, and has its loudness and its length', () => {
    expect(former.renderedS).toBeCloseTo(former.durationS, 3);
    expect(retouched.renderedS).toBeLessThan(70);
    expect(retouched.durationS).toBeCloseTo(retouched.phases.fadeOut.endS, 3);
    expect(retouched.durationS).not.toBeCloseTo(former.durationS, 0);
    expect(Math.abs(retouched.loudness.integratedLufs + 16)).toBeLessThan(0.5);
    expect(retouched.loudness.truePeakDbtp).toBeLessThanOrEqual(-1);
  });

  it('sounds as before everywhere else, to the sample', async () => {
    const [before, after] = await Promise.all(
      ['former.mp3', 'retouched.mp3'].map((name) => sound(join(folder, name))),
    );
    if (!before || !after) throw new Error('Nothing was decoded.');
    const shift = Math.round((retouched.durationS - former.durationS) * 44_100);
    const seconds = (span?: { startS: number }) => Math.round((span?.startS ?? 0) * 44_100);
    const earlier = Array.from({ length: 6 }, (_, n) => n * 12 * 44_100);
    const later = Array.from(
      { length: 6 },
      (_, n) => seconds(former.segments[18]) + n * 8 * 44_100,
    );

    expect(shift % 1152).toBe(0);
    for (const at of earlier.filter((one) => one < seconds(former.segments[14]) - 44_100))
      expect(differenceDb(before, at, after, at)).toBeLessThan(-30);
    for (const at of later.filter((one) => one < before.length - 44_100))
      expect(differenceDb(before, at, after, at + shift)).toBeLessThan(-30);
  });

  it('is a whole file: its frames follow each other to the end', () => {
    const index = indexMp3(join(folder, 'retouched.mp3'));

    expect(index?.frames).toBe(Math.ceil((retouched.durationS * 44_100 + 576) / 1152 + 0.5));
  });

  it('is made whole where its mastering would differ', async () => {
    const mastering = { gainDb: 0, ceilingDbtp: -2, sound: 'of another station' };
    const plan = { file: join(folder, 'former.mp3'), segments, result: { ...former, mastering } };

    const whole = await mixer.mix(
      { segments: edited, seed: 'test', outFile: join(folder, 'whole.mp3'), former: plan },
      signal,
    );

    expect(whole.renderedS).toBeCloseTo(whole.durationS, 3);
  }, 60_000);
});
