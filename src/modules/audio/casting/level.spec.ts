import { levelDbfs } from './level.js';

const tone = (peak: number, silentShare = 0) => ({
  pcm: Int16Array.from({ length: 16_000 }, (_, at) =>
    at < silentShare * 16_000 ? 0 : Math.round(peak * Math.sin(at / 8)),
  ),
  sampleRateHz: 16_000,
});

describe('the level of a clip', () => {
  it('of a full sine is -3 dBFS, of half of it 6 less, with or without a short pause', () => {
    expect(levelDbfs(tone(32_767))).toBeCloseTo(-3, 1);
    expect(levelDbfs(tone(16_384))).toBeCloseTo(-9, 1);
    expect(levelDbfs(tone(16_384, 0.1))).toBeCloseTo(-9, 1);
  });

  it('of silence is the floor', () => {
    expect(levelDbfs(tone(0))).toBe(-96);
    expect(levelDbfs({ pcm: new Int16Array(), sampleRateHz: 16_000 })).toBe(-96);
  });
});
