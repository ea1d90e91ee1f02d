/** Taps a phase: the stop band starts about 0.09 of the input rate above its Nyquist frequency. */
const TAPS = 32;
const HALF = TAPS / 2;
/** -6 dB point as a share of the lower Nyquist frequency. */
const CUTOFF = 0.92;
/** Kaiser window shape: about 70 dB of stop band. */
const BETA = 7;

/**
 * Streaming polyphase windowed-sinc resampler for one channel. The whole of its output has
 * `floor(input samples * to / from)` samples, aligned with the input (no delay).
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #taps: Float32Array;
  #pending = new Float32Array(HALF - 1); // Zeros before the first sample.
  /** Index into `#pending` of the first tap of the next output. */
  #start = 0;
  #phase = 0;
  #read = 0;
  #written = 0;

  constructor(fromHz: number, toHz: number) {
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    this.#taps = kernel(this.#up, this.#down);
  }

  /** @returns What can be computed so far; a fresh array. */
  push(input: Float32Array): Float32Array {
    if (this.#up === this.#down) return input.slice();
    this.#read += input.length;
    this.#append(input);
    return this.#drain(Infinity);
  }

  /** @returns The rest. Call once, at the end. */
  flush(): Float32Array {
    if (this.#up === this.#down) return new Float32Array(0);
    this.#append(new Float32Array(TAPS));
    return this.#drain(Math.floor((this.#read * this.#up) / this.#down) - this.#written);
  }

  #append(input: Float32Array): void {
    const kept = this.#pending.subarray(this.#start);
    const joined = new Float32Array(kept.length + input.length);
    joined.set(kept);
    joined.set(input, kept.length);
    this.#pending = joined;
    this.#start = 0;
  }

  #drain(outputMax: number): Float32Array {
    const pending = this.#pending;
    const taps = this.#taps;
    const room = Math.ceil(((pending.length + 1) * this.#up) / this.#down) + 1;
    const output = new Float32Array(Math.min(room, outputMax));
    let start = this.#start;
    let phase = this.#phase;
    let count = 0;
    while (start + TAPS <= pending.length && count < output.length) {
      const base = phase * TAPS;
      // Four sums that need not wait for each other: one would be as slow as 32 additions in a row.
      let [even, odd, evenAfter, oddAfter] = [0, 0, 0, 0];
      for (let tap = 0; tap < TAPS; tap += 4) {
        even += (taps[base + tap] as number) * (pending[start + tap] as number);
        odd += (taps[base + tap + 1] as number) * (pending[start + tap + 1] as number);
        evenAfter += (taps[base + tap + 2] as number) * (pending[start + tap + 2] as number);
        oddAfter += (taps[base + tap + 3] as number) * (pending[start + tap + 3] as number);
      }
      output[count++] = even + odd + (evenAfter + oddAfter);
      phase += this.#down;
      while (phase >= this.#up) {
        phase -= this.#up;
        start += 1;
      }
    }
    this.#start = start;
    this.#phase = phase;
    this.#written += count;
    return output.subarray(0, count);
  }
}

const kernels = new Map<string, Float32Array>();

/** All phases, one after the other; each sums to 1, so that a constant stays what it was. Made once for a pair of rates. */
function kernel(up: number, down: number): Float32Array {
  const key = `${up}/${down}`;
  const taps = kernels.get(key) ?? design(up, down);
  kernels.set(key, taps);
  return taps;
}

function design(up: number, down: number): Float32Array {
  const cutoff = Math.min(1, up / down) * CUTOFF;
  const taps = new Float32Array(up * TAPS);
  for (let phase = 0; phase < up; phase++) {
    const values = Array.from({ length: TAPS }, (_, tap) => {
      const x = tap - (HALF - 1) - phase / up;
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      return sinc * kaiser(x / HALF);
    });
    const sum = values.reduce((total, value) => total + value, 0);
    values.forEach((value, tap) => (taps[phase * TAPS + tap] = value / sum));
  }
  return taps;
}

/** Kaiser window over [-1, 1]. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel0(BETA * Math.sqrt(1 - x * x)) / bessel0(BETA);
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 40; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
