import type { Past } from '../rule/past.js';
import type { AlertRule } from '../rule/rule.js';
import { CLEAR, FIRING, type Standing, step } from './standing.js';

/** Subjects of one rule at most; who has more of them hears of the first ones. */
const SUBJECTS_MAX = 50;
/** An alert whose meters say nothing any more ends after this time. */
const SILENT_S_MAX = 900;

/** What became of one rule for one subject. */
export interface Verdict {
  readonly rule: AlertRule;
  readonly subject: string;
  readonly change: 'fired' | 'seen' | 'resolved';
  /** The last one known. */
  readonly value: number;
}

export type RuleState = 'idle' | 'ok' | 'pending' | 'firing';

/** How a rule stands, all its subjects together. */
export interface RuleStanding {
  readonly state: RuleState;
  /** Of the subject that is worst off. */
  readonly value: number | undefined;
}

interface Subject {
  standing: Standing;
  value: number;
  /** Since when its meters have said nothing, seconds. */
  silentSinceS?: number;
}

/** Applies the rules to what was measured, and remembers how each stands. It does nothing about it. */
export class Judge {
  readonly #subjects = new Map<string, Map<string, Subject>>();
  readonly #idle = new Set<string>();

  /** Alerts of an earlier process, or of another one, go on. */
  adopt(rule: string, subject: string, value: number): void {
    this.#of(rule).set(subject, { standing: FIRING, value });
  }

  /** Somebody else judges it now. */
  forget(rule: string): void {
    this.#subjects.delete(rule);
    this.#idle.delete(rule);
  }

  judge(rule: AlertRule, past: Past): Verdict[] {
    const readings = past.nowS > 0 ? rule.measure.read(past) : undefined;
    if (readings) this.#idle.delete(rule.name);
    else this.#idle.add(rule.name);
    const known = this.#of(rule.name);
    const subjects = new Set([...known.keys(), ...(readings?.keys() ?? [])]);
    return [...subjects].flatMap((subject) => {
      const value = readings?.get(subject);
      const own = known.get(subject);
      if (!own && known.size >= SUBJECTS_MAX) return [];
      return this.#judgeOne(rule, subject, own ?? { standing: CLEAR, value: 0 }, {
        value,
        isKnown: readings !== undefined,
        nowS: past.nowS,
      });
    });
  }

  standing(rule: AlertRule): RuleStanding {
    const subjects = [...this.#of(rule.name).values()];
    const values = subjects.map(({ value }) => value);
    const worst = rule.comparison === '<' ? Math.min(...values) : Math.max(...values);
    return {
      state: this.#stateOf(rule.name, subjects),
      value: values.length > 0 ? worst : undefined,
    };
  }

  #stateOf(rule: string, subjects: readonly Subject[]): RuleState {
    const phases = new Set(subjects.map(({ standing }) => standing.phase));
    if (phases.has('firing')) return 'firing';
    if (phases.has('pending')) return 'pending';
    return this.#idle.has(rule) ? 'idle' : 'ok';
  }

  #judgeOne(
    rule: AlertRule,
    subject: string,
    own: Subject,
    now: { value: number | undefined; isKnown: boolean; nowS: number },
  ): Verdict[] {
    const known = this.#of(rule.name);
    const value = now.value ?? own.value;
    const silentSinceS = now.isKnown ? undefined : (own.silentSinceS ?? now.nowS);
    const isSilent = silentSinceS !== undefined && now.nowS - silentSinceS < SILENT_S_MAX;
    if (isSilent && own.standing.phase === 'firing') {
      known.set(subject, { ...own, silentSinceS });
      return []; // Not seen, not over.
    }
    const { standing, change } = step(rule, own.standing, now.value, now.nowS);
    if (standing.phase === 'clear' && now.value === undefined) known.delete(subject);
    else
      known.set(subject, { standing, value, ...(silentSinceS !== undefined && { silentSinceS }) });
    if (change) return [{ rule, subject, change, value }];
    const isSeen = standing.phase === 'firing' && now.value !== undefined;
    return isSeen ? [{ rule, subject, change: 'seen', value }] : [];
  }

  #of(rule: string): Map<string, Subject> {
    const known = this.#subjects.get(rule) ?? new Map<string, Subject>();
    this.#subjects.set(rule, known);
    return known;
  }
}
