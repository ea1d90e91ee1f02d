import { IsIn, IsInt, IsString, Length, Max, Min } from 'class-validator';
import { Env, Section } from '#platform/config';

/** Which ffmpeg there may be. */
export const FFMPEG_CHOICES = ['auto', 'system', 'wasm', 'none'] as const;

@Section('audio')
export class FfmpegSettings {
  /** Which ffmpeg reads uploads and makes m4a, opus and flac: `auto` takes that of the system where there is one, else the WebAssembly one that comes with RadioX. */
  @Env('AUDIO_FFMPEG', IsIn(FFMPEG_CHOICES))
  readonly ffmpeg: (typeof FFMPEG_CHOICES)[number] = 'auto';

  /** The system's ffmpeg: a name on PATH, or an absolute path. */
  @Env('AUDIO_FFMPEG_PATH', IsString(), Length(1, 4096))
  readonly ffmpegPath: string = 'ffmpeg';

  /** Runs of ffmpeg at once; each is a process of 30 MB (system) or 150 MB (WebAssembly). */
  @Env('AUDIO_FFMPEG_WORKERS_MAX', IsInt(), Min(1), Max(32))
  readonly ffmpegWorkersMax: number = 2;

  /** Memory of one run of ffmpeg at most, MB; one that wants more fails. */
  @Env('AUDIO_FFMPEG_MEMORY_MB_MAX', IsInt(), Min(128), Max(2_000))
  readonly ffmpegMemoryMbMax: number = 768;

  /** Longest sound that the WebAssembly ffmpeg is given, seconds; it is two to four times slower than that of the system. */
  @Env('AUDIO_FFMPEG_WASM_SECONDS_MAX', IsInt(), Min(10), Max(36_000))
  readonly ffmpegWasmSecondsMax: number = 1_800;
}
