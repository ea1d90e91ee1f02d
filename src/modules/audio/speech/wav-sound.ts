import { WAV_PCM, wavHead } from '../wav-head.js';
import type { Speech } from './speech.js';

const CHANNELS_MAX = 8;
const RATE_HZ_MIN = 8_000;
const RATE_HZ_MAX = 96_000;

/**
 * Reads 16-bit PCM out of a WAV file; several channels become one.
 * @returns Nothing where it is not such a file.
 */
export function wavSound(bytes: Buffer): Speech | undefined {
  const head = wavHead(bytes, bytes.length);
  if (head?.coding !== WAV_PCM || head.bits !== 16) return undefined;
  const { channels, sampleRateHz, dataAt, dataBytes } = head;
  const isSane =
    channels >= 1 &&
    channels <= CHANNELS_MAX &&
    sampleRateHz >= RATE_HZ_MIN &&
    sampleRateHz <= RATE_HZ_MAX;
  if (!isSane) return undefined;
  return { pcm: mono(bytes.subarray(dataAt, dataAt + dataBytes), channels), sampleRateHz };
}

function mono(bytes: Buffer, channels: number): Int16Array {
  const frames = Math.floor(bytes.length / 2 / channels);
  const pcm = new Int16Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++)
      sum += bytes.readInt16LE(2 * (frame * channels + channel));
    pcm[frame] = Math.round(sum / channels);
  }
  return pcm;
}
