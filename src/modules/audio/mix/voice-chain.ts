import { cascade, highPass, highShelf, peaking } from '../dsp/biquad.js';
import { Compressor, NoiseGate } from '../dsp/dynamics.js';
import { amplitudeOf, LoudnessMeter } from '../dsp/loudness-meter.js';
import { Resampler } from '../dsp/resampler.js';
import { TakeReader } from '../take/take-file.js';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';
import type { Cut, Tone } from './treatment.js';

/** Loudness at which every take enters the compressor, so that it works on all voices alike. */
const INTO_COMPRESSOR_LUFS = -20;
/** Loudness at which every segment leaves; the master gain is then close to nothing. */
export const SPEECH_LUFS = -16;
/** One voice from two loudspeakers. */
const MONO_IN_STEREO_LU = 10 * Math.log10(2);
/** A take that needs more is not speech but noise. */
const GAIN_MAX_DB = 30;
const BLOCK_SAMPLES = 8192;
/** Three minutes at 24 kHz: 17 MB. */
const HELD_SAMPLES_MAX = 4_320_000;

/** High-pass, less boxiness, more presence, gate, gentle compression: one take, at its own sample rate. */
class VoiceChain {
  readonly #steps: ReadonlyArray<{ process(block: Float32Array): void }>;

  constructor(sampleRateHz: number, tone: Tone = { presenceDb: 0, brillianceDb: 0 }) {
    const { presenceDb, brillianceDb } = tone;
    this.#steps = [
      ...cascade([
        highPass(sampleRateHz, 75),
        peaking(sampleRateHz, 300, -2),
        highShelf(sampleRateHz, 3200, 2),
        ...(presenceDb === 0 ? [] : [peaking(sampleRateHz, 1900, presenceDb)]),
        ...(brillianceDb === 0 ? [] : [highShelf(sampleRateHz, 3500, brillianceDb)]),
      ]),
      new NoiseGate(sampleRateHz),
      new Compressor(sampleRateHz, {
        thresholdDb: -24,
        ratio: 2,
        attackS: 0.004,
        releaseS: 0.15,
      }),
    ];
  }

  process(block: Float32Array): void {
    for (const step of this.#steps) step.process(block);
  }
}

/** A take as it is played: without its long silences, equalised to sit with the other voices. */
export interface PlayedTake {
  readonly takeFile: string;
  readonly cuts: readonly Cut[];
  readonly tone?: Tone;
}

/** Room for one take at a time: dead arrays of this size would let a long show need more memory than a short one. */
export class HeldSamples {
  #samples = new Float32Array(0);

  /** @returns Room for so many; what was held before is lost. */
  of(samples: number): Float32Array {
    if (this.#samples.length < samples) this.#samples = new Float32Array(samples);
    return this.#samples.subarray(0, samples);
  }
}

/**
 * One take as a segment of the programme: 44.1 kHz, evened out, at the loudness of speech. A take of up to three
 * minutes is held in memory while it sounds; a longer one is read three times, block by block: to learn its
 * loudness, to learn it after the compressor, and to play it.
 */
export class SegmentSource {
  readonly #blocks: Generator<Float32Array, void>;
  #rest: Float32Array = new Float32Array(0);

  /** @param held Where the take is held: that of a source that has been read already. */
  constructor(take: PlayedTake, held: HeldSamples) {
    this.#blocks = played(take, held);
  }

