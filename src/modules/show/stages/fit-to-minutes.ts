import { type ChosenMusic, planTimeline, type TimelineSettings } from '#modules/audio';
import type { Script, Segment } from '#modules/content';
import { breaksIn, musicBefore } from './music-breaks.js';

/** A story more or less changes the pauses, and so the speech that there is room for. */
const FITTINGS_MAX = 3;
/** A show this close to the minutes asked for is left as it is. */
const TOLERANCE = 0.02;

export interface Fit {
  /** Of the whole show. */
  readonly targetS: number;
  readonly timeline: TimelineSettings;
  readonly music: readonly ChosenMusic[];
  /** How long a segment is spoken, measured or estimated. */
  readonly secondsOf: (segment: Segment) => number;
  /** Drops and adds segments; the seconds are those of the script it is given. */
  readonly fit: (script: Script, seconds: readonly number[], speechS: number) => Promise<Script>;
}

/**
 * The pauses between segments are known once the segments are: a script that they make too long or too short is
 * fitted to what they leave, a few times, since each fitting changes them.
 * @returns The script nearest to its minutes; the same one where it is near enough or cannot be brought nearer.
 */
export async function fitToMinutes(script: Script, wanted: Fit): Promise<Script> {
  const { targetS, secondsOf, fit } = wanted;
  const offS = (one: Script): number => Math.abs(totalOf(one, wanted) - targetS);
  let best = script;
  let next = script;
  for (let round = 0; round < FITTINGS_MAX && offS(next) > targetS * TOLERANCE; round++) {
    const seconds = next.segments.map(secondsOf);
    const pausesS = totalOf(next, wanted) - seconds.reduce((sum, one) => sum + one, 0);
    const before = next;
    next = await fit(next, seconds, targetS - pausesS);
    if (isSame(before, next)) {
      // What it warns of now is true.
      if (best === before) best = next;
      break;
    }
    if (offS(next) < offS(best)) best = next;
  }
  return best;
}

/** There is nothing left to drop or to add. */
function isSame({ segments }: Script, other: Script): boolean {
  return (
    segments.length === other.segments.length &&
    segments.every(({ text }, at) => text === other.segments[at]?.text)
  );
}

function totalOf({ segments }: Script, { timeline, music, secondsOf }: Fit): number {
  const breaks = breaksIn(segments, music);
  const { totalS } = planTimeline({
    segments: segments.map((segment, at) => ({
      ...musicBefore(breaks[at]),
      durationS: secondsOf(segment),
      startsTopic: segment.startsTopic,
      speaker: segment.speakerId,
    })),
    settings: timeline,
  });
  return totalS;
}
