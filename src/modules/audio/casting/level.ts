import type { Speech } from '../speech/speech.js';

const FRAME_S = 0.05;
/** Pauses are not speech: the quietest tenth is left out. */
const LEFT_OUT_SHARE = 0.1;
const FULL_SCALE = 32_768;
const SILENT_DBFS = -96;

/** RMS level of speech without its quietest tenth, dBFS. */
export function levelDbfs({ pcm, sampleRateHz }: Speech): number {
  const frame = Math.round(FRAME_S * sampleRateHz);
  const powers: number[] = [];
  for (let from = 0; from + frame <= pcm.length; from += frame) {
    let sum = 0;
    for (let at = from; at < from + frame; at++) sum += (pcm[at] as number) ** 2;
    powers.push(sum / frame);
  }
  const kept = powers.sort((a, b) => a - b).slice(Math.floor(powers.length * LEFT_OUT_SHARE));
  const mean = kept.reduce((sum, power) => sum + power, 0) / Math.max(1, kept.length);
  return Math.max(SILENT_DBFS, 10 * Math.log10(mean / FULL_SCALE ** 2));
}
