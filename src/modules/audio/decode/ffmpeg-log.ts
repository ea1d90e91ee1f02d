import type { FfmpegEnd } from '../ffmpeg/ffmpeg-run.js';

/** What is read of a log written with `-v level+info`. */
export const KEPT_LINES =
  /^\[info\] {3}Stream #|^\[info\] {3}Duration: |\[(?:error|fatal|panic)\]|^\[info\] size=/;

export interface StreamFacts {
  readonly codec: string;
  readonly sampleRateHz: number;
  readonly channels: number;
}

export interface LogFacts {
  /** Of the sound in the input; nothing where ffmpeg said nothing of it. */
  readonly stream: StreamFacts | undefined;
  /** What the header says; 0 where it says nothing. */
  readonly promisedS: number;
  /** What came out. */
  readonly durationS: number;
  /** Complaints, to the number of lines that are kept. */
  readonly errors: number;
}

const LAYOUTS: Readonly<Record<string, number>> = {
  mono: 1,
  stereo: 2,
  downmix: 2,
  '2.1': 3,
  '3.0': 3,
  quad: 4,
  '4.0': 4,
  '5.0': 5,
  '5.1': 6,
  '6.1': 7,
  '7.1': 8,
};

/** Reads what ffmpeg said of a run; values of tags never begin a line that counts. */
export function readLog({ lines, stderr }: Pick<FfmpegEnd, 'lines' | 'stderr'>): LogFacts {
  const input = lines.find((line) => /^\[info\] {3}Stream #0:\d+.*?: Audio: /.test(line));
  const promised = lines.find((line) => line.startsWith('[info]   Duration: '));
  // The last word of a run: "size=      10kB time=00:00:02.00 bitrate=...". A tag may hold the same words within its
  // line, and the log's own end may begin within a tag: its first line is none.
  const ends = stderr.split(/[\n\r]/).slice(1);
  const result = ends.findLast((line) => line.startsWith('[info] size='));
  return {
    stream: input === undefined ? undefined : streamOf(input),
    promisedS: secondsOf(/Duration: ([^,]+)/.exec(promised ?? '')?.[1]),
    durationS: secondsOf(/time=(\S+)/.exec(result ?? '')?.[1]),
    errors: lines.filter((line) => /\[(?:error|fatal|panic)\]/.test(line)).length,
  };
}

/** "Stream #0:0[0x1](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, stereo, fltp, 96 kb/s (default)" */
function streamOf(line: string): StreamFacts | undefined {
  const found = /: Audio: (\w+).*?, (\d+) Hz, (?:(\d+) channels|([\w.]+))/.exec(line);
  if (!found) return undefined;
  const [, codec = '', rate, counted, layout = ''] = found;
  return {
    codec,
    sampleRateHz: Number(rate),
    channels: counted === undefined ? (LAYOUTS[layout] ?? 0) : Number(counted),
  };
}

function secondsOf(clock: string | undefined): number {
  const [hours, minutes, seconds] = (clock ?? '').split(':').map(Number);
  const total = 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
  return Number.isFinite(total) ? Math.max(0, total) : 0;
}
