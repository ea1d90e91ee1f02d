/**
 * Magnitudes of a window of sound: Hann window, then a radix-2 fast Fourier transform (Cooley and Tukey, 1965).
 * A full-scale sine gives a magnitude of about 1.
 */
export class Spectrum {
  readonly magnitudes: Float32Array;
  readonly #window: Float32Array;
  readonly #cos: Float32Array;
  readonly #sin: Float32Array;
  readonly #real: Float32Array;
  readonly #imaginary: Float32Array;
  readonly #order: Uint32Array;

  /** @param size Samples of a window; a power of two. */
  constructor(readonly size: number) {
    const bits = Math.log2(size);
    if (!Number.isInteger(bits)) throw new RangeError('The window must be a power of two.');
    const turn = (2 * Math.PI) / size;
    this.#window = Float32Array.from(
      { length: size },
      (_, i) => (2 * (1 - Math.cos(turn * i))) / size,
    );
    this.#cos = Float32Array.from({ length: size / 2 }, (_, i) => Math.cos(turn * i));
    this.#sin = Float32Array.from({ length: size / 2 }, (_, i) => -Math.sin(turn * i));
    this.#real = new Float32Array(size);
    this.#imaginary = new Float32Array(size);
    this.#order = Uint32Array.from({ length: size }, (_, i) => reversed(i, bits));
    this.magnitudes = new Float32Array(size / 2);
  }

  /** Fills `magnitudes` from the samples that begin at `at`. */
  measure(samples: Float32Array, at: number): Float32Array {
    const real = this.#real;
    const imaginary = this.#imaginary;
    for (let i = 0; i < this.size; i++) {
      const from = this.#order[i] as number;
      real[i] = (samples[at + from] as number) * (this.#window[from] as number);
    }
    imaginary.fill(0);
    for (let half = 1; half < this.size; half *= 2) this.#butterflies(half);
    for (let i = 0; i < this.magnitudes.length; i++)
      this.magnitudes[i] = Math.hypot(real[i] as number, imaginary[i] as number);
    return this.magnitudes;
  }

  #butterflies(half: number): void {
    const real = this.#real;
    const imaginary = this.#imaginary;
    const stride = this.size / (2 * half);
    for (let start = 0; start < this.size; start += 2 * half)
      for (let k = 0; k < half; k++) {
        const cos = this.#cos[k * stride] as number;
        const sin = this.#sin[k * stride] as number;
        const a = start + k;
        const b = a + half;
        const re = (real[b] as number) * cos - (imaginary[b] as number) * sin;
        const im = (real[b] as number) * sin + (imaginary[b] as number) * cos;
        real[b] = (real[a] as number) - re;
        imaginary[b] = (imaginary[a] as number) - im;
        real[a] = (real[a] as number) + re;
        imaginary[a] = (imaginary[a] as number) + im;
      }
  }
}

function reversed(value: number, bits: number): number {
  let result = 0;
  for (let bit = 0; bit < bits; bit++) result = (result << 1) | ((value >> bit) & 1);
  return result;
}

/** Cuts a stream of blocks into overlapping windows. */
export class Windows {
  #held: Float32Array;
  #length = 0;

  constructor(
    private readonly size: number,
    private readonly hop: number,
    private readonly onWindow: (samples: Float32Array, at: number) => void,
  ) {
    this.#held = new Float32Array(size);
  }

  push(block: Float32Array): void {
    if (this.#held.length < this.#length + block.length) {
      const larger = new Float32Array(this.#length + block.length);
      larger.set(this.#held.subarray(0, this.#length));
      this.#held = larger;
    }
    this.#held.set(block, this.#length);
    this.#length += block.length;
    let at = 0;
    for (; at + this.size <= this.#length; at += this.hop) this.onWindow(this.#held, at);
    this.#held.copyWithin(0, at, this.#length);
    this.#length -= at;
  }
}