  /** Fills `target` as far as the take goes. @returns Samples written. */
  read(target: Float32Array): number {
    let at = 0;
    while (at < target.length) {
      if (this.#rest.length === 0) {
        const next = this.#blocks.next();
        if (next.done) break;
        this.#rest = next.value;
        continue;
      }
      const part = this.#rest.subarray(0, target.length - at);
      target.set(part, at);
      at += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return at;
  }
}

/** Samples at 44.1 kHz that a take of so many samples becomes. */
export function programmeFrames(samples: number, sampleRateHz: number): number {
  return Math.floor((samples * PROGRAMME_RATE_HZ) / sampleRateHz);
}

function* played(take: PlayedTake, room: HeldSamples): Generator<Float32Array, void> {
  const held = hold(take, room);
  const input = levelGain(INTO_COMPRESSOR_LUFS, loudnessOf(held ?? raw(take)));
  if (held) Array.from(processed(held, take, input)); // In place.
  const compressed = () => held ?? processed(raw(take), take, input);
  const output = levelGain(SPEECH_LUFS, loudnessOf(compressed()));
  let resampler: Resampler | undefined;
  for (const { block, sampleRateHz } of compressed()) {
    resampler ??= new Resampler(sampleRateHz, PROGRAMME_RATE_HZ);
    yield scaled(resampler.push(block), output);
  }
  if (resampler) yield scaled(resampler.flush(), output);
}

interface Sound {
  readonly block: Float32Array;
  readonly sampleRateHz: number;
}

/** The whole of a take in its blocks; nothing where it is too long for that. */
function hold(take: PlayedTake, room: HeldSamples): Sound[] | undefined {
  const samplesMax = samplesOf(take.takeFile);
  if (samplesMax > HELD_SAMPLES_MAX) return undefined;
  const all = room.of(samplesMax);
  const blocks: Sound[] = [];
  let at = 0;
  for (const { block, sampleRateHz } of raw(take)) {
    const kept = all.subarray(at, at + block.length);
    kept.set(block);
    at += kept.length;
    blocks.push({ block: kept, sampleRateHz });
  }
  return blocks;
}

function* processed(
  sounds: Iterable<Sound>,
  { tone }: PlayedTake,
  gain: number,
): Generator<Sound, void> {
  let chain: VoiceChain | undefined;
  for (const sound of sounds) {
    chain ??= new VoiceChain(sound.sampleRateHz, tone);
    chain.process(scaled(sound.block, gain));
    yield sound;
  }
}

function samplesOf(takeFile: string): number {
  const take = new TakeReader(takeFile);
  take.close();
  return take.header.frames;
}

/** A take without its long silences; each block is good until the next. */
function* raw({ takeFile, cuts }: PlayedTake): Generator<Sound, void> {
  const take = new TakeReader(takeFile);
  const scratch = new Float32Array(BLOCK_SAMPLES);
  try {
    const { sampleRateHz } = take.header;
    let at = 0;
    for (let block = take.read(scratch); block.length > 0;) {
      for (const kept of without(cuts, block, at)) yield { block: kept, sampleRateHz };
      at += block.length;
      block = take.read(scratch);
    }
  } finally {
    take.close();
  }
}

/** The parts of a block that are played; `at` is its place in the take. */
function* without(cuts: readonly Cut[], block: Float32Array, at: number): Generator<Float32Array> {
  let from = 0;
  for (const cut of cuts) {
    if (cut.to <= at || cut.from >= at + block.length) continue;
    if (cut.from - at > from) yield block.subarray(from, cut.from - at);
    from = Math.max(from, cut.to - at);
  }
  if (from < block.length) yield block.subarray(from);
}

function loudnessOf(sounds: Iterable<Sound>): number {
  let meter: LoudnessMeter | undefined;
  for (const { block, sampleRateHz } of sounds) {
    meter ??= new LoudnessMeter(sampleRateHz, 1, { truePeak: false });
    meter.push([block]);
  }
  return (meter?.result().integratedLufs ?? -Infinity) + MONO_IN_STEREO_LU;
}

function levelGain(targetLufs: number, measuredLufs: number): number {
  if (!Number.isFinite(measuredLufs)) return 1;
  return amplitudeOf(Math.min(GAIN_MAX_DB, targetLufs - measuredLufs));
}

/** In place. */
function scaled(block: Float32Array, gain: number): Float32Array {
  for (let i = 0; i < block.length; i++) block[i] = (block[i] as number) * gain;
  return block;
}
