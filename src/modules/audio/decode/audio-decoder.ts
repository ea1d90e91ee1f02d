import { rm, stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Ffmpeg } from '../ffmpeg/ffmpeg.js';
import { FfmpegFailed, FfmpegOverLimit, TooLongForWasm } from '../ffmpeg/ffmpeg.problems.js';
import type { FfmpegEnd } from '../ffmpeg/ffmpeg-run.js';
import { inputArgs } from './decode-args.js';
import { notAudio, UnusableAudio } from './decode.problems.js';
import { DecodeSettings } from './decode.settings.js';
import { KEPT_LINES, readLog, type StreamFacts } from './ffmpeg-log.js';
import { type AudioFormat, sniffFile } from './sniff.js';

/** What there is beyond this is not sound for a programme, or not a file for people. */
const CHANNELS_MAX = 8;
const SAMPLE_RATE_HZ_MIN = 4_000;
const SAMPLE_RATE_HZ_MAX = 384_000;
/** Shorter is a click, or what a decoder makes of rubbish. */
const DURATION_S_MIN = 0.05;
/** Header of the WAV files that ffmpeg writes with `-bitexact`, at most. */
const HEADER_BYTES_MAX = 128;
/** ffmpeg ends with this where more than two thirds of the frames could not be decoded. */
const EXIT_MOSTLY_BROKEN = 69;
/** A header that promises so much more than there is deserves a word. */
const PROMISE_S = 0.5;
const PROMISE_SHARE = 0.02;

/** What is known of a file after all of it was decoded. */
export interface AudioFacts {
  readonly format: AudioFormat;
  /** ffmpeg's name of its codec: mp3, aac, vorbis, pcm_s16le, ... */
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Of the sound that there is, seconds; a header may say something else. */
  readonly durationS: number;
  /** What is wrong with it, for people; empty for a sound file. */
  readonly warnings: readonly string[];
}

export interface DecodeWish {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** 16-bit integers, or 32-bit floats, which keep what is over full scale. Absent: 16-bit. */
  readonly samples?: 's16' | 'f32';
  /** Absent: the setting. */
  readonly durationSMax?: number;
  /** Of what is longer only the beginning is taken, instead of nothing. */
  readonly isCut?: boolean;
}

/**
 * Reads sound that strangers send. What a file is, its content says; only one decoder of one container is let
 * near it, in a process of its own, without a network and without other files, and all of it within bounds.
 */
@Injectable()
export class AudioDecoder {
  constructor(
    private readonly ffmpeg: Ffmpeg,
    private readonly settings: DecodeSettings,
  ) {}

  /** Decodes all of it to nowhere. @throws As `decode` does. */
  probe(path: string, signal?: AbortSignal, durationSMax?: number): Promise<AudioFacts> {
    const wish = { sampleRateHz: 8_000, channels: 1 as const };
    return this.#read(path, undefined, { ...wish, ...(durationSMax && { durationSMax }) }, signal);
  }

  /**
   * Decodes a file into a WAV file, which appears only when it is taken.
   * @throws UnusableAudio (which rule it breaks), FfmpegMissing, TooLongForWasm; the signal's reason when aborted.
   */
  decode(
    path: string,
    intoWav: string,
    wish: DecodeWish,
    signal?: AbortSignal,
  ): Promise<AudioFacts> {
    return this.#read(path, intoWav, wish, signal);
  }

