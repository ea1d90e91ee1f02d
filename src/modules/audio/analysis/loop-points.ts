import type { Tempo } from './tempo.js';

/** Loops of whole bars of four; else of whole beats; else of all of it. */
const BEATS_OF_A_BAR = 4;
/** A loop is worth so much of the sound at least. */
const SHARE_MIN = 0.5;

/** Where a bed may jump back without losing its beat. */
export interface Loop {
  readonly startS: number;
  readonly endS: number;
  /** Bars in it; 0 where it has no tempo, and the loop is all of its sound. */
  readonly bars: number;
}

/** @param sound Where the sound begins and ends, seconds. */
export function loopPoints(
  sound: { readonly startS: number; readonly endS: number },
  tempo: Tempo | undefined,
): Loop {
  const whole = { ...sound, bars: 0 };
  if (!tempo) return whole;
  const barS = (BEATS_OF_A_BAR * 60) / tempo.bpm;
  const beatS = barS / BEATS_OF_A_BAR;
  const late = (((tempo.firstBeatS - sound.startS) % beatS) + beatS) % beatS;
  const startS = sound.startS + late;
  const bars = Math.floor((sound.endS - startS) / barS + 0.02);
  if (bars * barS < SHARE_MIN * (sound.endS - sound.startS)) return whole;
  return { startS, endS: startS + bars * barS, bars };
}
