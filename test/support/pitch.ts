import type { Speech } from '../../src/modules/audio/speech/speech.js';

const LOWEST_HZ = 55;
const HIGHEST_HZ = 400;

/** Median pitch of the voiced frames of a take, by normalised autocorrelation of 40 ms frames. */
export function medianPitchHz({ pcm, sampleRateHz }: Speech): number {
  const frame = Math.round(0.04 * sampleRateHz);
  const longest = Math.round(sampleRateHz / LOWEST_HZ);
  const shortest = Math.round(sampleRateHz / HIGHEST_HZ);
  const found: number[] = [];
  for (let at = 0; at + frame + longest < pcm.length; at += frame) {
    const scores: number[] = [];
    for (let lag = shortest; lag <= longest; lag++) scores.push(likeness(pcm, at, lag, frame));
    const best = Math.max(...scores);
    // The first lag nearly as good as the best: twice the period is as good, and an octave wrong.
    const first = scores.findIndex(
      (score, i) => score > 0.92 * best && score >= (scores[i + 1] ?? 0),
    );
    if (best > 0.7) found.push(sampleRateHz / (first + shortest));
  }
  found.sort((a, b) => a - b);
  return found[Math.floor(found.length / 2)] ?? NaN;
}

function likeness(pcm: Int16Array, at: number, lag: number, frame: number): number {
  let product = 0;
  let here = 1e6;
  let there = 1e6;
  for (let i = at; i < at + frame; i += 2) {
    const a = pcm[i] ?? 0;
    const b = pcm[i + lag] ?? 0;
    product += a * b;
    here += a * a;
    there += b * b;
  }
  return product / Math.sqrt(here * there);
}
