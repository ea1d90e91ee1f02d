import type { Span, Timeline, TimelineSettings } from './timeline.js';

/**
 * Music under words is never louder than this factor (-39 dB of the level of speech), whatever the phase:
 * a window of 400 ms that is nearly all pause (-40 dBFS of words) still has 12 dB between them.
 */
const UNDER_SPEECH_MAX = 0.0115;
/** A quiet bed gives way by 14 dB as well. */
const UNDER_SPEECH_FACTOR = 0.2;

/** The side chain is down this long before a word (no window of 400 ms has both), and began this long before that. */
const DUCKED_BEFORE_S = 0.4;
const DUCK_ATTACK_S = 0.3;
/** It stays down this long after a word, and then opens in this time. */
const DUCKED_AFTER_S = 0.4;
const DUCK_RELEASE_S = 0.25;

/** Level of the music at a moment, before the side chain. 1 = 100 %. */
export function phaseLevel(atS: number, timeline: Timeline, settings: TimelineSettings): number {
  const { introFade, bed, buildUp, finale, fadeOut } = timeline.phases;
  const { bedLevel, buildUpLevel, crossfadeS } = settings;
  if (atS < 0 || atS >= fadeOut.endS) return 0;
  if (atS < introFade.startS) return 1;
  if (atS < bed.startS) {
    const full = settings.introFadeS * timeline.shrink;
    return Math.max(bedLevel, bedLevel ** ((atS - introFade.startS) / full));
  }
  if (atS < buildUp.startS) return bedLevel;
  if (atS < finale.startS) {
    const rise = Math.log10(1 + 9 * progress(atS, buildUp));
    return bedLevel + (buildUpLevel - bedLevel) * rise;
  }
  if (atS < fadeOut.startS)
    return buildUpLevel + (1 - buildUpLevel) * Math.min(1, (atS - finale.startS) / crossfadeS);
  return 1 - progress(atS, fadeOut);
}

/**
 * Side chain: how far the music is held down, 0 (free) to 1 (under words). It looks ahead: the music is
 * down before the word begins. Call with rising times: it remembers where it is.
 */
export function sideChain(speech: readonly Span[]): (atS: number) => number {
  let next = 0;
  return (atS) => {
    while (next < speech.length && (speech[next] as Span).endS <= atS) next += 1;
    const before = speech[next - 1];
    const coming = speech[next];
    const released = before ? smooth((atS - before.endS - DUCKED_AFTER_S) / DUCK_RELEASE_S) : 1;
    const lead = coming ? coming.startS - DUCKED_BEFORE_S - DUCK_ATTACK_S - atS : Infinity;
    const attacked = coming ? smooth(-lead / DUCK_ATTACK_S) : 0;
    return Math.max(1 - released, attacked);
  };
}

/** The level after the side chain: between `level` and what may lie under words, in even steps of dB. */
export function duckedLevel(level: number, ducked: number): number {
  if (level <= 0) return 0;
  const under = Math.min(level * UNDER_SPEECH_FACTOR, UNDER_SPEECH_MAX);
  return level * (under / level) ** ducked;
}

/** How far a moment is into a span, 0 to 1. */
export function progress(atS: number, { startS, endS }: Span): number {
  if (endS <= startS) return atS < startS ? 0 : 1;
  return Math.min(1, Math.max(0, (atS - startS) / (endS - startS)));
}

/** A step from 0 to 1 without corners. */
export function smooth(x: number): number {
  const t = Math.min(1, Math.max(0, x));
  return t * t * (3 - 2 * t);
}
