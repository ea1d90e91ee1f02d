import { Resampler } from './resampler.js';

function sine(hz: number, rateHz: number, frames: number): Float32Array {
  return Float32Array.from({ length: frames }, (_, i) => Math.sin((2 * Math.PI * hz * i) / rateHz));
}

function resampled(input: Float32Array, fromHz: number, toHz: number, block: number): Float32Array {
  const resampler = new Resampler(fromHz, toHz);
  const parts: number[] = [];
  for (let at = 0; at < input.length; at += block)
    parts.push(...resampler.push(input.subarray(at, at + block)));
  parts.push(...resampler.flush());
  return Float32Array.from(parts);
}

describe('resampler', () => {
  it.each([16_000, 22_050, 24_000, 44_100, 48_000])(
    'keeps a tone from %d Hz, in time',
    (fromHz) => {
      const output = resampled(sine(1000, fromHz, fromHz / 5), fromHz, 44_100, 500);
      const wanted = sine(1000, 44_100, 8820);

      expect(output).toHaveLength(8820);
      const worst = output
        .subarray(100, -100)
        .reduce((top, value, i) => Math.max(top, Math.abs(value - (wanted[i + 100] ?? 0))), 0);
      expect(worst).toBeLessThan(0.002);
    },
  );

  it('leaves no image above the old band: 6 kHz from 16 kHz has nothing at 10 kHz', () => {
    const output = resampled(sine(6000, 16_000, 16_000), 16_000, 44_100, 4096);
    const at = (hz: number) => {
      let re = 0;
      let im = 0;
      for (const [i, value] of output.entries()) {
        re += value * Math.cos((2 * Math.PI * hz * i) / 44_100);
        im += value * Math.sin((2 * Math.PI * hz * i) / 44_100);
      }
      return 20 * Math.log10(Math.hypot(re, im));
    };

    expect(at(10_000) - at(6000)).toBeLessThan(-65);
  });

  it('gives the same samples whatever the blocks', () => {
    const input = sine(440, 16_000, 5000);

    expect([...resampled(input, 16_000, 44_100, 7)]).toEqual([
      ...resampled(input, 16_000, 44_100, 5000),
    ]);
  });
});
