import { basename } from 'node:path';
import type { Span, Timeline } from '../timeline/timeline.js';
import { PROGRAMME_RATE_HZ, type MixSegment } from './mix-plan.js';
import { SAMPLES_PER_FRAME } from './mp3/mp3-frames.js';

/** So long after its fade the music of the beginning is over: it is tied to the start of the show, not to a topic. */
const AFTER_INTRO_S = 3;
/** So long before the build-up the outro begins, at the earliest: it is tied to the end. */
const BEFORE_BUILD_UP_S = 7;
/** After the bridge has begun, the side chain still knows where the topic before it ended. */
const SETTLED_AFTER_S = 0.7;
/** A join is looked for in so much of what stays the same. */
const SEARCH_S = 12;
/** Frames of lead before the first change, five seconds: there is a pause among them to join it in. */
const LEAD_FRAMES = 200;
/** Where more of the show than this is new, it is as quick to make it whole. */
const SHARE_MAX = 0.7;
/** The station has three bridges and plays them in turn. */
const BRIDGES = 3;

/** A show as it was and as it shall be. */
export interface Placed {
  readonly segments: readonly MixSegment[];
  /** Where each segment sounds. */
  readonly spans: readonly Span[];
  readonly timeline: Pick<Timeline, 'bridges' | 'phases' | 'shrink' | 'totalS'>;
}

/** What of a show has to be rendered again, in samples of the programme. */
export interface Retouched {
  /** What is rendered, with a lead before and a tail behind; nothing where nothing has changed. */
  readonly window?: { readonly startFrame: number; readonly endFrame: number };
  /** Up to here the show is as it was. */
  readonly sameUntilFrame: number;
  /** From here on it is as it was, later by `shiftFrames`; nothing where the change reaches the end. */
  readonly sameFromFrame?: number;
  readonly shiftFrames: number;
}

/** Topics sound the same wherever they stand, as long as they are cut off from intro and outro. */
interface Part {
  readonly key: string;
  readonly startFrame: number;
}

/**
 * Compares two shows topic by topic.
 * @returns Nothing where most of it has changed, or where the shows are so short that every part hangs on the others.
 */
export function retouched(before: Placed, after: Placed): Retouched | undefined {
  if (before.timeline.shrink !== 1 || after.timeline.shrink !== 1) return undefined;
  const [old, now] = [partsOf(before), partsOf(after)];
  const total = framesOf(after.timeline.totalS);
  const same = commonLength(old, now);
  if (same === now.length && same === old.length)
    return { sameUntilFrame: total, sameFromFrame: total, shiftFrames: 0 };
  const tail = Math.min(
    commonLength(old.toReversed(), now.toReversed()),
    Math.min(old.length, now.length) - same,
  );
  const sameUntilFrame = framesOf(sameUntilS(before, after));
  const lead = Math.max(0, Math.floor(sameUntilFrame / SAMPLES_PER_FRAME) - LEAD_FRAMES);
  const startFrame = lead * SAMPLES_PER_FRAME;
  const stays = tail > 0 ? now[now.length - tail] : undefined;
  const stood = tail > 0 ? old[old.length - tail] : undefined;
  const shiftFrames = (stays?.startFrame ?? 0) - (stood?.startFrame ?? 0);
  if (shiftFrames % SAMPLES_PER_FRAME !== 0) return undefined;
  const sameFromFrame = stays && stays.startFrame + framesOf(SETTLED_AFTER_S);
  const endFrame = Math.min(
    total,
    sameFromFrame === undefined ? total : sameFromFrame + framesOf(SEARCH_S),
  );
  if (endFrame - startFrame > total * SHARE_MAX) return undefined;
  return {
    window: { startFrame, endFrame },
    sameUntilFrame,
    ...(sameFromFrame !== undefined && { sameFromFrame }),
    shiftFrames,
  };
}

/** Up to where two shows sound the same: the first word that differs, or where it may be heard coming. */
function sameUntilS(before: Placed, after: Placed): number {
  const lines = [before, after].map(({ segments }) => segments.map(lineOf));
  const [old = [], now = []] = lines;
  const at = now.findIndex((line, index) => line !== old[index]);
  const first = at < 0 ? Math.min(old.length, now.length) : at;
  const starts = [before, after].map(({ spans }) => spans[first]?.startS);
  const isTogether = starts[0] !== undefined && starts[0] === starts[1];
  const untilS = isTogether ? starts[0] : (after.spans[first - 1]?.endS ?? 0);
  return Math.max(0, Math.min(untilS ?? 0, beforeOutroS(before), beforeOutroS(after)));
}

function beforeOutroS({ timeline }: Placed): number {
  return timeline.phases.buildUp.startS - BEFORE_BUILD_UP_S;
}

function lineOf({ takeFile, speaker, startsTopic, musicBefore }: MixSegment): string {
  const music = musicBefore ? basename(musicBefore.musicFile) : '';
  return [basename(takeFile), speaker, startsTopic, music].join(' ');
}

function partsOf(placed: Placed): Part[] {
  const { segments, timeline } = placed;
  const introUntilS = timeline.phases.introFade.endS + AFTER_INTRO_S;
  const parts: Array<{ lines: string[]; startFrame: number }> = [{ lines: [], startFrame: 0 }];
  let bridge = 0;
  for (const [at, segment] of segments.entries()) {
    const isBridged = at > 0 && segment.startsTopic && !segment.musicBefore;
    const startS = isBridged ? (timeline.bridges[bridge]?.startS ?? 0) : 0;
    if (isBridged && startS >= introUntilS && startS <= beforeOutroS(placed))
      parts.push({ lines: [], startFrame: framesOf(startS) });
    const music = isBridged ? bridge++ % BRIDGES : '';
    parts.at(-1)?.lines.push(`${lineOf(segment)} ${music}`);
  }
  return parts.map(({ lines, startFrame }, at) => {
    const place = `${at === 0 ? 'first' : ''}${at === parts.length - 1 ? 'last' : ''}`;
    return { key: [place, ...lines].join('\n'), startFrame };
  });
}

function commonLength(one: readonly Part[], other: readonly Part[]): number {
  const at = one.findIndex(({ key }, index) => key !== other[index]?.key);
  return at < 0 ? Math.min(one.length, other.length) : at;
}

function framesOf(seconds: number): number {
  return Math.round(seconds * PROGRAMME_RATE_HZ);
}
