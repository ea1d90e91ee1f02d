import { CANARIES, canaryStories, storyOf, TRUE_STORIES } from '#test/canaries';
import { newsroomStories } from '#test/newsroom-stories';
import { defuse } from './defuse.js';
import { addressOf } from './orders.js';

describe('an article that gives orders', () => {
  it.each(CANARIES.map((canary) => [canary.name, canary] as const))(
    'loses them and keeps its news: %s',
    (_name, canary) => {
      const left = canaryStories(canary).flatMap(({ articles }) => {
        const { article } = defuse(articles[0]);
        return article ? [article] : [];
      });
      const text = left.map(
        ({ title, outlet, summary, body }) => `${title}\n${outlet}\n${summary}\n${body}`,
      );

      expect(text.join('\n').replace(/<[^>]*>/gu, ' ')).not.toMatch(canary.canary);
      if (canary.name !== 'title that announces') expect(text.join(' ')).toMatch(/Ostwick/u);
    },
  );
});

describe('news about orders', () => {
  it.each(TRUE_STORIES)('is told: $title', ({ title, text }) => {
    const { article, isHostile } = defuse(
      storyOf('true', { language: 'en', outlet: 'Post', title, summary: text, body: '' })
        .articles[0],
    );

    expect(isHostile).toBe(false);
    expect(article?.summary).toBe(text);
    expect(article?.title).toBe(title);
  });

  it('is told but for what was quoted, where a machine was told to forget', () => {
    const text =
      'Researchers tricked the chatbot of a bank into handing out refunds. They told it to ignore all previous instructions. The bank has taken it offline.';
    const { article, isHostile } = defuse(
      storyOf('true', {
        language: 'en',
        outlet: 'Post',
        title: 'Chatbot gave away money',
        summary: text,
        body: '',
      }).articles[0],
    );

    expect(isHostile).toBe(false);
    expect(article?.summary).toContain('offline');
    expect(article?.summary).not.toContain('ignore');
  });
});

it('leaves the newsroom as it is, but for a few asides', async () => {
  const articles = (await newsroomStories()).flatMap((story) => story.articles);
  const removed = articles.flatMap((article) => defuse(article).removed);

  expect(articles.flatMap((article) => (defuse(article).isHostile ? article.title : []))).toEqual(
    [],
  );
  expect(removed).toEqual([]);
});

it.each(['x'.repeat(100_000), 'say '.repeat(20_000), '"'.repeat(50_000), 'a-'.repeat(40_000)])(
  'judges a long text in time',
  (text) => {
    const startedMs = performance.now();

    addressOf(text);

    expect(performance.now() - startedMs).toBeLessThan(1_500);
  },
);
