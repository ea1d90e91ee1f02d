import type { Category } from '../../story/story.js';

/** As many stories open a show by rank, whatever they are about: the best, and what the headlines have announced. */
export const TOP_STORIES = 3;

/** The best of all stay in front, announced or not: a storm does not wait because its title cannot be said. */
const SURE_STORIES = 2;

/** The parts of a bulletin behind its top stories: the news, then what is known, made and played, then the sky. */
const PARTS: ReadonlyArray<ReadonlySet<Category>> = [
  new Set(['general', 'world', 'switzerland', 'zurich', 'politics', 'business', 'crypto']),
  new Set(['technology', 'science']),
  new Set(['culture']),
  new Set(['sport']),
  new Set(['weather']),
];

/** @returns The part of a bulletin that stories of a category are told in, counted from 0. */
export function partOf(category: Category): number {
  const part = PARTS.findIndex((categories) => categories.has(category));
  return part < 0 ? 0 : part;
}

/**
 * The order in which a bulletin tells its stories: the top ones by rank, the others by part, within a part by category,
 * the better category first, and by rank within each, so that nobody leaps from an earthquake to the lido and back.
 * @param ranked Best first.
 * @param isAnnounced Whether the headlines have named a story: a listener waits for those first, in their order.
 */
export function inRunningOrder<T>(
  ranked: readonly T[],
  categoryOf: (item: T) => Category,
  isAnnounced: (item: T) => boolean,
): T[] {
  const top = ranked
    .filter((item, rank) => rank < SURE_STORIES || isAnnounced(item))
    .slice(0, TOP_STORIES);
  const others = ranked.filter((item) => !top.includes(item));
  const first = new Map<Category, number>();
  others.forEach((item, at) => {
    const category = categoryOf(item);
    if (!first.has(category)) first.set(category, at);
  });
  const placeOf = (item: T): [number, number] => {
    const category = categoryOf(item);
    return [partOf(category), first.get(category) ?? 0];
  };
  const sorted = [...others].sort((left, right) => {
    const [leftPart, leftFirst] = placeOf(left);
    const [rightPart, rightFirst] = placeOf(right);
    return leftPart - rightPart || leftFirst - rightFirst;
  });
  return [...top, ...sorted];
}
