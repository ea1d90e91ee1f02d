import type { Material } from '../source/material.js';
import type { Candidate } from '../source/pick.js';

/** How much of a story is told: the first `depth` of its picks. */
export interface Telling {
  readonly material: Material;
  readonly depth: number;
}

export interface PlanWish {
  readonly seconds: number;
  readonly charactersPerSecond: number;
  /** Every story is told in as few words as it can be. */
  readonly isBrief?: boolean;
  /** Stories wanted; left out: what the seconds need. */
  readonly storiesWanted?: number;
}

/** A lead-in and an attribution, in characters, measured over a hundred scripts. */
const FRAME_CHARACTERS = 48;
/** In a show of a minute there is only the attribution. */
const FRAME_CHARACTERS_BRIEF = 27;
/** A story is told in two sentences at least where its sources hold two. */
const DEPTH_MIN = 2;

/** @returns Seconds a story gets in a show of that many: a bulletin is brief, a long show tells. */
export function secondsPerStory(seconds: number): number {
  if (seconds <= 75) return 9.5;
  if (seconds <= 200) return 22;
  if (seconds <= 330) return 28;
  if (seconds <= 700) return 40;
  if (seconds <= 1900) return 52;
  return 66;
}

/**
 * Chooses stories and how deep each is told. Sentences go one by one to the story that has the least for its rank,
 * so that the top of the show is told at length and the end in brief.
 */
export function plan(materials: readonly Material[], wish: PlanWish): Telling[] {
  const fitting = Math.max(1, Math.floor(0.1 + wish.seconds / secondsPerStory(wish.seconds)));
  const most = wish.storiesWanted ?? materials.length;
  let count = Math.min(
    materials.length,
    wish.storiesWanted ?? fitting,
    Math.max(1, Math.floor(wish.seconds / 7)),
  );
  for (;;) {
    const tellings = deepen(materials.slice(0, count), wish);
    const seconds = tellings.reduce((sum, telling) => sum + secondsOfTelling(telling, wish), 0);
    if (seconds >= wish.seconds - 4 || count >= Math.min(most, materials.length)) return tellings;
    count += 1;
  }
}

function deepen(materials: readonly Material[], wish: PlanWish): Telling[] {
  const depths = materials.map((material) =>
    Math.min(material.picks.length, wish.isBrief === true ? 1 : DEPTH_MIN),
  );
  const secondsAt = (index: number): number => {
    const material = materials[index];
    return material ? secondsOfTelling({ material, depth: depths[index] ?? 0 }, wish) : 0;
  };
  let total = materials.reduce((sum, _material, index) => sum + secondsAt(index), 0);
  // Too many stories for the seconds: the last ones are told in one sentence.
  for (let index = materials.length - 1; index >= 0 && total > wish.seconds; index--) {
    const before = secondsAt(index);
    depths[index] = 1;
    total -= before - secondsAt(index);
  }
  while (total < wish.seconds) {
    const next = neediest(materials, depths, secondsAt);
    if (next === undefined) break;
    const before = secondsAt(next);
    depths[next] = (depths[next] ?? 0) + 1;
    const gained = secondsAt(next) - before;
    if (total + gained > wish.seconds + 4) break;
    total += gained;
  }
  return materials.map((material, index) => ({ material, depth: depths[index] ?? 1 }));
}

/** Four sentences each before anyone gets a fifth; then by rank. */
function neediest(
  materials: readonly Material[],
  depths: readonly number[],
  secondsAt: (index: number) => number,
): number | undefined {
  let best: { index: number; need: number } | undefined;
  materials.forEach((material, index) => {
    const depth = depths[index] ?? 0;
    if (depth >= material.picks.length) return;
    const weight = (1 + 1.5 / (1 + index / 3)) * (depth < 4 ? 1.6 : 1);
    const need = secondsAt(index) / weight;
    if (!best || need < best.need) best = { index, need };
  });
  return best?.index;
}

function secondsOfTelling(
  { material, depth }: Telling,
  { charactersPerSecond, isBrief }: PlanWish,
): number {
  const characters = material.picks
    .slice(0, depth)
    .reduce(
      (sum, { text }) => sum + text.length + 1,
      isBrief === true ? FRAME_CHARACTERS_BRIEF : FRAME_CHARACTERS,
    );
  return characters / charactersPerSecond;
}

/** @returns The sentences of a telling. */
export function sentencesOf({ material, depth }: Telling): readonly Candidate[] {
  return material.picks.slice(0, depth);
}
