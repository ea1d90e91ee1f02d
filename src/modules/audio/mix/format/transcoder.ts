import { Ffmpeg } from '../../ffmpeg/ffmpeg.js';
import { type AudioFormat, FORMATS } from './audio-format.js';

/** Bytes of 32-bit float stereo for a second, with room for what an encoder adds at the end. */
const SOUND_BYTES_PER_S = 44_100 * 8;
const SPARE_BYTES = 8_000_000;
/** ffmpeg encodes 10 to 100 times faster than real time; one that is slower than this hangs. */
const MS_PER_S = 500;
const MS_MIN = 60_000;

/** Makes the formats that need ffmpeg, and their sound again for measuring. */
export class Transcoder {
  constructor(private readonly ffmpeg: Ffmpeg) {}

  /** @throws Problems of `Ffmpeg.run` */
  async encode(
    soundFile: string,
    outFile: string,
    format: AudioFormat,
    durationS: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { encoding = [], muxer = '' } = FORMATS[format];
    await this.ffmpeg.run({
      args: [
        ...['-f', 'wav', '-i', 'in', '-map', '0:a', '-map_metadata', '-1'],
        // Nothing of the clock or the version in it: equal sound gives equal bytes.
        ...['-fflags', '+bitexact', '-flags:a', '+bitexact'],
        ...encoding,
        ...['-f', muxer, 'out'],
      ],
      inputFiles: { in: soundFile },
      outputFiles: { out: outFile },
      limits: limitsFor(durationS),
      signal,
    });
  }

  /** Any of the formats as a WAV of 32-bit floats at the programme's rate. */
  async decode(
    file: string,
    soundFile: string,
    format: AudioFormat,
    durationS: number,
    signal: AbortSignal,
  ): Promise<void> {
    const demuxer = { m4a: 'mov', opus: 'ogg', flac: 'flac', mp3: 'mp3', wav: 'wav' }[format];
    await this.ffmpeg.run({
      args: [
        ...['-f', demuxer, '-i', 'in', '-map', '0:a', '-ar', '44100', '-ac', '2'],
        ...['-c:a', 'pcm_f32le', '-fflags', '+bitexact', '-f', 'wav', 'out'],
      ],
      inputFiles: { in: file },
      outputFiles: { out: soundFile },
      limits: limitsFor(durationS),
      signal,
    });
  }
}

export function limitsFor(durationS: number) {
  return {
    timeMs: Math.max(MS_MIN, durationS * MS_PER_S),
    outputBytes: Math.ceil(durationS * SOUND_BYTES_PER_S) + SPARE_BYTES,
    durationS,
  };
}
