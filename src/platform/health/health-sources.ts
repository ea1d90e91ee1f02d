import { Injectable } from '@nestjs/common';
import { within } from '#platform/lifecycle';
import type { HealthFinding, HealthLevel, HealthSource, Verdict } from './health-source.js';

/** A look that takes longer has failed. */
const LOOK_MS_MAX = 2_000;
/** What was found so lately is told again: a crowd of probes costs one look. */
const FRESH_MS = 500;
/** Who asks waits so long for a new look where there is an older one to tell. */
const PATIENCE_MS = 50;
/** An older one than this is worth nothing. */
const OLD_MS = 10_000;

interface Held {
  readonly source: HealthSource;
  found?: { readonly finding: HealthFinding; readonly atMs: number };
  looking?: Promise<HealthFinding>;
}

/**
 * The socket for parts that can say how they are; it knows none of them. However slow a part is, whoever asks
 * a second time is answered at once with what was found last.
 */
@Injectable()
export class HealthSources {
  readonly #held = new Map<string, Held>();

  /** Call it in the constructor of the module that owns the part. @throws Error for a name that is taken. */
  register(source: HealthSource): void {
    if (this.#held.has(source.name)) throw new Error(`Two parts say how "${source.name}" is.`);
    this.#held.set(source.name, { source });
  }

  /** In the order of their registration. */
  names(): string[] {
    return [...this.#held.keys()];
  }

  /** How every part is. Never rejects. */
  look(): Promise<HealthFinding[]> {
    return Promise.all([...this.#held.values()].map((held) => this.#lookAt(held)));
  }

  async #lookAt(held: Held): Promise<HealthFinding> {
    const nowMs = performance.now();
    const ageMs = held.found ? nowMs - held.found.atMs : Infinity;
    if (held.found && ageMs < FRESH_MS) return held.found.finding;
    const looking = (held.looking ??= this.#look(held).finally(() => {
      delete held.looking;
    }));
    if (!held.found || ageMs > OLD_MS) return looking;
    return orElse(looking, held.found.finding);
  }

  async #look(held: Held): Promise<HealthFinding> {
    const { source } = held;
    try {
      const verdict = source.check();
      // What is known without waiting is never kept: it is as new as the question.
      if (!(verdict instanceof Promise)) return findingOf(source, verdict);
      const finding = findingOf(source, await within('The look', LOOK_MS_MAX, () => verdict));
      held.found = { finding, atMs: performance.now() };
      return finding;
    } catch {
      const finding = findingOf(source, { health: 'down', reason: 'does not answer' });
      held.found = { finding, atMs: performance.now() };
      return finding;
    }
  }
}

function findingOf(source: HealthSource, { health, reason, facts = {} }: Verdict): HealthFinding {
  const { name, owner, isRequired, gatesTraffic = false } = source;
  return {
    name,
    owner,
    gatesTraffic,
    level: levelOf(health, isRequired),
    ...(reason !== undefined && { reason }),
    facts,
  };
}

function levelOf(health: Verdict['health'], isRequired: boolean): HealthLevel {
  if (health === 'up') return 'healthy';
  return health === 'down' && isRequired ? 'unhealthy' : 'degraded';
}

/** What `work` brings, unless that takes longer than anybody who asks should wait. */
async function orElse<T>(work: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((done) => {
    timer = setTimeout(() => {
      done(otherwise);
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
