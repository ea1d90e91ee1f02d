import { CATEGORIES, type Category } from '../../story/story.js';
import { inRunningOrder, partOf } from './running-order.js';

const ordered = (...categories: Category[]): string =>
  inRunningOrder(
    categories.map((category, rank) => ({ category, rank })),
    ({ category }) => category,
    () => true,
  )
    .map(({ category, rank }) => `${category} ${rank}`)
    .join(', ');

describe('the running order', () => {
  it('leaves the top stories to their rank', () => {
    expect(ordered('weather', 'sport', 'world')).toBe('weather 0, sport 1, world 2');
  });

  it('lets what the headlines have announced follow the best stories', () => {
    const stories = ['weather', 'switzerland', 'business', 'world', 'sport', 'culture'] as const;
    const announced = new Set<Category>(['world', 'sport', 'culture']);

    const order = inRunningOrder(
      stories,
      (category) => category,
      (category) => announced.has(category),
    );

    expect(order).toEqual(['weather', 'switzerland', 'world', 'business', 'culture', 'sport']);
  });

  it('tells the news before science, culture, sport and the weather', () => {
    expect(
      ordered('world', 'world', 'world', 'weather', 'sport', 'culture', 'science', 'politics'),
    ).toBe('world 0, world 1, world 2, politics 7, science 6, culture 5, sport 4, weather 3');
  });

  it('keeps a category together, the better one first, by rank within', () => {
    expect(
      ordered('crypto', 'crypto', 'crypto', 'zurich', 'world', 'zurich', 'business', 'world'),
    ).toBe('crypto 0, crypto 1, crypto 2, zurich 3, zurich 5, world 4, world 7, business 6');
  });

  it('loses nothing and knows a part for every category', () => {
    expect(
      inRunningOrder(
        [...CATEGORIES],
        (category) => category,
        () => true,
      ).toSorted(),
    ).toEqual(CATEGORIES.toSorted());
    expect(CATEGORIES.filter((category) => partOf(category) === 0)).toEqual([
      'world',
      'switzerland',
      'zurich',
      'politics',
      'business',
      'traffic',
      'crypto',
      'general',
    ]);
  });
});
