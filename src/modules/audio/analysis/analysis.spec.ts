import { BrightnessMeter } from './brightness.js';
import { KeyMeter } from './key.js';
import { loopPoints } from './loop-points.js';
import { SoundBounds } from './sound-bounds.js';
import { Spectrum } from './spectrum.js';
import { folded, TempoMeter } from './tempo.js';

const RATE_HZ = 22_050;
/** Sound of so many seconds, a function of time, in blocks that fit nothing. */
function blocksOf(seconds: number, sound: (atS: number) => number): Float32Array[] {
  const samples = Float32Array.from({ length: Math.round(seconds * RATE_HZ) }, (_, i) =>
    sound(i / RATE_HZ),
  );
  const blocks: Float32Array[] = [];
  for (let at = 0; at < samples.length; at += 1_777) blocks.push(samples.slice(at, at + 1_777));
  return blocks;
}
const sine = (hz: number, atS: number) => Math.sin(2 * Math.PI * hz * atS);

/** A drum of 40 ms on every beat, a smaller one between. */
const drums = (bpm: number) => (atS: number) => {
  const beat = 60 / bpm;
  const at = atS % beat;
  const off = (atS + beat / 2) % beat;
  return Math.exp(-at / 0.04) * sine(90, at) + 0.3 * Math.exp(-off / 0.02) * sine(3_000, off);
};

describe('TempoMeter', () => {
  it.each([74, 128, 174])('finds %d beats a minute', (bpm) => {
    const meter = new TempoMeter(RATE_HZ);
    for (const block of blocksOf(8, drums(bpm))) meter.push(block);

    const tempo = meter.result([70, 185]);

    const ratio = Number(tempo?.bpm) / bpm;
    // The half or the double of it is what another listener taps.
    const nearest = [0.5, 1, 2].reduce((a, b) =>
      Math.abs(ratio - b) < Math.abs(ratio - a) ? b : a,
    );
    expect(Math.abs(ratio / nearest - 1)).toBeLessThan(0.01);
    expect(meter.hitsPerS).toBeGreaterThan(0.8 * (bpm / 60));
  });

  it('gives a tempo within the range it is asked for', () => {
    const bpm = 120;
    const meter = new TempoMeter(RATE_HZ);
    for (const block of blocksOf(8, drums(bpm))) meter.push(block);

    expect(meter.result([90, 180])?.bpm).toBeCloseTo(bpm, 0);
  });

  it('finds none in a steady tone, nor in a moment of drums', () => {
    const tone = new TempoMeter(RATE_HZ);
    for (const block of blocksOf(4, (atS) => 0.5 * sine(440, atS))) tone.push(block);
    const moment = new TempoMeter(RATE_HZ);
    for (const block of blocksOf(1, drums(120))) moment.push(block);

    expect(tone.result([70, 185])).toBeUndefined();
    expect(moment.result([70, 185])).toBeUndefined();
  });

  it('doubles and halves only where the result fits', () => {
    expect(folded(50, [70, 185])).toBe(100);
    expect(folded(240, [70, 185])).toBe(120);
    expect(folded(65, [90, 100])).toBe(65);
  });
});

describe('KeyMeter', () => {
  const tone = (note: number, atS: number) => sine(440 * 2 ** ((note - 69) / 12), atS);
  /** A chord a second, with an overtone each. */
  const song = (chords: readonly (readonly number[])[]) => (atS: number) =>
    (chords[Math.floor(atS) % chords.length] ?? []).reduce(
      (sum, note) => sum + 0.2 * tone(note, atS) + 0.06 * tone(note + 12, atS),
      0,
    );
  const keyOf = (chords: readonly (readonly number[])[]) => {
    const meter = new KeyMeter(RATE_HZ);
    for (const block of blocksOf(4, song(chords))) meter.push(block);
    return meter.result();
  };
  /** Tonic, subdominant, dominant, tonic. */
  const major = [
    [60, 64, 67],
    [65, 69, 72],
    [67, 71, 74],
    [60, 64, 67],
  ];
  const minor = [
    [57, 60, 64],
    [62, 65, 69],
    [64, 68, 71],
    [57, 60, 64],
  ];

  it.each([
    ['C', 'major', 0, major],
    ['A#', 'major', -2, major],
    ['A', 'minor', 0, minor],
    ['F', 'minor', -4, minor],
  ] as const)('finds %s %s', (tonic, mode, up, chords) => {
    expect(keyOf(chords.map((chord) => chord.map((note) => note + up)))).toMatchObject({
      tonic,
      mode,
    });
  });

  it('finds none where all tones are alike', () => {
    expect(keyOf([Array.from({ length: 12 }, (_, i) => 60 + i)])).toBeUndefined();
  });
});

describe('the other meters', () => {
  it('measure the frequency of a tone, and its height', () => {
    const meter = new BrightnessMeter(RATE_HZ);
    for (const block of blocksOf(2, (atS) => 0.5 * sine(1_500, atS))) meter.push(block);
    const samples = Float32Array.from({ length: 1_024 }, (_, i) =>
      Math.sin((2 * Math.PI * 64 * i) / 1_024),
    );

    const magnitudes = new Spectrum(1_024).measure(samples, 0);

    expect(meter.result()).toBeCloseTo(1_500, -1);
    expect(magnitudes[64]).toBeCloseTo(1, 2);
    expect(Math.max(...magnitudes.subarray(70))).toBeLessThan(0.001);
    expect(() => new Spectrum(1_000)).toThrow(RangeError);
  });

  it('find where sound begins and ends, and nothing in silence', () => {
    const bounds = new SoundBounds(RATE_HZ);
    const silence = new SoundBounds(RATE_HZ);
    for (const block of blocksOf(3, (atS) =>
      atS >= 0.5 && atS < 2.25 ? Math.sign(sine(50, atS)) : 0.001,
    ))
      bounds.push(block, block);
    for (const block of blocksOf(1, () => 0.001)) silence.push(block, block);

    expect(bounds.durationS).toBe(3);
    expect(bounds.result()?.startS).toBeCloseTo(0.5, 2);
    expect(bounds.result()?.endS).toBeCloseTo(2.25, 2);
    expect(silence.result()).toBeUndefined();
  });

  it('loop whole bars from a beat on, else all of the sound', () => {
    const tempo = { bpm: 120, confidence: 1, firstBeatS: 0.25 };

    expect(loopPoints({ startS: 0.1, endS: 9 }, tempo)).toEqual({
      startS: 0.25,
      endS: 8.25,
      bars: 4,
    });
    expect(loopPoints({ startS: 0.1, endS: 1.5 }, tempo)).toMatchObject({ startS: 0.1, bars: 0 });
    expect(loopPoints({ startS: 0, endS: 5 }, undefined)).toEqual({ startS: 0, endS: 5, bars: 0 });
  });
});
