/** Kinds of file a show can become. */
export const AUDIO_FORMATS = ['mp3', 'm4a', 'opus', 'flac', 'wav'] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

interface FormatFacts {
  /** For `Content-Type` and the enclosure of a feed. */
  readonly contentType: string;
  /** What ffmpeg is told after the sound; nothing where the file is written here. */
  readonly encoding?: readonly string[];
  /** How ffmpeg calls the container. */
  readonly muxer?: string;
  /** What encoding adds to the highest peak at first guess, dB. */
  readonly overshootDb: number;
  /** What encoding takes from the loudness, dB. */
  readonly lossDb: number;
}

export const FORMATS: Readonly<Record<AudioFormat, FormatFacts>> = {
  // LAME's loss and overshoot at 192 kbit/s.
  mp3: { contentType: 'audio/mpeg', overshootDb: 0.8, lossDb: 0.2 },
  m4a: {
    contentType: 'audio/mp4',
    encoding: ['-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart'],
    muxer: 'ipod',
    overshootDb: 0.9,
    lossDb: 0,
  },
  opus: {
    contentType: 'audio/ogg',
    encoding: ['-c:a', 'libopus', '-b:a', '128k', '-ar', '48000'],
    muxer: 'ogg',
    overshootDb: 1.2,
    lossDb: 0,
  },
  flac: {
    contentType: 'audio/flac',
    encoding: ['-c:a', 'flac', '-sample_fmt', 's16', '-compression_level', '5'],
    muxer: 'flac',
    overshootDb: 0.1,
    lossDb: 0,
  },
  wav: { contentType: 'audio/wav', overshootDb: 0.1, lossDb: 0 },
};

/** Whether a file of this kind needs ffmpeg. */
export function needsFfmpeg(format: AudioFormat): boolean {
  return FORMATS[format].encoding !== undefined;
}
