import { secondsOf } from '../telling/cast.js';
import type { ScriptSpeaker, Segment, SegmentType } from '../script.js';

export interface FramePart {
  readonly type: SegmentType;
  readonly speaker: ScriptSpeaker;
  readonly text: string;
  readonly expendability: number;
  readonly chapter?: string;
  readonly sources?: readonly string[];
}

/** @returns A segment that belongs to no single story. */
export function framePart(part: FramePart): Segment {
  const { type, speaker, text, expendability, chapter, sources = [] } = part;
  return {
    segmentType: type,
    speakerId: speaker.id,
    text,
    sources,
    ...(chapter === undefined ? {} : { chapter }),
    startsTopic: chapter !== undefined && type !== 'greeting',
    estimatedSeconds: secondsOf(text, speaker),
    expendability,
    unsupportedClaims: [],
  };
}

/** @returns "a, b and c" in the language of the book. */
export function listed(items: readonly string[], and: string): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1) ?? ''}`;
}

/** @returns Seconds of a list of segments by the pace of their speakers. */
export function secondsOfAll(segments: readonly Segment[]): number {
  return segments.reduce((sum, { estimatedSeconds }) => sum + estimatedSeconds, 0);
}
