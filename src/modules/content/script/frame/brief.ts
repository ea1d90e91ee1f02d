import type { Article, Story } from '../../story/story.js';
import { isIn } from '../source/article-language.js';
import type { Desk } from '../telling/desk.js';
import { afterColon } from '../telling/attribution.js';
import { capitalised, spokenHeadline } from '../source/headline.js';
import { outletName, spokenOutlet } from '../source/outlet.js';
import type { ScriptRequest, ScriptSpeaker, Segment } from '../script.js';
import { isBrief } from '../plan/show-length.js';
import { framePart } from './frame-part.js';

/** Titles that one breath holds. */
const BRIEFS_AT_ONCE_MAX = 3;

/** A story of which nothing but the title can be said. */
export interface Brief {
  readonly story: Story;
  readonly article: Article;
  readonly text: string;
}

/** @returns What can be said of stories that hold no sentence: titles that tell, as sentences, each once. */
export function briefsOf(
  stories: readonly Story[],
  request: ScriptRequest,
  lowerCase: ReadonlySet<string>,
): Brief[] {
  const seen = new Set<string>();
  return stories.flatMap((story) => {
    for (const article of story.articles) {
      if (!isIn(article, request.language)) continue;
      const text = spokenHeadline(article, request, lowerCase);
      if (text === undefined || seen.has(text)) continue;
      seen.add(text);
      return [{ story, article, text }];
    }
    return [];
  });
}

/**
 * @param isFirst It opens the part of the show that is told in brief.
 * @returns A few titles of one outlet in a breath; undefined where nothing is left, or nothing to begin it with.
 */
export function brief(
  briefs: readonly Brief[],
  speaker: ScriptSpeaker,
  isFirst: boolean,
  { book, picker, openings, language, request }: Desk,
): Segment | undefined {
  const [first] = briefs;
  if (!first) return undefined;
  const outlet = outletName(first.article.outlet);
  const together = briefs
    .filter(({ article }) => outletName(article.outlet) === outlet)
    .slice(0, BRIEFS_AT_ONCE_MAX);
  const words = afterColon(together.map(({ text }) => text).join(' '), language);
  const lead = picker.fresh(
    isBrief(request) ? book.one.title : isFirst ? book.brief : book.briefMore,
    { outlet: spokenOutlet(first.article.outlet, language) },
    (text) => openings.isFree(`${text} ${words}`),
  );
  if (lead === undefined) return undefined;
  const text = `${capitalised(lead)}${words}`;
  openings.take(text);
  return framePart({
    type: 'story',
    speaker,
    text,
    expendability: 61,
    sources: together.map(({ article }) => article.id),
    ...(isFirst ? { chapter: book.chapters.brief } : {}),
  });
}
