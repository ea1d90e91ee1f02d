/** A second-order filter, normalised so that a0 is 1. */
export interface BiquadCoefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Butterworth high-pass at 12 dB an octave. R. Bristow-Johnson, "Cookbook formulae for audio EQ". */
export function highPass(sampleRateHz: number, cutoffHz: number): BiquadCoefficients {
  const omega = (2 * Math.PI * cutoffHz) / sampleRateHz;
  const cos = Math.cos(omega);
  const alpha = Math.sin(omega) * Math.SQRT1_2;
  const a0 = 1 + alpha;
  return {
    b0: (1 + cos) / 2 / a0,
    b1: -(1 + cos) / a0,
    b2: (1 + cos) / 2 / a0,
    a1: (-2 * cos) / a0,
    a2: (1 - alpha) / a0,
  };
}

/** Butterworth low-pass at 12 dB an octave. Same cookbook. */
export function lowPass(sampleRateHz: number, cutoffHz: number): BiquadCoefficients {
  const omega = (2 * Math.PI * cutoffHz) / sampleRateHz;
  const cos = Math.cos(omega);
  const alpha = Math.sin(omega) * Math.SQRT1_2;
  const a0 = 1 + alpha;
  return {
    b0: (1 - cos) / 2 / a0,
    b1: (1 - cos) / a0,
    b2: (1 - cos) / 2 / a0,
    a1: (-2 * cos) / a0,
    a2: (1 - alpha) / a0,
  };
}

/** High shelf with slope 1: lifts what lies above `cornerHz` by `gainDb`. Same cookbook. */
export function highShelf(
  sampleRateHz: number,
  cornerHz: number,
  gainDb: number,
): BiquadCoefficients {
  const amplitude = 10 ** (gainDb / 40);
  const omega = (2 * Math.PI * cornerHz) / sampleRateHz;
  const cos = Math.cos(omega);
  const beta = 2 * Math.sqrt(amplitude) * Math.sin(omega) * Math.SQRT1_2;
  const up = amplitude + 1;
  const down = amplitude - 1;
  const a0 = up - down * cos + beta;
  return {
    b0: (amplitude * (up + down * cos + beta)) / a0,
    b1: (-2 * amplitude * (down + up * cos)) / a0,
    b2: (amplitude * (up + down * cos - beta)) / a0,
    a1: (2 * (down - up * cos)) / a0,
    a2: (up - down * cos - beta) / a0,
  };
}

/** Peaking equaliser: a bell of `gainDb` around `centreHz`. Same cookbook. */
export function peaking(
  sampleRateHz: number,
  centreHz: number,
  gainDb: number,
): BiquadCoefficients {
  const amplitude = 10 ** (gainDb / 40);
  const omega = (2 * Math.PI * centreHz) / sampleRateHz;
  const cos = Math.cos(omega);
  const alpha = Math.sin(omega) * 0.5;
  const a0 = 1 + alpha / amplitude;
  return {
    b0: (1 + alpha * amplitude) / a0,
    b1: (-2 * cos) / a0,
    b2: (1 - alpha * amplitude) / a0,
    a1: (-2 * cos) / a0,
    a2: (1 - alpha / amplitude) / a0,
  };
}

/**
 * The two filters of ITU-R BS.1770-4 K-weighting (head shelf, then RLB high-pass) at any sample rate,
 * from the analogue prototypes behind the 48 kHz table of the standard (as in libebur128).
 */
export function kWeighting(sampleRateHz: number): [BiquadCoefficients, BiquadCoefficients] {
  const shelfQ = 0.7071752369554196;
  const shelfK = Math.tan((Math.PI * 1681.974450955533) / sampleRateHz);
  const high = 10 ** (3.999843853973347 / 20);
  const band = high ** 0.4996667741545416;
  const shelf0 = 1 + shelfK / shelfQ + shelfK * shelfK;
  const passQ = 0.5003270373238773;
  const passK = Math.tan((Math.PI * 38.13547087602444) / sampleRateHz);
  const pass0 = 1 + passK / passQ + passK * passK;
  return [
    {
      b0: (high + (band * shelfK) / shelfQ + shelfK * shelfK) / shelf0,
      b1: (2 * (shelfK * shelfK - high)) / shelf0,
      b2: (high - (band * shelfK) / shelfQ + shelfK * shelfK) / shelf0,
      a1: (2 * (shelfK * shelfK - 1)) / shelf0,
      a2: (1 - shelfK / shelfQ + shelfK * shelfK) / shelf0,
    },
    {
      b0: 1,
      b1: -2,
      b2: 1,
      a1: (2 * (passK * passK - 1)) / pass0,
      a2: (1 - passK / passQ + passK * passK) / pass0,
    },
  ];
}

/** Below this the state is silence, and denormal numbers cost ten times as much to compute. */
const SILENT_STATE = 1e-20;

/** Filters a stream of blocks in place. Keeps its state between blocks (transposed direct form II). */
export class Biquad {
  #z1 = 0;
  #z2 = 0;

  constructor(private readonly coefficients: BiquadCoefficients) {}

  process(block: Float32Array): void {
    const { b0, b1, b2, a1, a2 } = this.coefficients;
    let z1 = this.#z1;
    let z2 = this.#z2;
    for (let i = 0; i < block.length; i++) {
      const input = block[i] as number;
      const output = b0 * input + z1;
      // What does not wait for the output comes first: the loop is as fast as its longest chain.
      z1 = b1 * input + z2 - a1 * output;
      z2 = b2 * input - a2 * output;
      block[i] = output;
    }
    this.#z1 = settled(z1);
    this.#z2 = settled(z2);
  }
}

/**
 * Two filters, one after the other, in one pass and without rounding between them: a processor that waits for the one
 * computes the other, so that both take little longer than one.
 */
export class BiquadPair {
  readonly #state = new Float64Array(4);

  constructor(
    private readonly first: BiquadCoefficients,
    private readonly second: BiquadCoefficients,
  ) {}

  process(block: Float32Array): void {
    const { b0, b1, b2, a1, a2 } = this.first;
    const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = this.second;
    const state = this.#state;
    let [z1 = 0, z2 = 0, y1 = 0, y2 = 0] = state;
    for (let i = 0; i < block.length; i++) {
      const input = block[i] as number;
      const middle = b0 * input + z1;
      const output = c0 * middle + y1;
      z1 = b1 * input + z2 - a1 * middle;
      z2 = b2 * input - a2 * middle;
      y1 = c1 * middle + y2 - d1 * output;
      y2 = c2 * middle - d2 * output;
      block[i] = output;
    }
    state[0] = settled(z1);
    state[1] = settled(z2);
    state[2] = settled(y1);
    state[3] = settled(y2);
  }
}

/** Any number of filters, one after the other. */
export function cascade(filters: readonly BiquadCoefficients[]): Array<Biquad | BiquadPair> {
  const [first, second, ...others] = filters;
  if (!first) return [];
  if (!second) return [new Biquad(first)];
  return [new BiquadPair(first, second), ...cascade(others)];
}

function settled(state: number): number {
  return Math.abs(state) < SILENT_STATE ? 0 : state;
}
