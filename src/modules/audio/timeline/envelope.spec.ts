import { duckedLevel, phaseLevel, sideChain } from './envelope.js';
import { DEFAULT_TIMELINE, planTimeline } from './timeline.js';

const timeline = planTimeline({
  segments: Array.from({ length: 20 }, () => ({ durationS: 12, startsTopic: false })),
  settings: DEFAULT_TIMELINE,
});
const level = (atS: number) => phaseLevel(atS, timeline, DEFAULT_TIMELINE);

describe('the level of the music', () => {
  const { finale, buildUp, fadeOut } = timeline.phases;

  it.each([
    ['in the intro', 1, 1],
    ['half down the exponential fade', 8, Math.sqrt(0.06)],
    ['of the bed', 100, 0.06],
    ['a third up the logarithmic build-up', buildUp.startS + 7 / 3, 0.06 + 0.64 * Math.log10(4)],
    ['in the finale', finale.startS + 1, 1],
    ['half down the linear fade-out', fadeOut.startS + 1.5, 0.5],
    ['at the end', timeline.totalS, 0],
  ])('%s', (_when, atS, expected) => {
    expect(level(atS)).toBeCloseTo(expected, 3);
  });

  it('never jumps by more than a crossfade does', () => {
    for (let atS = 0; atS < timeline.totalS; atS += 0.005)
      expect(Math.abs(level(atS + 0.005) - level(atS))).toBeLessThan(0.05);
  });
});

describe('the side chain', () => {
  const speech = [
    { startS: 10, endS: 12 },
    { startS: 12.4, endS: 14 },
    { startS: 16, endS: 18 },
  ];

  it('is down before a word and in a short pause, and opens in a long one', () => {
    const ducked = sideChain(speech);

    expect([5, 9.6, 11, 12.2, 14.4, 14.7, 17, 19].map((atS) => Math.round(ducked(atS)))).toEqual([
      0, 1, 1, 1, 1, 0, 1, 0,
    ]);
  });

  it.each([1, 0.5, 0.06])('holds music of level %d at least 38.5 dB under speech', (musicLevel) => {
    expect(duckedLevel(musicLevel, 1)).toBeLessThanOrEqual(0.0118);
    expect(duckedLevel(musicLevel, 0)).toBeCloseTo(musicLevel);
  });

  it('makes a quiet bed give way as well', () => {
    expect(duckedLevel(0.02, 1)).toBeLessThan(0.005);
  });
});
