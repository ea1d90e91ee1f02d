import { anArticle } from '#test/article';
import { newsroomArticles } from '#test/newsroom-articles';
import { cluster } from './cluster.js';
import { distance, simhash } from './simhash.js';
import type { Article } from './story.js';

/** Every pair of newsroom articles that stands together in truth, and in fact. */
function pairs() {
  const articles = newsroomArticles();
  const groups = cluster(articles.map(({ article }) => article));
  const groupOf = new Map(groups.flatMap((group, at) => group.map(({ id }) => [id, at])));
  const found: string[] = [];
  const wanted: string[] = [];
  for (const [at, a] of articles.entries())
    for (const b of articles.slice(at + 1)) {
      const name = `${a.article.title} | ${b.article.title}`;
      if (a.storyId === b.storyId) wanted.push(name);
      if (groupOf.get(a.article.id) === groupOf.get(b.article.id)) found.push(name);
    }
  return { found, wanted };
}

describe('cluster', () => {
  it('puts every telling of one event of the sample newsroom together and nothing else, over five languages', () => {
    const { found, wanted } = pairs();

    expect(wanted.length).toBeGreaterThan(50);
    expect(found.sort()).toEqual(wanted.sort());
  });

  it('knows numbered copies of one item, however many', () => {
    const copies = Array.from({ length: 300 }, (_, n) =>
      article(
        `c${n}`,
        `Ferry sinks off Lamora (${n})`,
        `All but three passengers have been brought ashore after the vessel hit a reef. Copy ${n}.`,
      ),
    );

    expect(cluster(copies)).toHaveLength(1);
  });

  it('knows an event again that a text tells in the words of another title', () => {
    const long = article(
      'a',
      'UPDATE 1-Velland keeps key rate, signals no cut before autumn',
      'The Velland central bank left its key interest rate unchanged at 3.75% and saw no room for a cut before the autumn, sending the crown up to 11.42 per euro.',
    );
    const short = article(
      'b',
      'Velland central bank holds interest rates at 3.75%',
      'Policymakers voted seven to two to keep borrowing costs unchanged, citing wages.',
    );

    expect(cluster([long, { ...short, feedId: 'other' }])).toHaveLength(1);
  });

  it('never merges by equal titles alone', () => {
    const one = article(
      '1',
      'Morning update',
      'The ferry to Miren sails again after eleven years.',
    );
    const other = article('2', 'Morning update', 'A bank in the north has raised its key rate.');

    expect(cluster([one, other])).toHaveLength(2);
  });

  it.each([
    [
      'matches',
      'Arsenal beat Chelsea 2-1 in London derby',
      'Arsenal beat Chelsea 4-0 in London derby',
    ],
    [
      'quarters',
      'Apple quarterly profit beats forecasts',
      'Nestle quarterly profit beats forecasts',
    ],
    ['earthquakes', 'Strong earthquake shakes Chile', 'Strong earthquake shakes Japan'],
  ])('keeps two %s of one form apart', (_what, one, other) => {
    expect(cluster([article('1', one, ''), article('2', other, '')])).toHaveLength(2);
  });

  it.each([
    ['German', 'de', 'Erdbeben der Stärke 6,8 erschüttert Hokkaido'],
    ['French', 'fr', 'Un séisme de magnitude 6,8 secoue Hokkaido'],
    ['Spanish', 'es', 'Un terremoto de magnitud 6,8 sacude Hokkaido'],
    ['Italian', 'it', 'Terremoto di magnitudo 6,8 scuote Hokkaido'],
  ])('knows an event again in a %s headline', (_name, language, title) => {
    const english = article('1', '6.8-magnitude quake rocks Hokkaido', '');

    expect(cluster([english, { ...article('2', title, ''), language }])).toHaveLength(1);
  });

  it('merges the same link whatever the words', () => {
    const one = { ...article('1', 'One title', 'Some words here.'), link: 'https://a.example/x' };
    const other = { ...article('2', 'Other title', 'Quite different text.'), link: one.link };

    expect(cluster([one, other])).toHaveLength(1);
  });

  it('keeps events of different weeks apart', () => {
    const text = 'The Zurich Blades beat the Davos Hawks after a late goal by Nora Wyss.';
    const one = article('1', 'Blades beat Hawks', text, new Date('2026-05-01T10:00:00Z'));
    const other = article(
      '2',
      'Blades beat Hawks again',
      text.replace('late', 'early'),
      new Date('2026-05-09T10:00:00Z'),
    );

    expect(cluster([one, other])).toHaveLength(2);
  });
});

describe('simhash', () => {
  it('differs little for near copies and much for other texts', () => {
    const words = (text: string) => new Map(text.split(' ').map((word) => [word, 1]));
    const base =
      'the ferry sailed again from port alder to miren after eleven years with many guests';

    const apart = (text: string) => distance(simhash(words(base)), simhash(words(text)));
    expect(apart(`${base} aboard`)).toBeLessThan(20);
    expect(apart('a bank raised its key rate by one quarter point')).toBeGreaterThan(20);
  });
});

function article(
  id: string,
  title: string,
  summary: string,
  publishedAt: Date | null = null,
): Article {
  return anArticle({ id, feedId: `feed-${id}`, title, summary, publishedAt });
}