  async #read(
    path: string,
    intoWav: string | undefined,
    wish: DecodeWish,
    signal: AbortSignal | undefined,
  ): Promise<AudioFacts> {
    signal?.throwIfAborted();
    const format = await this.#formatOf(path);
    const asked = wish.durationSMax ?? this.settings.secondsMax;
    const durationSMax = Math.min(asked, this.ffmpeg.durationSMax);
    try {
      const end = await this.#run(path, intoWav, { format, wish, durationSMax }, signal);
      const log = readLog(end);
      refuseOdd(log.stream);
      refuseUnread(end, log.durationS);
      if (log.durationS > durationSMax && !wish.isCut) {
        if (durationSMax < asked) throw new TooLongForWasm(log.durationS, durationSMax);
        throw tooLong(durationSMax);
      }
      const { codec, sampleRateHz, channels } = log.stream ?? UNSAID;
      const { durationS } = log;
      const promisedS = wish.isCut ? Math.min(log.promisedS, durationSMax) : log.promisedS;
      const warnings = warningsOf({ ...log, promisedS });
      return { format, codec, sampleRateHz, channels, durationS, warnings };
    } catch (error) {
      if (intoWav) await rm(intoWav, { force: true });
      throw asRefusal(error);
    }
  }

  async #formatOf(path: string): Promise<AudioFormat> {
    const { bytesMax } = this.settings;
    const file = await stat(path);
    if (!file.isFile()) throw notAudio();
    if (file.size === 0) throw new UnusableAudio('has_sound', 'it is empty');
    if (file.size > bytesMax)
      throw new UnusableAudio('not_too_large', `it has more than ${bytesMax} bytes`, {
        size_bytes: file.size,
        size_bytes_max: bytesMax,
      });
    const format = await sniffFile(path);
    if (format === 'playlist')
      throw new UnusableAudio('is_no_playlist', 'it is a list that names other sound, not sound');
    if (!format) throw notAudio();
    return format;
  }

  #run(
    path: string,
    intoWav: string | undefined,
    job: { format: AudioFormat; wish: DecodeWish; durationSMax: number },
    signal: AbortSignal | undefined,
  ): Promise<FfmpegEnd> {
    const { sampleRateHz, channels, samples = 's16', isCut = false } = job.wish;
    const sampleBytes = samples === 's16' ? 2 : 4;
    // One second more than there may be, so that what is longer shows.
    const seconds = isCut ? job.durationSMax : job.durationSMax + 1;
    const outputBytes = seconds * sampleRateHz * channels * sampleBytes + HEADER_BYTES_MAX;
    const output = intoWav
      ? ['-c:a', `pcm_${samples}le`, '-fs', String(outputBytes), '-bitexact', '-f', 'wav', 'out']
      : ['-f', 'null', '-'];
    return this.ffmpeg.run({
      args: [
        ...inputArgs(job.format),
        ...['-i', 'in', '-map', '0:a:0', '-vn', '-sn', '-dn'],
        ...['-map_metadata', '-1', '-map_chapters', '-1'],
        // Time is counted by samples: stamps may lie.
        ...['-af', 'asetpts=N/SR/TB', '-ar', String(sampleRateHz), '-ac', String(channels)],
        ...['-t', String(seconds), ...output],
      ],
      inputFiles: { in: path },
      outputFiles: intoWav ? { out: intoWav } : {},
      limits: { timeMs: this.settings.msMax, outputBytes: outputBytes + HEADER_BYTES_MAX },
      keepLines: KEPT_LINES,
      mayFail: true,
      signal,
    });
  }
}

const UNSAID: StreamFacts = { codec: 'unknown', sampleRateHz: 0, channels: 0 };

function refuseOdd(stream: StreamFacts | undefined): void {
  if (!stream) return;
  const { channels, sampleRateHz } = stream;
  if (channels > CHANNELS_MAX)
    throw new UnusableAudio('channels', `it has more than ${CHANNELS_MAX} channels`, { channels });
  if (sampleRateHz < SAMPLE_RATE_HZ_MIN || sampleRateHz > SAMPLE_RATE_HZ_MAX)
    throw new UnusableAudio(
      'sample_rate',
      `its sample rate is not between ${SAMPLE_RATE_HZ_MIN} and ${SAMPLE_RATE_HZ_MAX} Hz`,
      { sample_rate_hz: sampleRateHz },
    );
}

function refuseUnread({ exitCode, stderr }: FfmpegEnd, durationS: number): void {
  if (exitCode === EXIT_MOSTLY_BROKEN)
    throw new UnusableAudio('is_readable', 'most of it cannot be decoded', {}, stderr);
  if (durationS >= DURATION_S_MIN) return;
  if (exitCode !== 0)
    throw new UnusableAudio('is_readable', 'nothing in it can be decoded', {}, stderr);
  throw new UnusableAudio('has_sound', `it has less than ${DURATION_S_MIN} s of sound`, {}, stderr);
}

function tooLong(durationSMax: number): UnusableAudio {
  return new UnusableAudio('not_too_long', `it is longer than ${durationSMax} s`, {
    duration_s_max: durationSMax,
  });
}

function warningsOf({ errors, promisedS, durationS }: ReturnType<typeof readLog>): string[] {
  const warnings: string[] = [];
  if (errors > 0) warnings.push('parts of it are broken and were left out');
  const least = promisedS - Math.max(PROMISE_S, PROMISE_SHARE * promisedS);
  if (durationS < least)
    warnings.push(
      `it promises ${promisedS.toFixed(1)} s and has ${durationS.toFixed(1)} s of sound`,
    );
  return warnings;
}

/** What went wrong in a decoder is a fault of the file; everything else stays what it is. */
function asRefusal(error: unknown): unknown {
  if (error instanceof FfmpegOverLimit)
    return new UnusableAudio('within_limits', error.message, { limit: error.limit }, error);
  if (error instanceof FfmpegFailed)
    return new UnusableAudio('is_readable', 'nothing in it can be decoded', {}, error);
  return error;
}
