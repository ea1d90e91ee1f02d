import { openMp3Encoder } from '../mp3/mp3-encoder.js';
import { Mp3File } from '../mp3/mp3-file.js';
import { WavWriter } from '../wav-writer.js';
import type { AudioFormat } from './audio-format.js';
import { Wav16Writer } from './wav-16-writer.js';

/** Takes a mastered show as it comes. */
export interface SoundSink {
  push(left: Float32Array, right: Float32Array): void;
  /** @param samples Of one channel, all that was pushed. */
  finish(samples: number): void;
  close(): void;
}

/** The file a worker writes: the show itself, or for formats that ffmpeg makes, the sound it is given. */
export async function openSink(format: AudioFormat, file: string): Promise<SoundSink> {
  if (format === 'mp3') return new Mp3File(file, await openMp3Encoder());
  if (format === 'wav' || format === 'flac') return new Wav16Writer(file);
  const floats = new WavWriter(file);
  // It gets its name and its header when it is closed.
  return {
    push: (left, right) => {
      floats.push(left, right);
    },
    finish: () => undefined,
    close: () => {
      floats.close();
    },
  };
}
