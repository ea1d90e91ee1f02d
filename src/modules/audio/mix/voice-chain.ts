import { Biquad, highPass, highShelf, peaking } from '../dsp/biquad.js';
import { Compressor, NoiseGate } from '../dsp/dynamics.js';
import { amplitudeOf, LoudnessMeter } from '../dsp/loudness-meter.js';
import { Resampler } from '../dsp/resampler.js';
import { TakeReader } from '../take/take-file.js';
import { PROGRAMME_RATE_HZ } from './mix-plan.js';

/** Loudness at which every take enters the compressor, so that it works on all voices alike. */
const INTO_COMPRESSOR_LUFS = -20;
/** Loudness at which every segment leaves; the master gain is then close to nothing. */
const SPEECH_LUFS = -16;
/** One voice from two loudspeakers. */
const MONO_IN_STEREO_LU = 10 * Math.log10(2);
/** A take that needs more is not speech but noise. */
const GAIN_MAX_DB = 30;
const BLOCK_SAMPLES = 8192;

/** High-pass, less boxiness, more presence, gate, gentle compression: one take, at its own sample rate. */
class VoiceChain {
  readonly #steps: ReadonlyArray<{ process(block: Float32Array): void }>;

  constructor(sampleRateHz: number) {
    this.#steps = [
      new Biquad(highPass(sampleRateHz, 75)),
      new Biquad(peaking(sampleRateHz, 300, -2)),
      new Biquad(highShelf(sampleRateHz, 3200, 2)),
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

/**
 * One take as a segment of the programme: 44.1 kHz, evened out, at the loudness of speech. The take is read
 * three times, block by block: to learn its loudness, to learn it after the compressor, and to play it.
 */
export class SegmentSource {
  readonly #blocks: Generator<Float32Array, void>;
  #rest: Float32Array = new Float32Array(0);

  constructor(takeFile: string) {
    this.#blocks = played(takeFile);
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

function* played(takeFile: string): Generator<Float32Array, void> {
  const input = levelGain(INTO_COMPRESSOR_LUFS, loudnessOf(raw(takeFile, 1)));
  const output = levelGain(SPEECH_LUFS, loudnessOf(compressed(takeFile, input)));
  let resampler: Resampler | undefined;
  for (const { block, sampleRateHz } of compressed(takeFile, input)) {
    resampler ??= new Resampler(sampleRateHz, PROGRAMME_RATE_HZ);
    yield scaled(resampler.push(block), output);
  }
  if (resampler) yield scaled(resampler.flush(), output);
}

interface Sound {
  readonly block: Float32Array;
  readonly sampleRateHz: number;
}

function* compressed(takeFile: string, gain: number): Generator<Sound, void> {
  let chain: VoiceChain | undefined;
  for (const sound of raw(takeFile, gain)) {
    chain ??= new VoiceChain(sound.sampleRateHz);
    chain.process(sound.block);
    yield sound;
  }
}

function* raw(takeFile: string, gain: number): Generator<Sound, void> {
  const take = new TakeReader(takeFile);
  try {
    const { sampleRateHz } = take.header;
    for (let block = take.read(BLOCK_SAMPLES); block.length > 0; block = take.read(BLOCK_SAMPLES))
      yield { block: scaled(block, gain), sampleRateHz };
  } finally {
    take.close();
  }
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
