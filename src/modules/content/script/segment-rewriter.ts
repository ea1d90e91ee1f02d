import type { Script, ScriptRequest, ScriptWriter, Segment } from './script.js';

/** A segment said anew, and by whom. */
export interface Rewritten {
  readonly segment: Segment;
  /** "built-in", or the name of a model. */
  readonly writer: string;
  /** Why it is not what was hoped for. */
  readonly warnings: readonly string[];
}

/** Further tries with other seeds, until the words differ. */
const TRIES_MAX = 4;
/** A story told on its own, with greeting and goodbye around it. */
const SECONDS_MIN = 60;

/**
 * Says one segment of a script anew: another telling of the same story, another greeting. Whoever writes scripts
 * writes this as well, so that money, sources and claims are looked after in one place.
 */
export class SegmentRewriter {
  constructor(private readonly writer: ScriptWriter) {}

  /**
   * @param segment As it is in the script of the request; its speaker, chapter and place stay.
   * @param seed Another seed, other words; the same one, the same words where the writer is deterministic.
   * @returns The segment with new words; with its old ones, and a warning, where no others were found.
   */
  async rewrite(
    segment: Segment,
    request: ScriptRequest,
    seed: string,
    signal: AbortSignal,
  ): Promise<Rewritten> {
    let warnings: readonly string[] = [];
    for (let attempt = 0; attempt < TRIES_MAX; attempt++) {
      const wish = wishFor(segment, request, attempt === 0 ? seed : `${seed}/${attempt}`);
      const script = await this.writer.write(wish, signal);
      warnings = script.warnings.filter((warning) => !warning.startsWith('The sources hold'));
      const found = likeIn(script, segment);
      if (found)
        return { segment: inPlaceOf(segment, found, request), writer: script.writer, warnings };
    }
    const none = `No other words were found for the segment "${segment.segmentType}".`;
    return { segment, writer: 'built-in', warnings: [...warnings, none] };
  }
}

/** Only what the segment tells of, so that a model is asked for little. */
function wishFor(segment: Segment, request: ScriptRequest, seed: string): ScriptRequest {
  const told = request.stories.filter(
    ({ id, articles }) =>
      id === segment.storyId || articles.some((article) => segment.sources.includes(article.id)),
  );
  const stories = told.length > 0 ? told : request.stories.slice(0, 2);
  const seconds = Math.max(
    SECONDS_MIN,
    stories.length * segment.estimatedSeconds + SECONDS_MIN / 2,
  );
  const wish = { ...request, stories, speechSecondsTarget: seconds, seed };
  // How many stories the show wanted is no matter here; and its script has been paid for once already, under its id.
  Reflect.deleteProperty(wish, 'newsCount');
  Reflect.deleteProperty(wish, 'subject');
  return wish;
}

/** The segment of the same kind and story whose words are new. */
function likeIn(
  { segments }: Script,
  { segmentType, storyId, text }: Segment,
): Segment | undefined {
  const alike = segments.filter(
    (one) => one.segmentType === segmentType && (storyId === undefined || one.storyId === storyId),
  );
  return alike.find((one) => one.text !== text);
}

function inPlaceOf(old: Segment, found: Segment, { speakers }: ScriptRequest): Segment {
  const pace = speakers.find(({ id }) => id === old.speakerId)?.charactersPerSecond ?? 15;
  const { speakerId, startsTopic, expendability, chapter } = old;
  return {
    ...found,
    speakerId,
    startsTopic,
    expendability,
    ...(chapter !== undefined && { chapter }),
    estimatedSeconds: found.text.length / Math.max(1, pace),
  };
}
