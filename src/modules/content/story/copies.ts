import type { Article } from './story.js';

/** Shorter texts are alike by chance. */
const COPY_LETTERS_MIN = 60;

/** Pairs that are letter for letter the same but for their figures: numbered copies, hourly reports. */
export function* copiesButForFigures(articles: readonly Article[]): Generator<[number, number]> {
  const seen = new Map<string, number>();
  for (const [at, { title, summary, body }] of articles.entries()) {
    const letters = `${title}\n${summary} ${body}`.slice(0, 2000).replace(/[^\p{L}\n]/gu, '');
    if (letters.length - letters.indexOf('\n') < COPY_LETTERS_MIN) continue;
    const twin = seen.get(letters);
    if (twin === undefined) seen.set(letters, at);
    else yield [twin, at];
  }
}
