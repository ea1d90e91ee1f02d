import { LoudnessMeter } from './loudness-meter.js';

const RATE_HZ = 48_000;

/** 100 whole periods of 1000 Hz, so that it can be repeated. */
const TENTH = Float32Array.from({ length: RATE_HZ / 10 }, (_, i) =>
  Math.sin((2 * Math.PI * 1000 * i) / RATE_HZ),
);

/** A stereo sine of 1000 Hz in stretches of [seconds, dBFS], as EBU Tech 3341 and 3342 describe their test signals. */
function measured(stretches: ReadonlyArray<readonly [seconds: number, dbfs: number]>) {
  const meter = new LoudnessMeter(RATE_HZ, 2, { truePeak: false });
  for (const [seconds, dbfs] of stretches) {
    const gain = 10 ** (dbfs / 20);
    const block = TENTH.map((value) => gain * value);
    for (let tenth = 0; tenth < Math.round(10 * seconds); tenth++) meter.push([block, block]);
  }
  return meter.result();
}

describe('loudness, EBU Tech 3341', () => {
  it.each([
    ['case 1: -23 dBFS', [[20, -23]], -23],
    ['case 2: -33 dBFS', [[20, -33]], -33],
    [
      'case 3: the relative gate',
      [
        [10, -36],
        [60, -23],
        [10, -36],
      ],
      -23,
    ],
    [
      'case 4: both gates',
      [
        [10, -72],
        [10, -36],
        [60, -23],
        [10, -36],
        [10, -72],
      ],
      -23,
    ],
    [
      'case 5: three levels',
      [
        [20, -26],
        [20.1, -20],
        [20, -26],
      ],
      -23,
    ],
  ] as const)('%s', (_name, stretches, expected) => {
    expect(Math.abs(measured(stretches).integratedLufs - expected)).toBeLessThan(0.1);
  });

  it('of silence is minus infinity', () => {
    expect(measured([[1, -Infinity]]).integratedLufs).toBe(-Infinity);
  });
});

describe('loudness range, EBU Tech 3342', () => {
  it.each([
    [
      'case 1',
      [
        [20, -20],
        [20, -30],
      ],
      10,
    ],
    [
      'case 2',
      [
        [20, -20],
        [20, -15],
      ],
      5,
    ],
    [
      'case 3',
      [
        [20, -40],
        [20, -20],
      ],
      20,
    ],
    [
      'case 4',
      [
        [20, -50],
        [20, -35],
        [20, -20],
        [20, -35],
        [20, -50],
      ],
      15,
    ],
  ] as const)('%s', (_name, stretches, expected) => {
    expect(Math.abs(measured(stretches).loudnessRangeLu - expected)).toBeLessThan(1);
  });
});

describe('true peak, EBU Tech 3341', () => {
  it.each([
    ['case 15: fs/4 at 0 degrees', 4, 0, -6],
    ['case 16: fs/4 at 45 degrees', 4, 45, -6],
    ['case 17: fs/6 at 60 degrees', 6, 60, -6],
    ['case 18: fs/8 at 67.5 degrees', 8, 67.5, -6],
  ] as const)('%s', (_name, period, degrees, expected) => {
    const meter = new LoudnessMeter(RATE_HZ, 1);
    const fade = (i: number) => Math.min(1, i / 2000);
    const block = Float32Array.from(
      { length: 9600 },
      (_, i) => 0.5 * fade(i) * Math.sin((2 * Math.PI * i) / period + (degrees * Math.PI) / 180),
    );
    meter.push([block]);

    const off = meter.result().truePeakDbtp - expected;
    expect(off).toBeLessThan(0.2);
    expect(off).toBeGreaterThan(-0.4);
  });
});
