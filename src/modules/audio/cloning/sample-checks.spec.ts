import { sampleFaults } from './sample-checks.js';
import { measureSample, SAMPLE_RATE_HZ } from './sample-measures.js';

interface Speaker {
  readonly pitchHz: number;
  /** Resonances of the throat. */
  readonly formantsHz: readonly number[];
}

const TENOR: Speaker = { pitchHz: 118, formantsHz: [520, 1_250, 2_500] };
const SOPRANO: Speaker = { pitchHz: 215, formantsHz: [750, 1_800, 3_300] };

interface Manner {
  readonly seconds?: number;
  readonly peak?: number;
  readonly noise?: number;
  /** Another mood of the same speaker: factor of pitch. */
  readonly mood?: number;
}

const PERIOD_S = 3;
const LOOP = PERIOD_S * SAMPLE_RATE_HZ;
const loops = new Map<string, Float32Array>();

/** Three seconds of a vowel with a tune and a pause, peaks near 1; the next three are the same. */
function loopOf(speaker: Speaker, mood: number): Float32Array {
  const name = JSON.stringify([speaker, mood]);
  const known = loops.get(name);
  if (known) return known;
  let phase = 0;
  const loop = Float32Array.from({ length: LOOP }, (_, i) => {
    const t = i / SAMPLE_RATE_HZ;
    const hz = speaker.pitchHz * mood * (1 + 0.08 * Math.sin((2 * Math.PI * t) / PERIOD_S));
    phase += (2 * Math.PI * hz) / SAMPLE_RATE_HZ;
    if (t > 2.5) return 0;
    let voice = 0;
    for (let k = 1; k * hz < 6_000; k++) {
      let gain = 0.02;
      for (const at of speaker.formantsHz) gain += 1 / (1 + ((k * hz - at) / 120) ** 2);
      voice += (gain / Math.sqrt(k)) * Math.sin(k * phase);
    }
    return 0.5 * voice;
  });
  loops.set(name, loop);
  return loop;
}

function spoken(
  speaker: Speaker,
  { seconds = 16, peak = 9_000, noise = 2, mood = 1 }: Manner = {},
): Int16Array {
  const loop = loopOf(speaker, mood);
  const pcm = new Int16Array(seconds * SAMPLE_RATE_HZ);
  for (let i = 0; i < pcm.length; i++) {
    const hiss = noise * (((Math.imul(i + 7, 2_654_435_761) >>> 8) % 1_000) * 0.002 - 1);
    const value = peak * (loop[i % LOOP] as number) + hiss;
    pcm[i] = Math.max(-32_768, Math.min(32_767, value));
  }
  return pcm;
}

const sample = (name: string, ...pieces: Int16Array[]) => {
  const pcm = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    pcm.set(piece, at);
    at += piece.length;
  }
  return { name, measures: measureSample({ pcm, sampleRateHz: SAMPLE_RATE_HZ }) };
};
const faults = (...samples: Array<ReturnType<typeof sample>>) =>
  sampleFaults(samples).map(({ field, rule }) => `${field}: ${rule}`);

describe('samples of a voice', () => {
  const good = sample('one.wav', spoken(TENOR));
  const lively = sample('two.wav', spoken(TENOR, { mood: 1.1, seconds: 24 }));

  it('measures pitch, level and noise', () => {
    expect(good.measures.pitchHz).toBeGreaterThan(110);
    expect(good.measures.pitchHz).toBeLessThan(126);
    expect(good.measures.durationS).toBe(16);
    expect(good.measures.speechS).toBeCloseTo(13.5, 0);
    expect(good.measures.levelDbfs).toBeGreaterThan(-30);
    expect(good.measures.noiseFloorDbfs).toBeLessThan(-70);
    expect(good.measures.pitchSpreadSemitones).toBeLessThan(3);
  });

  it('are taken where they are of one voice, in whatever mood', () => {
    expect(faults(good, lively)).toEqual([]);
  });

  it('of two voices are refused, and the odd one is named', () => {
    const other = sample('other.wav', spoken(SOPRANO));

    expect(faults(good, other, lively)).toEqual([
      expect.stringMatching(
        /^files\.1: "other\.wav" must be of the same voice as "(one|two)\.wav"/,
      ),
    ]);
    const both = sample('both.wav', spoken(TENOR), spoken(SOPRANO));
    expect(faults(both, lively)).toEqual([
      'files.0: "both.wav" must be of one voice; parts of it are of another',
    ]);
  });

  it('of the same pitch and another throat are refused as well', () => {
    const twin = sample('twin.wav', spoken({ ...SOPRANO, pitchHz: TENOR.pitchHz }));

    expect(faults(good, lively, twin)).toEqual([
      expect.stringContaining('"twin.wav" must be of the same'),
    ]);
  });

  it.each<[string, Manner, RegExp]>([
    ['too short', { seconds: 2 }, /must last 3 to 300 s; it has 2\.0 s/],
    ['too quiet', { peak: 60, noise: 0 }, /must have -38 dBFS at least; it has -/],
    ['too loud', { peak: 90_000 }, /must have -8 dBFS at most/],
    ['noisy', { noise: 600 }, /must be 20 dB quieter between words; its noise is/],
  ])('that are %s are refused by name', (_name, manner, rule) => {
    const [first, ...rest] = faults(good, sample('bad.wav', spoken(TENOR, manner)), lively);

    expect(first).toMatch(rule);
    expect(first).toContain('files.1: "bad.wav"');
    expect(rest).toEqual([]);
  });

  it('of silence or of noise alone are no speech', () => {
    const hiss = sample('hiss.wav', spoken(TENOR, { peak: 0, noise: 4_000 }));

    expect(faults(sample('silence.wav', new Int16Array(5 * SAMPLE_RATE_HZ)))[0]).toContain(
      'dBFS at least',
    );
    expect(faults(hiss)[0]).toContain('"hiss.wav" must be 20 dB quieter between words');
  });

  it('must be enough in all, and not too much', () => {
    const lasting = (durationS: number) => ({
      ...good,
      measures: { ...good.measures, durationS, speechS: 0.8 * durationS },
    });
    const long = lasting(250);

    expect(faults(good, lasting(301))).toEqual([
      'files.1: "one.wav" must last 3 to 300 s; it has 301.0 s',
    ]);

    expect(faults(good)).toEqual([
      expect.stringMatching(/^files: must hold 30 s of speech in all; there are 1\d\.\d s/),
    ]);
    expect(faults(long, long, long)).toEqual([
      'files: must last 600 s at most in all; they last 750.0 s',
    ]);
  });
});
