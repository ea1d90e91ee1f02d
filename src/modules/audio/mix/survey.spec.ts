import { SilenceFinder } from './survey.js';

const RATE_HZ = 16_000;

/** A take of seconds of tone (positive) and of near silence (negative), found in blocks of any size. */
function cutsOf(lengthsS: readonly number[], blockSamples = 1000) {
  const samples = lengthsS.flatMap((lengthS) =>
    Array.from({ length: Math.round(Math.abs(lengthS) * RATE_HZ) }, (_, i) =>
      lengthS > 0 ? (i % 2 === 0 ? 0.2 : -0.2) : 0.001,
    ),
  );
  const finder = new SilenceFinder(RATE_HZ);
  for (let at = 0; at < samples.length; at += blockSamples)
    finder.push(Float32Array.from(samples.slice(at, at + blockSamples)));
  return finder.cuts.map(({ from, to }) => [from / RATE_HZ, to / RATE_HZ]);
}

describe('SilenceFinder', () => {
  it('cuts the middle out of a silence of more than two seconds, and leaves a long breath', () => {
    expect(cutsOf([1, -3, 1])).toEqual([[1.4, 3.6]]);
    expect(cutsOf([1, -3, 1], 7)).toEqual([[1.4, 3.6]]);
    expect(cutsOf([0.5, -2.5, 0.5, -4, 0.5])).toEqual([
      [0.9, 2.6],
      [3.9, 7.1],
    ]);
  });

  it('leaves pauses of up to two seconds, and what is quiet but not silent', () => {
    expect(cutsOf([1, -2, 1, -1.9, 1])).toEqual([]);
    const finder = new SilenceFinder(RATE_HZ);
    finder.push(new Float32Array(4 * RATE_HZ).fill(0.002));
    finder.push(Float32Array.of(0.5));
    expect(finder.cuts).toEqual([]);
  });
});
