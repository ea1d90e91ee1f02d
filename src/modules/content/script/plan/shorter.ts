import type { Candidate } from '../source/pick.js';
import type { Timed } from './timed.js';

const SENTENCE_END = /\p{L}[.!]["”»]?(?= |$)/gu;

/**
 * @param picks What may be told of the segment's story.
 * @returns The segment without its last sentence; undefined where that is not one of the story's own, or where fewer
 * than two would be left.
 */
export function withoutLastSentence(
  { segment, seconds }: Timed,
  picks: readonly Candidate[],
): Timed | undefined {
  const last = picks.find((pick) => segment.text.endsWith(` ${pick.text}`));
  if (!last) return undefined;
  const text = segment.text.slice(0, -last.text.length).trim();
  if ((text.match(SENTENCE_END) ?? []).length < 2) return undefined;
  const share = text.length / segment.text.length;
  const estimatedSeconds = segment.estimatedSeconds * share;
  return { segment: { ...segment, text, estimatedSeconds }, seconds: seconds * share };
}
