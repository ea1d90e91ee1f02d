import { createHash } from 'node:crypto';
import { canonicalLink, oneLine, plainText, withoutBoilerplate } from './feed/document/clean.js';
import { readingTime } from './feed/document/reading-time.js';
import type { GivenArticle } from './story/process.js';
import type { Category } from './story/story.js';

/** An article as a client sends it: title and texts may be HTML. Cleaning them takes CPU: a child process does it. */
export interface RawArticle {
  readonly id?: string;
  readonly title: string;
  readonly summary?: string;
  readonly body?: string;
  readonly link?: string;
  readonly outlet?: string;
  readonly category?: Category;
  /** ISO 639-1. */
  readonly language?: string;
  readonly publishedAt: Date | null;
}

/**
 * Articles without markup, trackers and boilerplate. Those given twice without an id stay two, as they were given.
 * @param language Of those that do not say theirs.
 */
export function cleanedArticles(raw: readonly RawArticle[], language?: string): GivenArticle[] {
  const times = new Map<string, number>();
  return raw.map((one) => {
    const article = cleaned(one, language);
    const before = times.get(article.id) ?? 0;
    times.set(article.id, before + 1);
    const isTwin = before > 0 && one.id === undefined;
    return isTwin ? { ...article, id: `${article.id}-${before + 1}` } : article;
  });
}

function cleaned(raw: RawArticle, language?: string): GivenArticle {
  const text = (html = '') => withoutBoilerplate(plainText(html));
  const link = raw.link === undefined ? '' : canonicalLink(raw.link, '');
  const identity = raw.id ?? `${link}\n${raw.title}\n${raw.outlet ?? ''}`;
  const id = raw.id ?? createHash('sha256').update(identity).digest('hex').slice(0, 20);
  const spoken = raw.language ?? language;
  const [summary, body] = [text(raw.summary), text(raw.body)];
  return {
    id,
    // Articles of one outlet count as of one feed; of an article that names none, nobody knows.
    feedId: `given:${raw.outlet ?? id}`,
    outlet: raw.outlet ?? 'the source',
    title: oneLine(plainText(raw.title)),
    summary,
    body,
    link,
    ...(spoken !== undefined && { language: spoken }),
    ...(raw.category && { category: raw.category }),
    publishedAt: raw.publishedAt,
    readingMinutes: readingTime(body || summary, spoken ?? '').minutes,
  };
}
