import { IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('audio')
export class DecodeSettings {
  /** Largest file whose sound is read, bytes. */
  @Env('AUDIO_DECODE_BYTES_MAX', IsInt(), Min(1_000), Max(4_294_967_296))
  @Reloadable()
  readonly bytesMax: number = 536_870_912;

  /** Longest sound that is taken from outside, seconds; what its header says does not count. */
  @Env('AUDIO_DECODE_SECONDS_MAX', IsInt(), Min(1), Max(36_000))
  @Reloadable()
  readonly secondsMax: number = 1_800;

  /** One file is read for this long at most, ms. */
  @Env('AUDIO_DECODE_MS_MAX', IsInt(), Min(1_000), Max(3_600_000))
  @Reloadable()
  readonly msMax: number = 120_000;
}
