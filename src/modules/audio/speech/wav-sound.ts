import type { Speech } from './speech.js';

const RIFF_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const PCM = 1;
const EXTENSIBLE = 0xfffe;

/** @returns Whether these bytes begin as a WAV file does. */
export function isWav(bytes: Buffer): boolean {
  return (
    bytes.length > RIFF_BYTES + CHUNK_HEAD_BYTES &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WAVE'
  );
}

/**
 * Reads 16-bit PCM out of a WAV file; several channels become one. Sizes that a program did not know while it wrote
 * (0, or beyond the end) mean: to the end.
 * @returns Nothing where it is not such a file.
 */
export function wavSound(bytes: Buffer): Speech | undefined {
  if (!isWav(bytes)) return undefined;
  let format: { channels: number; sampleRateHz: number } | undefined;
  for (let at = RIFF_BYTES; at + CHUNK_HEAD_BYTES <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const told = bytes.readUInt32LE(at + 4);
    const from = at + CHUNK_HEAD_BYTES;
    if (name === 'fmt ') format = formatOf(bytes.subarray(from, from + told));
    if (name === 'data') {
      const isOpen = told === 0 || from + told > bytes.length;
      const to = isOpen ? bytes.length : from + told;
      return format && { pcm: mono(bytes.subarray(from, to), format.channels), ...rateOf(format) };
    }
    at = from + told + (told % 2);
  }
  return undefined;
}

const rateOf = ({ sampleRateHz }: { sampleRateHz: number }) => ({ sampleRateHz });

function formatOf(chunk: Buffer): { channels: number; sampleRateHz: number } | undefined {
  if (chunk.length < 16) return undefined;
  const kind = chunk.readUInt16LE(0);
  const channels = chunk.readUInt16LE(2);
  const sampleRateHz = chunk.readUInt32LE(4);
  const isPcm16 = (kind === PCM || kind === EXTENSIBLE) && chunk.readUInt16LE(14) === 16;
  const isSane = channels >= 1 && channels <= 8 && sampleRateHz >= 8_000 && sampleRateHz <= 96_000;
  return isPcm16 && isSane ? { channels, sampleRateHz } : undefined;
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
