import { SeededRandom } from '#kernel';
import { Limiter } from './limiter.js';
import { LoudnessMeter } from './loudness-meter.js';

const RATE_HZ = 44_100;
const CEILING = 10 ** (-1.8 / 20);

function noisy(frames: number): Float32Array {
  const chance = new SeededRandom('limiter');
  const loud = (i: number) => (Math.floor(i / 3000) % 4 === 0 ? 1.6 : 0.2);
  return Float32Array.from({ length: frames }, (_, i) => loud(i) * (2 * chance.next() - 1));
}

describe('limiter', () => {
  it.each([1, 1.5, 4])('lets nothing pass its ceiling at a gain of %d', (gain) => {
    const left = noisy(60_000);
    const right = left.map((value) => -0.7 * value);
    new Limiter(RATE_HZ, gain, CEILING).process(left, right);

    const largest = [left, right]
      .flatMap((channel) => [...channel])
      .reduce((a, b) => Math.max(a, Math.abs(b)), 0);
    expect(largest).toBeLessThanOrEqual(Math.fround(CEILING));
  });

  it('keeps the true peak of tones at the ceiling, between the samples too', () => {
    const left = Float32Array.from(
      { length: 44_100 },
      (_, i) => Math.min(1, i / 4000) * Math.sin((Math.PI * i) / 2 + 0.7854),
    );
    const right = left.slice();
    new Limiter(RATE_HZ, 1.4, CEILING).process(left, right);
    const meter = new LoudnessMeter(RATE_HZ, 2);
    meter.push([left, right]);

    expect(meter.result().truePeakDbtp).toBeLessThan(-1.8 + 0.15);
  });

  it('only delays what is quiet', () => {
    const input = noisy(20_000).map((value) => value / 10);
    const left = input.slice();
    const limiter = new Limiter(RATE_HZ, 1, CEILING);
    limiter.process(left, input.slice());

    const { delayFrames } = limiter;
    expect([...left.subarray(delayFrames)]).toEqual([...input.subarray(0, -delayFrames)]);
    expect(limiter.reductionDb).toBe(0);
  });

  it('gives the same sound whatever the blocks', () => {
    const whole = noisy(30_000);
    const parts = whole.slice();
    new Limiter(RATE_HZ, 1, CEILING).process(whole, whole.slice());
    const limiter = new Limiter(RATE_HZ, 1, CEILING);
    const other = parts.slice();
    for (let at = 0; at < parts.length; at += 777)
      limiter.process(parts.subarray(at, at + 777), other.subarray(at, at + 777));

    expect([...parts]).toEqual([...whole]);
  });
});
