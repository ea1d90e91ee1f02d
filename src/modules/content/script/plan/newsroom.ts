import { type Brief, briefsOf } from '../frame/index.js';
import { lowerCaseWords } from '../source/headline.js';
import { materialOf, type Material } from '../source/material.js';
import type { ScriptRequest, Segment } from '../script.js';
import { hasComeSince } from '../source/on-the-day.js';
import type { Story } from '../../story/story.js';
import { isBrief } from './show-length.js';

/** Stories on the roads and rails that a show reads at most; they come on top of the others. */
const TRAFFIC_STORIES_MAX = 3;

/** Less than a sentence is missing: nothing to warn of. */
const SHORT_SECONDS_MIN = 6;

const TOLD_BEFORE = 'Too few stories are new on this channel';

/** Everything that can be told in a show. */
export interface Newsroom {
  /** Ranked, best first. */
  readonly stories: readonly Material[];
  readonly traffic: readonly Material[];
  /** Of stories that are nothing but a title; in a show of a minute of the others, too. */
  readonly briefs: readonly Brief[];
  readonly lowerCase: ReadonlySet<string>;
}

/** @returns What the stories of a request hold for the air, each judged and ranked. */
export function newsroomOf(request: ScriptRequest): Newsroom {
  const lowerCase = lowerCaseWords(request);
  const stories = request.stories
    .map((story) => withoutWhatHasCome(story, request))
    .filter((story) => story !== undefined);
  const materials = stories
    .map((story) => materialOf(story, request, lowerCase))
    .filter((material) => material !== undefined);
  const told = withoutRepeats(materials);
  const withText = new Set(materials.map(({ story }) => story));
  // A show of a minute has room for a title where it has none for a sentence and its source.
  const untold = stories.filter((story) => !withText.has(story));
  const titled = isBrief(request) ? [...untold, ...told.map(({ story }) => story)] : untold;
  return { ...sorted(told), briefs: briefsOf(titled, request, lowerCase), lowerCase };
}

/** What an article told of beforehand is over once its hour has come: only a later report can tell of it. */
function withoutWhatHasCome(story: Story, request: ScriptRequest): Story | undefined {
  const over = story.articles.filter(
    ({ title, language, publishedAt }) =>
      language === request.language &&
      hasComeSince(title, request.language, { ...request, publishedAt }),
  );
  if (over.length === 0) return story;
  const announcedAt = Math.max(...over.map(({ publishedAt }) => publishedAt?.getTime() ?? 0));
  const [main, ...others] = story.articles.filter(
    (article) => !over.includes(article) && (article.publishedAt?.getTime() ?? 0) > announcedAt,
  );
  return main && { ...story, articles: [main, ...others] };
}

/** What one story says word for word, another does not say again; a story that has nothing else goes. */
function withoutRepeats(materials: readonly Material[]): Material[] {
  const said = new Set<string>();
  return materials.flatMap((material) => {
    const gone = new Set<number>();
    const picks = material.picks.filter((pick) => {
      const leansOnGone = [pick.after, pick.introducedBy].some(
        (order) => order !== undefined && gone.has(order),
      );
      const isRepeat = leansOnGone || said.has(lettersOf(pick.text));
      if (isRepeat) gone.add(pick.order);
      return !isRepeat;
    });
    for (const { text } of picks) said.add(lettersOf(text));
    const isEmpty = !picks.some(({ part }) => part !== 'title');
    const lostOpening = picks[0] !== material.picks[0];
    return isEmpty || lostOpening ? [] : [{ ...material, picks }];
  });
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function sorted(materials: readonly Material[]): Pick<Newsroom, 'stories' | 'traffic'> {
  return {
    stories: materials.filter(({ story }) => story.category !== 'traffic'),
    traffic: materials
      .filter(({ story }) => story.category === 'traffic')
      .slice(0, TRAFFIC_STORIES_MAX),
  };
}

/** @returns The stories that segments tell, in order: their own, and those that are told by their title alone. */
export function storyIdsOf(segments: readonly Segment[], { briefs }: Newsroom): string[] {
  const byArticle = new Map(briefs.map(({ article, story }) => [article.id, story.id]));
  const ids = segments.flatMap(({ storyId, segmentType, sources }) => {
    if (storyId !== undefined) return [storyId];
    return segmentType === 'story' ? sources.flatMap((id) => byArticle.get(id) ?? []) : [];
  });
  return [...new Set(ids)];
}

/** @returns The warnings of a show that has been cut to length. */
export function warningsOf(
  seconds: number,
  request: ScriptRequest,
  storyIds: readonly string[],
): string[] {
  const warnings: string[] = [];
  const missing = request.speechSecondsTarget - seconds;
  if (missing > Math.max(SHORT_SECONDS_MIN, request.speechSecondsTarget * 0.03)) {
    warnings.push(
      `The sources hold about ${Math.round(seconds)} s of the ${Math.round(request.speechSecondsTarget)} s of speech asked for; the show is shorter.`,
    );
  }
  const back = request.stories.filter(
    ({ id, wasTold }) => wasTold === true && storyIds.includes(id),
  ).length;
  if (back > 0)
    warnings.push(
      `${TOLD_BEFORE}: ${back} of ${storyIds.length} that were told before ${back === 1 ? 'comes' : 'come'} back.`,
    );
  return warnings;
}

/** @returns Whether a warning is one of `warningsOf`, which are renewed whenever the script is fitted. */
export function isOwnWarning(warning: string): boolean {
  return warning.startsWith('The sources hold') || warning.startsWith(TOLD_BEFORE);
}
