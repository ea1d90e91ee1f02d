import type { Speech } from '../speech.js';

/** The fastest speech anybody understands; script is read at 14 to 16 characters a second. */
const CHARACTERS_PER_S_MAX = 45;
/** Slower than this nobody speaks; pauses and effects of a model fit in the seconds beside it. */
const CHARACTERS_PER_S_MIN = 4;
const SPARE_S = 5;
/** About -40 dBFS: below it a take is silence with noise. */
const PEAK_MIN = 300;
/** Speech crosses zero in up to a quarter of its samples, white noise in half of them. */
const CROSSINGS_MAX = 0.42;
/** Too short to judge by its length: a word may take half a second or two. */
const CHARACTERS_JUDGED_MIN = 20;

/** Why a provider's sound cannot be these words, as half a sentence; undefined where it may be. */
export function faultOfSound(
  { pcm, sampleRateHz }: Speech,
  { characters, rate }: { readonly characters: number; readonly rate: number },
): string | undefined {
  if (pcm.length === 0) return 'it gave no sound';
  const seconds = pcm.length / sampleRateHz;
  const isLong = characters >= CHARACTERS_JUDGED_MIN;
  if (isLong && seconds < characters / (CHARACTERS_PER_S_MAX * Math.max(1, rate)))
    return 'its sound was cut off';
  if (seconds > characters / (CHARACTERS_PER_S_MIN * Math.min(1, rate)) + SPARE_S)
    return 'its sound is too long for the text';
  const { peak, crossings } = shapeOf(pcm);
  if (peak < PEAK_MIN) return 'its sound is silent';
  return crossings > CROSSINGS_MAX ? 'its sound is noise' : undefined;
}

function shapeOf(pcm: Int16Array): { peak: number; crossings: number } {
  let peak = 0;
  let crossed = 0;
  let before = 0;
  for (const value of pcm) {
    peak = Math.max(peak, Math.abs(value));
    if ((value >= 0 && before < 0) || (value < 0 && before >= 0)) crossed++;
    before = value;
  }
  return { peak, crossings: crossed / pcm.length };
}
