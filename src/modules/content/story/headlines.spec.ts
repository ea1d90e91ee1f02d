import { type Headline, HEADLINE_OUTLETS, headlines } from '#test/headlines';
import { cluster } from './cluster.js';
import type { Article } from './story.js';

/** Precision, recall and F1 of pairs that stand together. */
function scoreOf(given: readonly Headline[], groupOf: ReadonlyMap<string, number>) {
  let both = 0;
  let found = 0;
  let true_ = 0;
  for (const [at, a] of given.entries())
    for (const b of given.slice(at + 1)) {
      const isTrue = a.event === b.event;
      const isFound = groupOf.get(a.id) === groupOf.get(b.id);
      if (isTrue) true_++;
      if (isFound) found++;
      if (isTrue && isFound) both++;
    }
  const [precision, recall] = [both / found, both / true_];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
}

function clusters(given: readonly Headline[], isDated: boolean) {
  const articles = given.map(({ id, language, title, publishedAt }, at): Article => ({
    id,
    feedId: `f${at % HEADLINE_OUTLETS}`,
    outlet: `Outlet ${at % HEADLINE_OUTLETS}`,
    title,
    summary: '',
    body: '',
    link: '',
    language,
    category: 'general',
    publishedAt: isDated ? publishedAt : null,
  }));
  const groups = cluster(articles);
  return new Map(groups.flatMap((group, at) => group.map(({ id }) => [id, at])));
}

/** What sharing words of the title gives, at its best threshold: it is what the clustering has to beat. */
function titleOverlap(given: readonly Headline[]): number {
  const words = given.map(({ title }) => new Set(title.toLowerCase().match(/[\p{L}\p{N}]+/gu)));
  const scores = [0.15, 0.2, 0.25, 0.3, 0.4].map((min) => {
    const groupOf = new Map(given.map(({ id }, at) => [id, at]));
    for (const [i, a] of given.entries())
      for (const [j, b] of given.slice(0, i).entries()) {
        const shared = (words[i] as Set<string>).intersection(words[j] as Set<string>).size;
        const all = (words[i] as Set<string>).union(words[j] as Set<string>).size;
        const [one, other] = [groupOf.get(a.id), groupOf.get(b.id)];
        if (shared / all >= min && one !== other) merge(groupOf, one as number, other as number);
      }
    return scoreOf(given, groupOf).f1 || 0;
  });
  return Math.max(...scores);
}

function merge(groupOf: Map<string, number>, from: number, into: number): void {
  for (const [id, group] of groupOf) if (group === from) groupOf.set(id, into);
}

describe('headlines that the clustering was not tuned on, titles alone', () => {
  const given = headlines('held-out');

  it('stand together by event, over languages, with dates', () => {
    const { f1, precision } = scoreOf(given, clusters(given, true));

    expect(f1).toBeGreaterThan(0.85);
    expect(precision).toBeGreaterThan(0.85);
    expect(titleOverlap(given)).toBeLessThan(f1 / 2);
  });

  it('stand together by event without dates, follow-ups apart or not', () => {
    expect(scoreOf(given, clusters(given, false)).f1).toBeGreaterThan(0.75);
  });
});

/** Written by somebody who knew nothing of the clustering; of what is asked of it only how much is enough was chosen since. */
describe.each([
  ['later-english', 0.8, 0.72],
  ['later-mixed', 0.77, 0.68],
] as const)('headlines that only the bar was set by, %s', (set, datedMin, undatedMin) => {
  const given = headlines(set);

  it('stand together by event, with dates', () => {
    const { f1, precision } = scoreOf(given, clusters(given, true));

    expect(f1).toBeGreaterThan(datedMin);
    expect(precision).toBeGreaterThan(0.9);
    expect(titleOverlap(given)).toBeLessThan(f1 / 2);
  });

  it('stand together by event without dates', () => {
    expect(scoreOf(given, clusters(given, false)).f1).toBeGreaterThan(undatedMin);
  });
});
