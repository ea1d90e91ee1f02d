/** How a voice is evened out. */
export interface CompressorSettings {
  readonly thresholdDb: number;
  /** Above the threshold, `ratio` dB in give 1 dB out. */
  readonly ratio: number;
  readonly attackS: number;
  readonly releaseS: number;
}

/** Compressor of one channel, in place: peak envelope with separate attack and release. */
export class Compressor {
  readonly #threshold: number;
  readonly #exponent: number;
  readonly #attack: number;
  readonly #release: number;
  #envelope = 0;

  constructor(sampleRateHz: number, settings: CompressorSettings) {
    this.#threshold = 10 ** (settings.thresholdDb / 20);
    this.#exponent = 1 / settings.ratio - 1;
    this.#attack = 1 - Math.exp(-1 / (settings.attackS * sampleRateHz));
    this.#release = 1 - Math.exp(-1 / (settings.releaseS * sampleRateHz));
  }

  process(block: Float32Array): void {
    let envelope = this.#envelope;
    for (let i = 0; i < block.length; i++) {
      const value = block[i] as number;
      const magnitude = Math.abs(value);
      envelope += (magnitude - envelope) * (magnitude > envelope ? this.#attack : this.#release);
      if (envelope > this.#threshold)
        block[i] = value * (envelope / this.#threshold) ** this.#exponent;
    }
    this.#envelope = envelope;
  }
}

/** Below this the engine's own noise is all there is between words. */
const GATE_THRESHOLD = 10 ** (-54 / 20);
/** A closed gate lets through a quarter: silence that is not dead. */
const GATE_FLOOR = 0.25;
const GATE_HOLD_S = 0.12;

/** Noise gate of one channel, in place: opens in 2 ms, holds, closes in 60 ms. */
export class NoiseGate {
  readonly #open: number;
  readonly #close: number;
  readonly #holdFrames: number;
  #held = 0;
  #gain = GATE_FLOOR;

  constructor(sampleRateHz: number) {
    this.#open = 1 - Math.exp(-1 / (0.002 * sampleRateHz));
    this.#close = 1 - Math.exp(-1 / (0.06 * sampleRateHz));
    this.#holdFrames = Math.round(GATE_HOLD_S * sampleRateHz);
  }

  process(block: Float32Array): void {
    for (let i = 0; i < block.length; i++) {
      const value = block[i] as number;
      if (Math.abs(value) > GATE_THRESHOLD) this.#held = this.#holdFrames;
      else if (this.#held > 0) this.#held -= 1;
      const target = this.#held > 0 ? 1 : GATE_FLOOR;
      this.#gain += (target - this.#gain) * (target > this.#gain ? this.#open : this.#close);
      block[i] = value * this.#gain;
    }
  }
}
