import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Biquad, highPass } from '../dsp/biquad.js';
import type { JingleSet } from '../jingle/compose.js';
import { loadJingles } from '../jingle/jingle-store.js';
import { MUSIC_RATE_HZ, type Piece } from '../jingle/score.js';
import { DEFAULT_TIMELINE, planTimeline, type Timeline } from '../timeline/timeline.js';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';
import { MusicTrack } from './music-track.js';

/** Words of this level in a window count as speech; 12 dB lie between them and the music. */
const SPEECH_FROM_DBFS = -40;
const OVER_MUSIC_DB = 12;
/** The master gain may lift both a little. */
const MASTER_GAIN_DB = 0.5;
const WINDOW = Math.round(0.4 * PROGRAMME_RATE_HZ);

/** Where vowels have their formants: what sounds there is taken for words, and lies over them. */
const VOWELS_FROM_HZ = 300;
const VOWELS_TO_HZ = 4000;

/** Composed outside of jest, which takes ten times as long over loops. */
function composed(seed: string): JingleSet {
  const folder = mkdtempSync(join(tmpdir(), 'music-'));
  try {
    const store = resolve('dist/src/modules/audio/jingle/jingle-store.js');
    const program = `import { loadJingles } from ${JSON.stringify(store)}; loadJingles(...process.argv.slice(1));`;
    execFileSync(process.execPath, ['--input-type=module', '-e', program, folder, seed]);
    return loadJingles(folder, seed);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Energy of a piece from a frequency up, 24 dB an octave. */
function energyFrom(frequencyHz: number, { left }: Piece): number {
  const sound = left.slice();
  for (let pass = 0; pass < 2; pass++)
    new Biquad(highPass(MUSIC_RATE_HZ, frequencyHz)).process(sound);
  return energyOf(sound);
}

function energyOf(sound: Float32Array): number {
  return sound.reduce((sum, value) => sum + value * value, 0);
}

function vowelShare(piece: Piece): number {
  const inRange = energyFrom(VOWELS_FROM_HZ, piece) - energyFrom(VOWELS_TO_HZ, piece);
  return inRange / energyOf(piece.left);
}

/** Long and short turns, a single word, and every bridge. */
const timeline = planTimeline({
  segments: [3, 0.4, 5, 0.2, 0.3, 4, 7, 0.6].map((durationS, index) => ({
    durationS,
    startsTopic: index % 2 === 0,
  })),
  settings: DEFAULT_TIMELINE,
});

function music(jingles: JingleSet): [Float32Array, Float32Array] {
  const track = new MusicTrack(timeline, DEFAULT_TIMELINE, jingles);
  const frames = Math.round(timeline.totalS * PROGRAMME_RATE_HZ);
  const sides: [Float32Array, Float32Array] = [new Float32Array(frames), new Float32Array(frames)];
  for (let at = 0; at < frames; at += 8192)
    track.render(sides[0].subarray(at, at + 8192), sides[1].subarray(at, at + 8192), at);
  return sides;
}

function levelsDb([left, right]: [Float32Array, Float32Array]): Array<{ at: number; db: number }> {
  const levels = [];
  for (let at = 0; at + WINDOW <= left.length; at += WINDOW / 4) {
    let energy = 0;
    for (let i = at; i < at + WINDOW; i++)
      energy += (left[i] as number) ** 2 + (right[i] as number) ** 2;
    levels.push({ at, db: 10 * Math.log10(energy / (2 * WINDOW) + 1e-20) });
  }
  return levels;
}

function hasSpeech(at: number, { segments }: Timeline): boolean {
  const [fromS, toS] = [at / PROGRAMME_RATE_HZ, (at + WINDOW) / PROGRAMME_RATE_HZ];
  return segments.some(({ startS, endS }) => startS < toS && endS > fromS);
}

describe('the music of a show', () => {
  let jingles: JingleSet;
  let levels: ReturnType<typeof levelsDb>;

  beforeAll(() => {
    jingles = composed('radiox');
    levels = levelsDb(music(jingles));
  });

  it('leaves the range of vowels to voices in the bed', () => {
    expect(vowelShare(jingles.bed)).toBeLessThan(0.02);
  });

  it('has its melody there in the jingles, but not their body', () => {
    for (const piece of [jingles.intro, ...jingles.bridges]) {
      expect(vowelShare(piece)).toBeGreaterThan(0.01);
      expect(vowelShare(piece)).toBeLessThan(0.4);
    }
  });

  it('leaves 12 dB to words in every window that has any, however quiet', () => {
    const under = levels.filter(({ at }) => hasSpeech(at, timeline)).map(({ db }) => db);

    expect(under.length).toBeGreaterThan(200);
    expect(Math.max(...under)).toBeLessThan(SPEECH_FROM_DBFS - OVER_MUSIC_DB - MASTER_GAIN_DB);
  });

  it('is heard alone at the beginning, between stories and at the end', () => {
    const loudest = (fromS: number, toS: number) =>
      Math.max(
        ...levels
          .filter(({ at }) => at >= fromS * PROGRAMME_RATE_HZ && at <= toS * PROGRAMME_RATE_HZ)
          .map(({ db }) => db),
      );

    expect(loudest(0, 3)).toBeGreaterThan(-18);
    for (const { startS, endS } of timeline.bridges)
      expect(loudest(startS, endS)).toBeGreaterThan(-32);
    expect(loudest(timeline.totalS - 8, timeline.totalS)).toBeGreaterThan(-18);
  });
});
