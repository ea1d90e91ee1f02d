import { anArticle } from '#test/article';
import type { Material } from '../source/material.js';
import type { Candidate } from '../source/pick.js';
import { untoldRuns } from './untold-runs.js';

const article = anArticle({ id: 'one' });

function candidate(order: number, parts: Partial<Candidate> = {}): Candidate {
  return {
    text: String(order),
    article,
    order,
    given: [],
    stems: new Set([`word${String(order)}`]),
    clauses: [],
    specifics: () => new Set(),
    score: 1,
    lean: 0,
    titleShare: 0,
    part: 'body',
    ...parts,
  };
}

function runs(picks: readonly Candidate[], told: readonly number[], place: 'behind' | 'anywhere') {
  const material: Pick<Material, 'picks'> = { picks };
  return untoldRuns(material, ({ order }) => told.includes(order), place).map((run) =>
    run.map(({ order }) => order).join(' '),
  );
}

describe('sentences of a story that are left', () => {
  const picks = [5, 1, 3, 2, 4].map((order) => candidate(order));

  it('come behind what is told, in their order', () => {
    expect(runs(picks, [1, 3], 'behind')).toEqual(['4', '4 5', '5']);
  });

  it('come from anywhere where that is asked for, three at most', () => {
    expect(runs(picks, [5], 'anywhere')).toContain('1 2 3');
    expect(runs(picks, [5], 'anywhere')).not.toContain('1 2 3 4');
    expect(runs(picks, [5], 'behind')).toEqual([]);
  });

  it('keep what leans on a sentence behind it, and on a name behind its introduction', () => {
    const leaning = [candidate(1), candidate(2), candidate(3, { after: 2 })];
    const named = [candidate(1), candidate(2), candidate(3, { introducedBy: 2 })];

    expect(runs(leaning, [1], 'behind')).toEqual(['2', '2 3']);
    expect(runs(named, [1], 'behind')).toEqual(['2', '2 3']);
    expect(runs(named, [1, 2], 'behind')).toEqual(['3']);
  });

  it('leave out the title, and what takes something untold as known', () => {
    const left = [candidate(1, { part: 'title' }), candidate(2, { given: ['fire'] })];

    expect(runs(left, [], 'behind')).toEqual([]);
    expect(runs([candidate(1, { stems: new Set(['fire']) }), ...left], [1], 'behind')).toEqual([
      '2',
    ]);
  });
});
