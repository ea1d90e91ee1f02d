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
  async look(): Promise<RetentionFinding[]> {
    const findings = [];
    for (const rule of this.#rules) {
      const before = this.#before(rule);
      findings.push(findingOf(rule, before ? await rule.due(before) : 0));
    }
    return findings;
  }

  /** Lets go of what is old. */
  async run(signal: AbortSignal): Promise<RetentionFinding[]> {
    const findings = [];
    for (const rule of this.#rules) {
      signal.throwIfAborted();
      const before = this.#before(rule);
      findings.push(findingOf(rule, before ? await rule.prune(before, signal) : 0));
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
