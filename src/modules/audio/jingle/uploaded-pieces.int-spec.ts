import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LoudnessMeter } from '../dsp/loudness-meter.js';
import type { JingleSet } from './compose.js';
import { MUSIC_RATE_HZ, type Piece } from './score.js';
import { withUploaded } from './uploaded-pieces.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pieces-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A tone of so many seconds. */
function tone(seconds: number, level: number, hz = 440): Piece {
  const sound = Float32Array.from(
    { length: Math.round(seconds * MUSIC_RATE_HZ) },
    (_, i) => level * Math.sin((2 * Math.PI * hz * i) / MUSIC_RATE_HZ),
  );
  return { left: sound, right: sound.slice() };
}

function wavOf(name: string, { left, right }: Piece): string {
  const wav = Buffer.alloc(44 + 8 * left.length);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(3, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(MUSIC_RATE_HZ, 24);
  wav.writeUInt32LE(8 * MUSIC_RATE_HZ, 28);
  wav.writeUInt16LE(8, 32);
  wav.writeUInt16LE(32, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(8 * left.length, 40);
  for (const [i, value] of left.entries()) {
    wav.writeFloatLE(value, 44 + 8 * i);
    wav.writeFloatLE(right[i] as number, 48 + 8 * i);
  }
  const file = join(folder, name);
  writeFileSync(file, wav);
  return file;
}

const lufsOf = ({ left, right }: Piece) => {
  const meter = new LoudnessMeter(MUSIC_RATE_HZ, 2);
  meter.push([left, right]);
  return meter.result().integratedLufs;
};

/** Largest step from one sample to the next, the piece played round and round. */
const largestStep = ({ left }: Piece) =>
  left.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - (left[(i + 1) % left.length] as number))),
    0,
  );

const BUILT_IN: JingleSet = {
  intro: tone(2, 0.2),
  bed: tone(2, 0.1),
  outro: tone(2, 0.2),
  bridges: [tone(1, 0.3), tone(1, 0.3)],
};

it('stand in as loud as the pieces they replace, and leave the others', () => {
  const wav = wavOf('intro.wav', tone(5, 0.01));
  const set = withUploaded(BUILT_IN, { intro: { id: 'a', wav, startS: 1, endS: 4 } });

  expect(set.intro.left).toHaveLength(3 * MUSIC_RATE_HZ);
  expect(lufsOf(set.intro)).toBeCloseTo(lufsOf(BUILT_IN.intro), 0);
  expect(set.intro.left[0]).toBeCloseTo(0, 5);
  expect(set.bed).toBe(BUILT_IN.bed);
  expect(withUploaded(BUILT_IN, undefined)).toBe(BUILT_IN);
});

it('repeat a bed without a click, wherever its loop is cut', () => {
  // A loop that ends in the middle of a swing.
  const wav = wavOf('bed.wav', tone(6, 0.5, 200.25));
  const { bed } = withUploaded(BUILT_IN, { bed: { id: 'b', wav, startS: 1.0012, endS: 5 } });

  const swing = largestStep({ left: bed.left.subarray(0, 10_000), right: bed.right });
  expect(largestStep(bed)).toBeLessThan(0.05);
  expect(swing).toBeGreaterThan(0);
});

it('cut a long bed to whole bars, and end with the show', () => {
  const wav = wavOf('long.wav', tone(70, 0.2));
  const piece = { id: 'c', wav, startS: 0, endS: 70 };

  const outro = { ...piece, endS: 9 };

  const set = withUploaded(BUILT_IN, { bed: { ...piece, bars: 10 }, outro, bridge: piece });

  expect(set.bed.left.length / MUSIC_RATE_HZ).toBeCloseTo(56, 3);
  expect(set.endsWithShow).toBe(true);
  expect(set.bridges.map(({ left }) => left.length / MUSIC_RATE_HZ)).toEqual([8]);
});
