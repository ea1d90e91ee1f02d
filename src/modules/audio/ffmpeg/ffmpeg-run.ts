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
  /** Lines of the log to keep, the first 300 of them; without flags. */
  readonly keepLines?: RegExp;
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
  /** The lines that were to be kept. */
  readonly lines: readonly string[];
}

const LINES_MAX = 300;
/** A line longer than this is no message. */
const LINE_CHARACTERS_MAX = 2_000;

/** Keeps lines of a log, however it is cut into pieces. */
export class LineKeeper {
  readonly lines: string[] = [];
  #rest = '';

  constructor(private readonly wanted: RegExp) {}

  push(text: string): void {
    if (this.lines.length >= LINES_MAX) return;
    const parts = (this.#rest + text).split(/[\n\r]/);
    this.#rest = (parts.pop() ?? '').slice(0, LINE_CHARACTERS_MAX);
    for (const line of parts)
      if (this.lines.length < LINES_MAX && this.wanted.test(line))
        this.lines.push(line.slice(0, LINE_CHARACTERS_MAX));
  }
}

/** Before every run's own arguments: says nothing of itself, asks nothing, replaces what is there. */
export const COMMON_ARGS: readonly string[] = ['-nostdin', '-y', '-hide_banner'];
