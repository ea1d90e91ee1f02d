import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';

const DAY_MS = 24 * 3600 * 1000;

/** How long one kind of things is kept, and who lets go of it. */
export interface RetentionRule {
  /** "sample", "log" */
  readonly kind: string;
  /** What it is about, in words. */
  readonly about: string;
  /** Days; 0 is for ever. Read at each use: the setting may change. */
  readonly days: () => number;
  /** How many are from before that moment. */
  readonly due: (before: Date) => Promise<number>;
  /** Lets go of them. @returns How many it were. */
  readonly prune: (before: Date, signal: AbortSignal) => Promise<number>;
}

export interface RetentionFinding {
  readonly kind: string;
  readonly about: string;
  readonly days: number;
  /** What is older, and goes or went. */
  readonly due: number;
  /** Why the rule could not be followed to its end, where it could not. */
  readonly failure?: unknown;
}

/** What is kept how long: every module that keeps something says so here. */
@Injectable()
export class Retention {
  readonly #rules: RetentionRule[] = [];

  constructor(private readonly clock: Clock) {}

  register(...rules: RetentionRule[]): void {
    this.#rules.push(...rules);
  }

  /** Every rule with what it would let go of now. */
  look(): Promise<RetentionFinding[]> {
    return this.#follow((rule, before) => rule.due(before));
  }

  /** Lets go of what is old; a rule that fails is told, and keeps nobody else's things. */
  run(signal: AbortSignal): Promise<RetentionFinding[]> {
    return this.#follow((rule, before) => rule.prune(before, signal), signal);
  }

  async #follow(
    follow: (rule: RetentionRule, before: Date) => Promise<number>,
    signal?: AbortSignal,
  ): Promise<RetentionFinding[]> {
    const findings: RetentionFinding[] = [];
    for (const rule of this.#rules) {
      signal?.throwIfAborted();
      const before = this.#before(rule);
      try {
        findings.push(findingOf(rule, before ? await follow(rule, before) : 0));
      } catch (failure) {
        signal?.throwIfAborted();
        findings.push({ ...findingOf(rule, 0), failure });
      }
    }
    return findings;
  }

  #before({ days }: RetentionRule): Date | undefined {
    return days() === 0 ? undefined : new Date(this.clock.now().getTime() - days() * DAY_MS);
  }
}

function findingOf({ kind, about, days }: RetentionRule, due: number): RetentionFinding {
  return { kind, about, days: days(), due };
}
