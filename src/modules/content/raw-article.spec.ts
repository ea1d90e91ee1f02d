import { process as processed, tell } from './editorial.worker.js';
import { cleanedArticles } from './raw-article.js';

const options = { now: new Date('2026-05-20T09:00:00Z'), language: 'en' } as const;
const RAW = {
  title: '<b>Council</b> opens the bridge &amp; the road',
  body: '<p>The council opened the bridge.</p><script>alert(1)</script><p>Read more on our site</p>',
  link: 'https://a.example/bridge?utm_source=x#top',
  publishedAt: null,
};

describe('articles as clients send them', () => {
  it('are cleaned where they are processed, beside the event loop', () => {
    const all = processed({
      articles: [RAW],
      options: { ...options, categoryWeights: {}, isNewsOnly: false },
    });
    const [told] = tell({ stories: [[RAW, { ...RAW, outlet: 'B' }]], options });

    for (const article of [all.stories[0]?.articles[0], told?.articles[0]])
      expect(article).toMatchObject({
        title: 'Council opens the bridge & the road',
        body: 'The council opened the bridge.',
        link: 'https://a.example/bridge',
        language: 'en',
        readingMinutes: 1,
      });
    expect(told?.articles).toHaveLength(2);
  });

  it('stay two when they are given twice without an id', () => {
    const ids = cleanedArticles([RAW, RAW, { ...RAW, id: 'own' }, { ...RAW, id: 'own' }]).map(
      ({ id }) => id,
    );

    expect(ids).toEqual([ids[0], `${ids[0]}-2`, 'own', 'own']);
  });
});
