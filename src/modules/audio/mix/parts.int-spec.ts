import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from '#test/demands';
import { spawnSync } from 'node:child_process';
import { type MasterTask, master } from './mastering.js';
import { decodeMp3 } from './mp3/mp3-decoder.js';
import { indexMp3, SAMPLES_PER_FRAME } from './mp3/mp3-frames.js';
import { joinParts, masterPart, partsOf } from './parts.js';

const RATE_HZ = 44_100;
const SECONDS = 64;
const portions = { frames: 8192, collectBytes: Infinity };

/** Chords that change, with a breath every few seconds: as hard on a reservoir as speech over music. */
function programme(): Float32Array {
  const both = new Float32Array(2 * SECONDS * RATE_HZ);
  let noise = 1;
  for (let i = 0; i < SECONDS * RATE_HZ; i++) {
    const at = i / RATE_HZ;
    noise = (Math.imul(noise, 1664525) + 1013904223) | 0;
    const breath = at % 4 > 3 ? 0 : Math.sin((Math.PI * (at % 4)) / 3) ** 0.5;
    const root = 110 * 2 ** ((Math.floor(at * 2) % 5) / 5);
    const tones = [1, 1.5, 2.7, 8.3].reduce(
      (sum, n) => sum + Math.sin(2 * Math.PI * root * n * at),
      0,
    );
    const value = breath * (0.1 * tones + 0.003 * (noise / 2 ** 31));
    both[2 * i] = value;
    both[2 * i + 1] = 0.8 * value;
  }
  return both;
}

async function left(file: string): Promise<Float32Array> {
  const blocks: Float32Array[] = [];
  await decodeMp3(file, Infinity, (block) => blocks.push(block.slice()));
  const all = new Float32Array(blocks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** How far the difference lies under the sound, dB. */
function snrDb(one: Float32Array, other: Float32Array, from: number, to: number): number {
  let [difference, level] = [0, 0];
  for (let i = from; i < to; i++) {
    level += (one[i] ?? 0) ** 2;
    difference += ((one[i] ?? 0) - (other[i] ?? 0)) ** 2;
  }
  return 10 * Math.log10((level + 0.01) / (difference + 1e-20));
}

describe('a show encoded in two parts at once', () => {
  let folder: string;
  let whole: string;
  let joined: string;
  const parts = partsOf(SECONDS * RATE_HZ);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parts-'));
    const sound = programme();
    const mixFile = join(folder, 'mix.f32');
    writeFileSync(mixFile, new Uint8Array(sound.buffer));
    [whole, joined] = [join(folder, 'whole.mp3'), join(folder, 'joined.mp3')];
    const task: Omit<MasterTask, 'outFile'> = {
      mixFile,
      frames: SECONDS * RATE_HZ,
      portions,
      gainDb: 3,
      ceilingDbtp: -1.8,
      format: 'mp3',
    };
    await master({ ...task, outFile: whole });
    if (!parts) throw new Error('It is long enough for parts.');
    const [firstFile, secondFile] = [join(folder, '1.mp3'), join(folder, '2.mp3')];
    await masterPart({ ...task, ...parts.first, outFile: firstFile });
    await masterPart({ ...task, ...parts.second, outFile: secondFile });
    expect(joinParts({ firstFile, secondFile, parts, outFile: joined })).toBe(true);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('has the frames and the length of one encoded in one piece', async () => {
    const [one, other] = [indexMp3(whole), indexMp3(joined)];
    const [a, b] = await Promise.all([left(whole), left(joined)]);

    expect(other?.frames).toBe(one?.frames);
    expect(b).toHaveLength(SECONDS * RATE_HZ);
    expect(a).toHaveLength(SECONDS * RATE_HZ);
  });

  it('sounds the same, at the join as anywhere', async () => {
    const [a, b] = await Promise.all([left(whole), left(joined)]);
    const from = (parts?.joinFrom ?? 0) * SAMPLES_PER_FRAME;

    expect(snrDb(a, b, 0, a.length)).toBeGreaterThan(30);
    // The part before the join is the very same encoding.
    expect(snrDb(a, b, 0, from - 2 * SAMPLES_PER_FRAME)).toBeGreaterThan(100);
    for (let at = from; at < from + 12 * RATE_HZ; at += RATE_HZ / 10)
      expect(snrDb(a, b, at, at + RATE_HZ / 10)).toBeGreaterThan(15);
  });

  it('is read by ffmpeg without a complaint', () => {
    if (!hasProgram('ffmpeg')) return;
    const args = ['-v', 'warning', '-i', joined, '-f', 'null', '-'];
    expect(spawnSync('ffmpeg', args).stderr.toString()).toBe('');
  });

  it('is encoded in one piece where it is short', () => {
    expect(partsOf(59 * RATE_HZ)).toBeUndefined();
  });
});
