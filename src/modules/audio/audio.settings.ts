import { IsArray, IsInt, IsNumber, IsString, Max, Min } from 'class-validator';
import { Env, Reloadable } from '#platform/config';

export class AudioSettings {
  /** Speech engines in the order they are asked; one that fails hands over to the next. */
  @Env('AUDIO_SPEECH_PROVIDERS', IsArray(), IsString({ each: true }))
  readonly speechProviders: string[] = ['flite', 'espeak'];

  /** Takes spoken at once, for each engine; each is a process of about 70 MB. */
  @Env('AUDIO_SPEECH_WORKERS_MAX', IsInt(), Min(1), Max(32))
  readonly speechWorkersMax: number = 2;

  /** A take is a matter of a second; a worker that needs longer than this is stuck and is killed. */
  @Env('AUDIO_TAKE_MS_MAX', IsInt(), Min(1000), Max(600_000))
  readonly takeMsMax: number = 60_000;

  /** Takes kept on disk; the longest unused go first. */
  @Env('AUDIO_TAKE_CACHE_BYTES_MAX', IsInt(), Min(1_000_000))
  readonly takeCacheBytesMax: number = 2_000_000_000;

  /** Shows mixed at once; each is a process of about 200 MB. */
  @Env('AUDIO_MIX_WORKERS_MAX', IsInt(), Min(1), Max(32))
  readonly mixWorkersMax: number = 2;

  /** Longest step of a mix; a three-hour show needs about ten minutes for its longest. */
  @Env('AUDIO_MIX_MS_MAX', IsInt(), Min(10_000), Max(7_200_000))
  readonly mixMsMax: number = 1_800_000;

  /** Integrated loudness of a finished show, LUFS. -16 for podcasts, -23 for EBU R 128 broadcast. */
  @Env('AUDIO_LOUDNESS_TARGET_LUFS', IsNumber(), Min(-31), Max(-9))
  @Reloadable()
  readonly loudnessTargetLufs: number = -16;

  /** Highest true peak of a finished show, dBTP, measured after encoding. */
  @Env('AUDIO_TRUE_PEAK_MAX_DBTP', IsNumber(), Min(-9), Max(0))
  @Reloadable()
  readonly truePeakMaxDbtp: number = -1;
}
