/** What a part says of itself: it works, works less well than it should, or does not work. */
export type PartHealth = 'up' | 'impaired' | 'down';

/** What people read: an optional part that is down makes the station `degraded`, a required one `unhealthy`. */
export type HealthLevel = 'healthy' | 'degraded' | 'unhealthy';

export type HealthFacts = Readonly<Record<string, unknown>>;

export interface Verdict {
  readonly health: PartHealth;
  /** A few words for operators where something is wrong. No hosts, no keys. */
  readonly reason?: string;
  /** Names as on the wire, snake_case with units. */
  readonly facts?: HealthFacts;
}

/** A part that can say how it is. */
export interface HealthSource {
  /** As `GET /health` lists it: `database`, `disk_space`. */
  readonly name: string;
  /** The folder that answers for it: `platform/database`, `modules/audio`. */
  readonly owner: string;
  /** Whether the station cannot do without it. */
  readonly isRequired: boolean;
  /** Whether requests should go elsewhere while it is down (`GET /readyz`). */
  readonly gatesTraffic?: boolean;
  /** Looks now. What it throws, and what takes longer than two seconds, counts as `down`. */
  readonly check: () => Verdict | Promise<Verdict>;
}

/** What was found when a part was looked at. */
export interface HealthFinding {
  readonly name: string;
  readonly owner: string;
  readonly gatesTraffic: boolean;
  readonly level: HealthLevel;
  readonly reason?: string;
  readonly facts: HealthFacts;
}

const ORDER: readonly HealthLevel[] = ['healthy', 'degraded', 'unhealthy'];

/** The worst of several levels; `healthy` of none. */
export function worstOf(levels: Iterable<HealthLevel>): HealthLevel {
  let worst = 0;
  for (const level of levels) worst = Math.max(worst, ORDER.indexOf(level));
  return ORDER[worst] ?? 'healthy';
}
