/** Sample rate of everything musical. */
export const MUSIC_RATE_HZ = 44_100;

/** A piece of stereo music. */
export interface Piece {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** How a note sounds. */
export interface Timbre {
  /** `saw`: two detuned saws; `sine`; `bell`: frequency modulation that dies away. */
  readonly wave: 'saw' | 'sine' | 'bell';
  readonly attackS: number;
  readonly releaseS: number;
  /** Low-pass, Hz. */
  readonly cutoffHz: number;
  /** Depth of frequency modulation of a bell. */
  readonly brightness?: number;
}

export interface Note {
  readonly atS: number;
  readonly durationS: number;
  /** MIDI note number: 69 is A4, 440 Hz. */
  readonly pitch: number;
  readonly gain: number;
  /** -1 left to 1 right. */
  readonly pan?: number;
}

const RELEASE_SHAPE = 0.3;
const DETUNE = 1.006;

/**
 * A sheet of stereo sound that notes are added to. A looped one wraps what rings past its end round to its
 * beginning, so that it repeats without a seam.
 */
export class Score implements Piece {
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly #isLoop: boolean;

  constructor(durationS: number, options: { readonly isLoop: boolean } = { isLoop: false }) {
    const frames = Math.round(durationS * MUSIC_RATE_HZ);
    this.left = new Float32Array(frames);
    this.right = new Float32Array(frames);
    this.#isLoop = options.isLoop;
  }

  note(timbre: Timbre, { atS, durationS, pitch, gain, pan = 0 }: Note): void {
    const step = (440 * 2 ** ((pitch - 69) / 12)) / MUSIC_RATE_HZ;
    const smoothing = 1 - Math.exp((-2 * Math.PI * timbre.cutoffHz) / MUSIC_RATE_HZ);
    const frames = Math.round((durationS + timbre.releaseS) * MUSIC_RATE_HZ);
    const first = Math.round(atS * MUSIC_RATE_HZ);
    const gains = panned(gain, pan);
    let low = 0;
    let lower = 0;
    for (let i = 0; i < frames; i++) {
      const envelope = envelopeAt(i / MUSIC_RATE_HZ, durationS, timbre);
      low += smoothing * (waveAt(timbre, i, step) - low);
      lower += smoothing * (low - lower);
      this.#add(first + i, lower * envelope * gains.left, lower * envelope * gains.right);
    }
  }

  /** A drum: a sine that falls from `fromHz` to `toHz`. */
  drum(atS: number, gain: number, tone: { fromHz: number; toHz: number; decayS: number }): void {
    const first = Math.round(atS * MUSIC_RATE_HZ);
    const frames = Math.round(6 * tone.decayS * MUSIC_RATE_HZ);
    let phase = 0;
    for (let i = 0; i < frames; i++) {
      const at = i / MUSIC_RATE_HZ;
      phase += (tone.toHz + (tone.fromHz - tone.toHz) * Math.exp(-at / 0.03)) / MUSIC_RATE_HZ;
      const attack = Math.min(1, at / 0.002);
      const value = gain * attack * Math.sin(2 * Math.PI * phase) * Math.exp(-at / tone.decayS);
      this.#add(first + i, value, value);
    }
  }

  /** Air from 8 kHz up, where no voice is: a tick that decays, or, with `rises`, a swell. */
  noise(atS: number, gain: number, shape: NoiseShape): void {
    const first = Math.round(atS * MUSIC_RATE_HZ);
    const frames = Math.round(shape.durationS * MUSIC_RATE_HZ);
    const gains = panned(gain, shape.pan ?? 0);
    let state = shape.seed | 1;
    const differences = [0, 0, 0, 0]; // Each takes away 6 dB an octave below.
    for (let i = 0; i < frames; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      const white = state / 0x8000_0000;
      let air = 0.04 * white; // Louder, and a stroke jumps from sample to sample as a click does.
      for (let order = 0; order < differences.length; order++) {
        const before = differences[order] as number;
        differences[order] = air;
        air -= before;
      }
      const at = i / frames;
      const edge = Math.min(1, (frames - i) / 200, i / 20);
      const envelope = edge * (shape.rises ? at * at * at : Math.exp(-5 * at));
      const value = air * envelope;
      this.#add(first + i, value * gains.left, value * gains.right);
    }
  }

  #add(at: number, left: number, right: number): void {
    const length = this.left.length;
    if (at >= length && !this.#isLoop) return;
    const index = at % length;
    this.left[index] = (this.left[index] as number) + left;
    this.right[index] = (this.right[index] as number) + right;
  }
}

export interface NoiseShape {
  readonly durationS: number;
  readonly seed: number;
  readonly rises?: boolean;
  readonly pan?: number;
}

function envelopeAt(at: number, durationS: number, { attackS, releaseS }: Timbre): number {
  const attack = Math.min(1, at / attackS);
  if (at < durationS) return attack;
  const gone = (at - durationS) / releaseS;
  return attack * Math.exp(-gone / RELEASE_SHAPE) * Math.min(1, 8 * (1 - gone));
}

function waveAt(timbre: Timbre, index: number, step: number): number {
  const phase = index * step;
  if (timbre.wave === 'saw') return (phase % 1) + ((phase * DETUNE + 0.37) % 1) - 1;
  const turn = 2 * Math.PI * phase;
  if (timbre.wave === 'sine') return Math.sin(turn);
  const depth = (timbre.brightness ?? 2) * Math.exp(-index / (MUSIC_RATE_HZ * 0.25));
  return Math.sin(turn + depth * Math.sin(3.5 * turn));
}

function panned(gain: number, pan: number): { left: number; right: number } {
  const angle = ((pan + 1) * Math.PI) / 4;
  return { left: gain * Math.cos(angle), right: gain * Math.sin(angle) };
}

/** Delays of the combs of the reverb in samples; different in each channel, so that the room is wide. */
const COMBS = [1557, 1617, 1491, 1422, 1277, 1356] as const;
const COMB_SPREAD = 23;

/** Adds a room. For a loop the room is filled by a first round, so that the seam rings as well. */
export function addReverb(piece: Piece, wet: number, isLoop: boolean): void {
  for (const [channel, spread] of [
    [piece.left, 0],
    [piece.right, COMB_SPREAD],
  ] as const) {
    const room = new Float32Array(channel.length);
    for (const comb of COMBS) ring(channel, room, comb + spread, isLoop ? 2 : 1);
    for (let i = 0; i < channel.length; i++)
      channel[i] = (channel[i] as number) * (1 - wet) + ((room[i] as number) * wet) / COMBS.length;
  }
}

function ring(input: Float32Array, room: Float32Array, delay: number, rounds: number): void {
  const line = new Float32Array(delay);
  let at = 0;
  let low = 0;
  for (let round = 1; round <= rounds; round++) {
    for (let i = 0; i < input.length; i++) {
      const echo = line[at] as number;
      low = 0.7 * echo + 0.3 * low;
      line[at] = (input[i] as number) + 0.75 * low;
      at = at + 1 === delay ? 0 : at + 1;
      if (round === rounds) room[i] = (room[i] as number) + echo;
    }
  }
}
