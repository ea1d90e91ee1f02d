import { type Comparison, IMPOSSIBLE } from './alike.js';
import type { Entry } from './weigh.js';

/** Log-odds that a pair may give: one pair alone decides nothing about a large group, */
const ODDS_MAX = 4;
/** and may take: two headlines of one event may have no word in common. */
const ODDS_FLOOR = -1.5;
/** Members of each of two groups that are compared, so that joining large groups stays cheap. */
const COMPARED_MAX = 5;

/** A lone article joins from these mean log-odds on where no other group comes near. */
const NEAREST_ODDS_MIN = -0.8;
const NEAREST_MARGIN = 1.5;

/** Groups that grow by their most alike members first; a member must be like the group, not like one of it. */
export class Groups {
  readonly #groupOf: number[];
  readonly #members: Map<number, number[]>;
  /** Log-odds by pair: neighbours are compared more than once. */
  readonly #odds = new Map<number, number>();

  constructor(
    private readonly entries: readonly Entry[],
    private readonly comparison: Comparison,
  ) {
    this.#groupOf = entries.map((_, at) => at);
    this.#members = new Map(entries.map((_, at) => [at, [at]]));
  }

  join(a: number, b: number): void {
    const one = this.#groupOf[a] as number;
    const other = this.#groupOf[b] as number;
    if (one === other) return;
    const size = (group: number) => this.#members.get(group)?.length ?? 0;
    const [into, from] = size(one) >= size(other) ? [one, other] : [other, one];
    const moved = this.#members.get(from) ?? [];
    const kept = this.#members.get(into) ?? [];
    for (const member of moved) {
      kept.push(member);
      this.#groupOf[member] = into;
    }
    this.#members.delete(from);
  }

  /** Joins the groups of two articles when on average their members are alike. */
  joinIfAlike(a: number, b: number, oddsMin: number): boolean {
    const left = this.#members.get(this.#groupOf[a] as number) ?? [];
    const right = this.#members.get(this.#groupOf[b] as number) ?? [];
    if (left === right) return false;
    let sum = 0;
    let pairs = 0;
    for (const one of spread(left))
      for (const other of spread(right)) {
        sum += this.odds(one, other);
        pairs++;
      }
    if (sum / pairs < oddsMin) return false;
    this.join(a, b);
    return true;
  }

  /**
   * Gives a lone article to the one group that it is nearest to by far, although it is not quite alike: a
   * terse telling shares little with any, but it shares it with one event only.
   * @param near Articles that were compared with it.
   */
  joinNearest(at: number, near: readonly number[]): void {
    if ((this.#members.get(this.#groupOf[at] as number) ?? []).length > 1) return;
    const groups = new Map(near.map((other) => [this.#groupOf[other] as number, other]));
    const size = (group: number) => this.#members.get(group)?.length ?? 0;
    const ranked = [...groups]
      .map(([group, other]) => ({ other, odds: this.#mean(at, group) }))
      .sort((a, b) => b.odds - a.odds || a.other - b.other);
    const [first, second] = ranked;
    if (!first || first.odds < NEAREST_ODDS_MIN || size(this.#groupOf[first.other] as number) < 2)
      return;
    if (first.odds - (second?.odds ?? -Infinity) >= NEAREST_MARGIN) this.join(first.other, at);
  }

  #mean(at: number, group: number): number {
    const members = spread(this.#members.get(group) ?? []);
    let sum = 0;
    for (const member of members)
      sum += this.comparison.logOdds(this.entries[at] as Entry, this.entries[member] as Entry);
    return sum / members.length;
  }

  odds(one: number, other: number): number {
    const key = Math.min(one, other) * this.entries.length + Math.max(one, other);
    const known = this.#odds.get(key);
    if (known !== undefined) return known;
    const odds = this.comparison.logOdds(this.entries[one] as Entry, this.entries[other] as Entry);
    const bounded = odds === IMPOSSIBLE ? odds : Math.max(ODDS_FLOOR, Math.min(ODDS_MAX, odds));
    this.#odds.set(key, bounded);
    return bounded;
  }

  /** Members in order, groups by their first member. */
  lists(): number[][] {
    return [...this.#members.values()]
      .map((members) => members.sort((a, b) => a - b))
      .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
  }
}

/** Some members of a large group, evenly chosen: always the same. */
function spread(members: readonly number[]): readonly number[] {
  if (members.length <= COMPARED_MAX) return members;
  const step = members.length / COMPARED_MAX;
  return Array.from({ length: COMPARED_MAX }, (_, at) => members[Math.floor(at * step)] as number);
}
