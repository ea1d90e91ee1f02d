import { BiquadPair, highPass, lowPass } from '../dsp/biquad.js';
import { LoudnessMeter } from '../dsp/loudness-meter.js';
import { TakeReader } from '../take/take-file.js';
import { MUSIC_S_MAX, PROGRAMME_RATE_HZ } from './mix-plan.js';
import { StereoWav } from './stereo-wav.js';
import type { Cut, Tone } from './treatment.js';

const SILENT_BELOW = 10 ** (-55 / 20);
/** A longer silence within a take is no pause but a fault of its engine. */
const SILENCE_S = 2;
/** So much of it stays, as much at its beginning as at its end: a long breath. */
const LEFT_S = 0.8;
/** Speech of a voice that is listened to for its tone. */
const TONE_S = 30;
const BLOCK_SAMPLES = 8192;
/** Voices are brought half the way to their mean, and never by more than this, dB. */
const TONE_SHARE = 0.5;
const TONE_MAX_DB = 3;
/** Bands of a voice that make it sit in front or behind, dull or bright; below them lies its pitch. */
const BANDS_HZ = {
  all: [200, 7000],
  presence: [1200, 3000],
  brilliance: [3000, 7000],
} as const;

export interface SurveyTask {
  readonly takes: ReadonlyArray<{
    readonly takeFile: string;
    readonly speaker: string;
    readonly musicBefore?: { readonly musicFile: string; readonly secondsMax?: number };
  }>;
}

export interface Survey {
  /** For each take its samples, their rate, and what is cut out. */
  readonly takes: ReadonlyArray<{
    readonly samples: number;
    readonly sampleRateHz: number;
    readonly cuts: readonly Cut[];
  }>;
  readonly tones: Readonly<Record<string, Tone>>;
  /** By the index of the segment that follows. */
  readonly music: Readonly<Record<number, SurveyedMusic>>;
}

export interface SurveyedMusic {
  /** Played. */
  readonly frames: number;
  readonly integratedLufs: number;
}

/** Before anything is mixed: which silences are too long, and how the voices differ in tone. Blocks: for workers. */
export function survey({ takes }: SurveyTask): Survey {
  const ears = new Map<string, ToneMeter>();
  const scratch = new Float32Array(BLOCK_SAMPLES);
  const found = takes.map(({ takeFile, speaker }) => {
    const reader = new TakeReader(takeFile);
    try {
      const { sampleRateHz, frames } = reader.header;
      const finder = new SilenceFinder(sampleRateHz);
      const ear = ears.get(speaker) ?? new ToneMeter();
      ears.set(speaker, ear);
      ear.begin(sampleRateHz);
      for (let block = reader.read(scratch); block.length > 0;) {
        finder.push(block);
        ear.push(block);
        block = reader.read(scratch);
      }
      return { samples: frames, sampleRateHz, cuts: finder.cuts };
    } finally {
      reader.close();
    }
  });
  const music = takes.flatMap(({ musicBefore }, at) =>
    musicBefore ? [[at, surveyMusic(musicBefore)] as const] : [],
  );
  return { takes: found, tones: tonesOf(ears), music: Object.fromEntries(music) };
}

function surveyMusic({
  musicFile,
  secondsMax = MUSIC_S_MAX,
}: {
  readonly musicFile: string;
  readonly secondsMax?: number;
}): SurveyedMusic {
  const wav = new StereoWav(musicFile);
  try {
    const frames = Math.min(
      wav.frames,
      Math.round(Math.min(secondsMax, MUSIC_S_MAX) * PROGRAMME_RATE_HZ),
    );
    const meter = new LoudnessMeter(PROGRAMME_RATE_HZ, 2, { truePeak: false });
    const [left, right] = [new Float32Array(BLOCK_SAMPLES), new Float32Array(BLOCK_SAMPLES)];
    for (let at = 0; at < frames;) {
      const read = wav.read(left, right);
      if (read === 0) break;
      meter.push([left.subarray(0, read), right.subarray(0, read)]);
      at += read;
    }
    return { frames, integratedLufs: meter.result().integratedLufs };
  } finally {
    wav.close();
  }
}

/** Finds the middle of every silence inside a take; its beginning and its end stay as the engine left them. */
export class SilenceFinder {
  readonly cuts: Cut[] = [];
  #at = 0;
  #since = 0;

  constructor(private readonly sampleRateHz: number) {}

  push(block: Float32Array): void {
    for (let i = 0; i < block.length; i++) {
      if (Math.abs(block[i] as number) < SILENT_BELOW) continue;
      this.#close(this.#at + i);
      this.#since = this.#at + i + 1;
    }
    this.#at += block.length;
  }

  /** Counts what is silent at the end as well: of a take its engine has trimmed that, of other sound nobody has. */
  end(): void {
    this.#close(this.#at);
  }

  #close(at: number): void {
    if (at - this.#since <= SILENCE_S * this.sampleRateHz) return;
    const left = Math.round((LEFT_S / 2) * this.sampleRateHz);
    this.cuts.push({ from: this.#since + left, to: at - left });
  }
}

/** Energy of a voice by bands over its first half minute. */
class ToneMeter {
  readonly energies = { all: 0, presence: 0, brilliance: 0 };
  readonly #heard = new Float32Array(BLOCK_SAMPLES);
  #leftS = TONE_S;
  #sampleRateHz = 0;
  #filters: ReadonlyArray<readonly [keyof typeof BANDS_HZ, BiquadPair]> = [];

  begin(sampleRateHz: number): void {
    this.#sampleRateHz = sampleRateHz;
    this.#filters = (Object.keys(BANDS_HZ) as Array<keyof typeof BANDS_HZ>).map((band) => {
      const [from, to] = BANDS_HZ[band];
      const under = Math.min(to, 0.45 * sampleRateHz);
      return [band, new BiquadPair(highPass(sampleRateHz, from), lowPass(sampleRateHz, under))];
    });
  }

  push(block: Float32Array): void {
    if (this.#leftS <= 0) return;
    this.#leftS -= block.length / this.#sampleRateHz;
    for (const [band, filter] of this.#filters) {
      const heard = this.#heard.subarray(0, block.length);
      heard.set(block);
      filter.process(heard);
      let sum = 0;
      for (let i = 0; i < heard.length; i++) sum += (heard[i] as number) ** 2;
      this.energies[band] += sum;
    }
  }
}

function tonesOf(ears: ReadonlyMap<string, ToneMeter>): Record<string, Tone> {
  const levels = [...ears]
    .filter(([, { energies }]) => Object.values(energies).every((energy) => energy > 0))
    .map(([speaker, { energies }]) => ({
      speaker,
      presence: 10 * Math.log10(energies.presence / energies.all),
      brilliance: 10 * Math.log10(energies.brilliance / energies.all),
    }));
  const towardsMean = (band: 'presence' | 'brilliance', own: number) => {
    const mean = levels.reduce((sum, level) => sum + level[band], 0) / levels.length;
    const wish = TONE_SHARE * (mean - own);
    return Math.round(10 * Math.min(TONE_MAX_DB, Math.max(-TONE_MAX_DB, wish))) / 10;
  };
  return Object.fromEntries(
    levels.map(({ speaker, presence, brilliance }) => [
      speaker,
      {
        presenceDb: towardsMean('presence', presence),
        brillianceDb: towardsMean('brilliance', brilliance),
      },
    ]),
  );
}
