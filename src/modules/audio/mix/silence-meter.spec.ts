import { SilenceMeter } from './silence-meter.js';

const RATE_HZ = 1000;

/** Seconds of sound and silence in turn, sound first. */
function programme(...seconds: number[]): Float32Array {
  return Float32Array.from(
    seconds.flatMap((length, i) =>
      Array<number>(length * RATE_HZ).fill(i % 2 === 0 ? 0.1 : 0.0017),
    ),
  );
}

describe('silences', () => {
  it.each([
    ['none in sound', [5], []],
    ['none of two seconds', [1, 2, 1], []],
    ['one of three', [1, 3, 1], [{ startS: 1, endS: 4 }]],
    ['one at the end', [1, 3], [{ startS: 1, endS: 4 }]],
  ] as const)('%s', (_name, seconds, expected) => {
    const meter = new SilenceMeter(RATE_HZ);
    const sound = programme(...seconds);
    for (let at = 0; at < sound.length; at += 333) {
      const block = sound.subarray(at, at + 333);
      meter.push(block, block);
    }

    expect(meter.result()).toEqual(expected);
  });
});
