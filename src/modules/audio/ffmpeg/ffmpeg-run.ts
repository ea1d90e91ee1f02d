export interface FfmpegLimits {
  /** It is killed after this long, milliseconds. */
  readonly timeMs: number;
  /** Bytes of all outputs together at most. */
  readonly outputBytes: number;
  /** How long the sound is at most, seconds, when it is known: the WebAssembly ffmpeg refuses what is too long. */
  readonly durationS?: number;
}

/**
 * One run. Arguments name files by the keys of `inputFiles` and `outputFiles`, each as an argument of its
 * own (`['-f', 'wav', '-i', 'in', '-f', 'flac', 'out']`); what stands nowhere there cannot be reached by a
 * name. Name the formats with `-f`: these names have no endings to guess them from.
 */
export interface FfmpegRun {
  /** Without the program, `-nostdin`, `-y` and `-hide_banner`. */
  readonly args: readonly string[];
  /** Name in the arguments -> path on disk. */
  readonly inputFiles: Readonly<Record<string, string>>;
  /** Name in the arguments -> path on disk; the file is made anew, and is gone after a failure. */
  readonly outputFiles: Readonly<Record<string, string>>;
  readonly limits: FfmpegLimits;
  readonly signal?: AbortSignal | undefined;
  /** Resolve even when ffmpeg says that it failed; what it wrote then stays. */
  readonly mayFail?: boolean;
}

export interface FfmpegEnd {
  /** 0, unless the run may fail. */
  readonly exitCode: number;
  /** What it wrote to `pipe:1`, its first megabyte, as text: `-progress pipe:1` and the like. */
  readonly stdout: string;
  /** The last 16,000 characters of its log. */
  readonly stderr: string;
}

/** Before every run's own arguments: says nothing of itself, asks nothing, replaces what is there. */
export const COMMON_ARGS: readonly string[] = ['-nostdin', '-y', '-hide_banner'];
