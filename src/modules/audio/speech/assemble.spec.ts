import { assemble } from './assemble.js';

const RATE_HZ = 16_000;

/** Silence, a tone on top of an offset, silence; seconds. */
function spoken(before: number, sound: number, after: number) {
  const pcm = Int16Array.from({ length: (before + sound + after) * RATE_HZ }, (_, i) => {
    const at = i / RATE_HZ;
    const on = at >= before && at < before + sound;
    return 150 + (on ? 8000 * Math.sin(2 * Math.PI * 200 * at) : 0);
  });
  return {
    pcm,
    sampleRateHz: RATE_HZ,
    words: [{ text: 'la', startS: before, endS: before + sound }],
  };
}

describe('assembling a take', () => {
  it('trims to 30 ms around the sound, and moves the words along', () => {
    const { pcm, words } = assemble([spoken(0.5, 1, 0.7)]);

    expect(Math.abs(pcm.length / RATE_HZ - 1.06)).toBeLessThan(0.1);
    expect(words?.[0]?.startS).toBeCloseTo(0.03, 1);
  });

  it('puts a natural pause between sentences', () => {
    const { pcm, words } = assemble([spoken(0.2, 1, 0.2), spoken(0.2, 1, 0.2)]);

    expect(Math.abs(pcm.length / RATE_HZ - 2.4)).toBeLessThan(0.2);
    expect((words?.[1]?.startS ?? 0) - (words?.[0]?.endS ?? 0)).toBeGreaterThan(0.25);
  });

  it('begins and ends at zero, without the offset of the engine', () => {
    const { pcm } = assemble([spoken(0.01, 1, 0.01)]);

    expect([pcm[0], pcm.at(-1)]).toEqual([0, 0]);
  });

  it('of silence is empty', () => {
    expect(assemble([spoken(0.2, 0, 0)]).pcm).toHaveLength(0);
  });
});
