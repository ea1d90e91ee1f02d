import type { Span } from '../timeline/timeline.js';
import type { Chapter } from './tags.js';

/** A chapter sounds from a little before its first word: where its bridge begins. */
const LEAD_S = 0.6;

/**
 * Chapters of a show: one begins at each segment that has a title, the first one with the programme.
 * @param titles One for each segment; only those that begin a chapter have one.
 * @param music Each piece is a chapter of its own, and so is what follows it.
 */
export function chaptersOf(
  titles: ReadonlyArray<string | undefined>,
  segments: readonly Span[],
  durationS: number,
  music: ReadonlyArray<Span & { readonly segment: number; readonly title: string }> = [],
): Chapter[] {
  let latest: string | undefined;
  const starts = segments.flatMap(({ startS }, index) => {
    const title = titles[index];
    latest = title ?? latest;
    const piece = music.find(({ segment }) => segment === index);
    if (piece)
      return [
        { title: piece.title, startS: piece.startS },
        ...(latest === undefined ? [] : [{ title: latest, startS: piece.endS }]),
      ];
    return title === undefined ? [] : [{ title, startS: Math.max(0, startS - LEAD_S) }];
  });
  return starts.map(({ title, startS }, index) => ({
    title,
    startS: index === 0 ? 0 : startS,
    endS: starts[index + 1]?.startS ?? durationS,
  }));
}

/** application/json+chapters, version 1.2.0 (podcast namespace). */
export function toChaptersJson(chapters: readonly Chapter[], title?: string): string {
  const document = {
    version: '1.2.0',
    ...(title !== undefined && { title }),
    chapters: chapters.map((chapter) => ({
      startTime: Number(chapter.startS.toFixed(3)),
      endTime: Number(chapter.endS.toFixed(3)),
      title: chapter.title,
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
