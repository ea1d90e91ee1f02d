import { type Stage, STAGES } from './show.entity.js';

/** Share of each stage in the time a show takes, measured on 5-minute shows; they sum to 100. */
const WEIGHT: Readonly<Record<Stage, number>> = {
  plan: 1,
  collect: 8,
  curate: 3,
  write: 3,
  check: 2,
  voice: 30,
  cover: 5,
  mix: 42,
  package: 5,
  publish: 1,
};

/** What is happening, for a person who waits. */
export const SENTENCE: Readonly<Record<Stage, string>> = {
  plan: 'Planning the show',
  collect: 'Reading the news',
  curate: 'Choosing the stories',
  write: 'Writing the script',
  check: 'Checking every claim against its sources',
  voice: 'Speaking the script',
  cover: 'Painting the cover',
  mix: 'Mixing and mastering',
  package: 'Tagging and transcribing',
  publish: 'Putting the show into the archive',
};

/** How far a show is, 0 to 100, from what is done and how far its running stage is (0 to 1). */
export function percentOf(done: ReadonlySet<Stage>, running: Stage, share: number): number {
  const finished = STAGES.filter((stage) => done.has(stage)).reduce((sum, s) => sum + WEIGHT[s], 0);
  return Math.min(100, finished + (done.has(running) ? 0 : WEIGHT[running] * share));
}
