import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  isOwnWarning,
  type Script,
  type ScriptRequest,
  ScriptWriter,
  type Segment,
} from '#modules/content';
import { NoOtherWords } from '../show.problems.js';

/** Seeds tried until the writer finds other words; one where it is paid for each. */
const TRIES_MAX = 6;
/** What stands around a single story: greeting, look back, sign-off; seconds of speech. */
const FRAME_SECONDS = 25;
/** Difference in length to the former words, as a share of them, from which on no further seed is tried. */
const GAP_MAX = 0.3;

/** Other words, and what the writer had to say of writing them. */
export interface Reworded {
  readonly segment: Segment;
  readonly warnings: readonly string[];
}

/** Asks the writer for other words for one segment: the same sources, another seed. */
@Injectable()
export class Rewording {
  constructor(private readonly writer: ScriptWriter) {}

  /**
   * @param at Index of the segment.
   * @param request What the whole script was written from.
   * @throws NoOtherWords when the writer says the same whatever the seed.
   */
  async reword(
    script: Script,
    at: number,
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Reworded> {
    const segment = script.segments[at] as Segment;
    const said = new Set(
      script.segments.filter((one) => one !== segment).flatMap(({ text }) => sentencesOf(text)),
    );
    const tries = this.writer.isPaid ? 1 : TRIES_MAX;
    let best: Reworded | undefined;
    for (let attempt = 0; attempt < tries && !(best && fits(best.segment, segment)); attempt++) {
      const seed = `${request.seed}:${at + 1}:${attempt}`;
      // Beside the script, which was paid for under the same subject; each time anew.
      const item = `segment ${at + 1} ${randomUUID()}`;
      const asked = { ...narrowed(request, script, segment), seed, item };
      const { segments, warnings } = await this.writer.write(asked, signal);
      for (const one of segments) {
        const isNew = one.text !== segment.text && !sentencesOf(one.text).some((s) => said.has(s));
        if (!isNew || !isKin(one, segments, segment, script.segments)) continue;
        if (!best || lengthGap(one, segment) < lengthGap(best.segment, segment))
          best = { segment: one, warnings };
      }
    }
    if (!best) throw new NoOtherWords(at + 1);
    const { text, sources, estimatedSeconds } = best.segment;
    return {
      segment: {
        ...segment,
        text,
        sources: sources.length > 0 ? sources : segment.sources,
        estimatedSeconds,
      },
      // How long the few words are that were asked for is no matter.
      warnings: best.warnings.filter((warning) => !isOwnWarning(warning)),
    };
  }
}

/** A story is written alone; a frame (greeting, headlines, look back) needs all that the show tells. */
function narrowed(request: ScriptRequest, script: Script, { storyId }: Segment): ScriptRequest {
  const told = new Set(storyId === undefined ? script.storyIds : [storyId]);
  const stories = request.stories.filter(({ id }) => told.has(id));
  const seconds = script.segments
    .filter((one) => storyId === undefined || one.storyId === storyId)
    .reduce((sum, one) => sum + one.estimatedSeconds, storyId === undefined ? 0 : FRAME_SECONDS);
  const wish = { ...request, stories, speechSecondsTarget: seconds };
  // How many stories the show wanted is no matter here.
  Reflect.deleteProperty(wish, 'newsCount');
  return wish;
}

/** What begins a story stands for what began it, its details for details. */
function isKin(
  one: Segment,
  around: readonly Segment[],
  other: Segment,
  aroundOther: readonly Segment[],
): boolean {
  const isFirst = (segment: Segment, all: readonly Segment[]) =>
    all.find((each) => isOfOne(each, segment)) === segment;
  return isOfOne(one, other) && isFirst(one, around) === isFirst(other, aroundOther);
}

function isOfOne(one: Segment, other: Segment): boolean {
  return one.segmentType === other.segmentType && one.storyId === other.storyId;
}

/** No sentence is said twice in a show. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/);
}

function lengthGap(one: Segment, other: Segment): number {
  return Math.abs(one.text.length - other.text.length) / other.text.length;
}

/** Close enough in length that the show stays as long as it was. */
function fits(one: Segment, other: Segment): boolean {
  return lengthGap(one, other) <= GAP_MAX;
}
