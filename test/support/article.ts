import type { Article } from '../../src/modules/content/story/story.js';

/** An article of which a test says only what matters to it. */
export const anArticle = (changes: Partial<Article> = {}): Article => ({
  id: '1',
  feedId: 'f',
  outlet: 'Outlet',
  title: '',
  summary: '',
  body: '',
  link: '',
  language: 'en',
  category: 'general',
  publishedAt: null,
  ...changes,
});

/** What a feed of its own tells of a building in a town of its own: an event like no other. */
export const reopening = (id: string, building: string) => ({
  id,
  feedId: id,
  outlet: `Outlet ${id}`,
  title: `The ${building} of town ${id} reopens`,
  summary: `After long works the ${building} welcomes its first visitors again.`,
});
