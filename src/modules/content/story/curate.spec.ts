import { anArticle, reopening } from '#test/article';
import { curate } from './curate.js';
import type { Article } from './story.js';

const NOW = new Date('2026-05-20T08:00:00Z');
const TOPICS = 'bridge museum harbour clinic bakery stadium tunnel theatre'.split(' ');

function article(id: string, topic: string, publishedAt: Date | null): Article {
  return anArticle({ ...reopening(id, topic), publishedAt });
}

function choose(articles: readonly Article[], wanted: number, translates = false) {
  return curate(articles, {
    now: NOW,
    language: 'en',
    ageHoursMax: 24,
    categoryWeights: {},
    sources: new Map(),
    told: new Map(),
    wanted,
    translates,
  });
}

describe('curate', () => {
  const long = new Date('2025-01-10T08:00:00Z');
  const articles = TOPICS.map((topic, at) => article(`${at}`, topic, at < 3 ? null : long));

  it('fills a show with older stories, the fresh ones first, and says so', () => {
    const { stories, warnings } = choose(articles, 8);

    expect(stories).toHaveLength(8);
    expect(stories.slice(0, 3).every(({ publishedAt }) => publishedAt === null)).toBe(true);
    expect(warnings).toHaveLength(1);
  });

  it('pads a show of fresh news with no item of years ago, only with such of the last days', () => {
    const hours = (count: number) => new Date(NOW.getTime() - count * 3600_000);
    const ages = [hours(1), hours(2), hours(3), hours(60), long];
    const mixed = ages.map((at, index) => article(`${index}`, TOPICS[index] ?? '', at));

    const { stories } = choose(mixed, 5);

    const ids = stories.flatMap((story) => story.articles.map(({ id }) => id));
    expect(ids.sort()).toEqual(['0', '1', '2', '3']);
  });

  it('takes what only others tell where the writer translates, last', () => {
    const own = article('1', 'bridge', NOW);
    const foreign = { ...article('2', 'harbour', NOW), language: 'fr' };
    const idsOf = ({ stories }: ReturnType<typeof choose>) =>
      stories.map(({ articles: [{ id }] }) => id);

    expect(idsOf(choose([foreign, own], 3))).toEqual(['1']);
    expect(idsOf(choose([foreign, own], 3, true))).toEqual(['1', '2']);
  });

  it('looks at the newest articles where there are too many, and says so', () => {
    const at = (hour: number) => new Date(NOW.getTime() - hour * 3600_000);
    const many = Array.from({ length: 4_000 }, (_, n) => article(`many-${n}`, 'bridge', at(20)));
    const newest = article('newest', 'harbour', at(1));

    const { stories, warnings } = choose([...many, newest], 1);

    expect(stories.flatMap((story) => story.articles.map(({ id }) => id))).toContain('newest');
    expect(warnings).toEqual(['Of 4001 articles the 4000 newest are looked at.']);
  });

  it('takes no older stories where the fresh ones are enough', () => {
    const { stories, warnings } = choose(articles, 3);

    expect(stories).toHaveLength(3);
    expect(warnings).toEqual([]);
  });
});
