import { type Lane, LANE_PRIORITY, LANES } from '../job.js';

/** Every so many times the turn is not the most urgent lane's, as long as others wait. */
const SHARE_EVERY = 5;

/**
 * Whose turn it is: strictly the most urgent lane's, but every fifth time one of the others', among them by
 * their priorities (smooth weighted round-robin), so that nothing starves: of a station that is never idle
 * in any lane, `batch` still gets 1 job in 75.
 */
export class LaneOrder {
  #contested = 0;
  readonly #credit = new Map<Lane, number>();

  /** @param ready Lanes that may have work. @returns The next to serve; nothing when none has. */
  next(ready: ReadonlySet<Lane>): Lane | undefined {
    const [top, ...others] = LANES.filter((lane) => ready.has(lane));
    if (others.length === 0 || ++this.#contested % SHARE_EVERY !== 0) return top;
    return this.#fairest(others);
  }

  #fairest(lanes: readonly Lane[]): Lane | undefined {
    let sum = 0;
    let fairest: Lane | undefined;
    for (const lane of lanes) {
      sum += LANE_PRIORITY[lane];
      const credit = (this.#credit.get(lane) ?? 0) + LANE_PRIORITY[lane];
      this.#credit.set(lane, credit);
      if (fairest === undefined || credit > (this.#credit.get(fairest) ?? 0)) fairest = lane;
    }
    if (fairest) this.#credit.set(fairest, (this.#credit.get(fairest) ?? 0) - sum);
    return fairest;
  }
}
