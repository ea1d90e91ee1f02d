import type { Material } from '../source/material.js';
import type { Candidate } from '../source/pick.js';

/** Sentences added in one breath. */
const SENTENCES_MAX = 3;

/** Behind all that is told of the story, in its order, or also what stands before some of it. */
export type RunPlace = 'behind' | 'anywhere';

/**
 * @param isTold Whether a sentence has been said.
 * @returns Sentences of a story not told yet, in runs of one to three that can stand behind what has been told.
 */
export function untoldRuns(
  { picks }: Pick<Material, 'picks'>,
  isTold: (candidate: Candidate) => boolean,
  place: RunPlace,
): Candidate[][] {
  const heard = picks.filter(isTold);
  const lastOrder = Math.max(0, ...heard.map(({ order }) => order));
  const spare = picks
    .filter(
      (candidate) =>
        candidate.part !== 'title' &&
        !isTold(candidate) &&
        (place === 'anywhere' || candidate.order > lastOrder),
    )
    .sort((left, right) => left.order - right.order);
  return spare.flatMap((_first, from) => runsFrom(spare.slice(from), heard));
}

function runsFrom(spare: readonly Candidate[], heard: readonly Candidate[]): Candidate[][] {
  const runs: Candidate[][] = [];
  const run: Candidate[] = [];
  for (const candidate of spare) {
    if (run.length === SENTENCES_MAX) break;
    const { order, after, introducedBy, given } = candidate;
    const before = [...run, ...heard];
    const isIntroduced =
      introducedBy === undefined || before.some((other) => other.order === introducedBy);
    const isGiven = given.every((stem) =>
      before.some((other) => other.order < order && other.stems.has(stem)),
    );
    const follows = after === undefined || run.at(-1)?.order === after;
    if (!follows || !isIntroduced || !isGiven) continue;
    run.push(candidate);
    runs.push([...run]);
  }
  return runs;
}
