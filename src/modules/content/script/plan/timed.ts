import type { Candidate } from '../source/pick.js';
import type { ScriptRequest, Segment } from '../script.js';
import { containment, contentStems } from '../source/stemmer.js';

/** A segment and how long it is spoken, measured or estimated. */
export interface Timed {
  readonly segment: Segment;
  readonly seconds: number;
}

/** @returns Whether it tells a story. */
export function isStory({ segment }: Timed): boolean {
  return segment.segmentType === 'story';
}

/** @returns Seconds of some segments together. */
export function secondsIn(unit: readonly Timed[]): number {
  return unit.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** @returns How expendable the most expendable of them is. */
export function mildness(unit: readonly Timed[]): number {
  return Math.max(...unit.map(({ segment }) => segment.expendability));
}

/** How much longer each voice took than was expected of it; under "" of all voices together. */
export function paceBySpeaker(timed: readonly Timed[]): Map<string, number> {
  const sums = new Map<string, { measured: number; estimated: number }>();
  for (const { segment, seconds } of timed) {
    for (const key of ['', segment.speakerId]) {
      const sum = sums.get(key) ?? { measured: 0, estimated: 0 };
      sums.set(key, {
        measured: sum.measured + seconds,
        estimated: sum.estimated + segment.estimatedSeconds,
      });
    }
  }
  return new Map(
    [...sums].map(([key, { measured, estimated }]) => [
      key,
      estimated > 0 ? measured / estimated : 1,
    ]),
  );
}

/** More of a sentence's meaning than this has been said already. */
const SAID_SHARE = 0.8;

/** Tells what a text says already: word for word, or nearly so where somebody has edited it. */
export function saidOf(text: string): {
  has: (candidate: Candidate, request: ScriptRequest) => boolean;
} {
  const bare = (words: string): string => words.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const said = bare(text);
  let stems: Set<string> | undefined;
  return {
    has: (candidate, { language }) => {
      if (said.includes(bare(candidate.text))) return true;
      stems ??= contentStems(text, language);
      const own = candidate.stems;
      return own.size > 0 && own.size <= stems.size && containment(own, stems) >= SAID_SHARE;
    },
  };
}
