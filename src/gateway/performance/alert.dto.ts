import { Transform } from 'class-transformer';
import { IsDate, IsIn, IsNotEmpty, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import {
  type Alert,
  alertRules,
  answerOf,
  type RuleReport,
  SEVERITIES,
  type Severity,
  type Silence,
} from '#platform/alerts';

const STATES = ['firing', 'acknowledged', 'resolved'] as const;
/** Names do not depend on the limits. */
const RULE_NAMES = alertRules({ memoryMb: 1, cpuPercent: 1, queueAgeS: 1, requestsMin: 1 }).map(
  ({ name }) => name,
);

const asDate = ({ value }: { value: unknown }) =>
  typeof value === 'string' ? new Date(value) : value;

export class AlertsQueryDto {
  /** `firing`: not over. `acknowledged`: not over, and somebody looks after it. `resolved`: over. Left out, all. */
  @IsOptional()
  @IsIn(STATES)
  readonly state?: (typeof STATES)[number];

  @IsOptional()
  @IsIn(SEVERITIES)
  readonly severity?: Severity;
}

export class AlertIdDto {
  @IsUUID()
  readonly id!: string;
}

/** Something that is, or was, wrong. */
export class AlertDto {
  readonly id!: string;
  /** Name of its rule. */
  readonly rule!: string;
  readonly severity!: 'INFO' | 'WARNING' | 'CRITICAL';
  /** A sentence that names what and where. */
  readonly message!: string;
  /** As it was last seen, in `unit`. */
  readonly value!: number;
  /** In `unit`. */
  readonly threshold!: number;
  /** percent, seconds, MB, MB/hour, GB, times or count. */
  readonly unit!: string;
  /** ISO time. */
  readonly started_at!: string;
  /** ISO time. */
  readonly last_seen!: string;
  /** ISO time; null while it goes on. */
  readonly resolved_at!: string | null;
  /** Beginning of the key of who looks after it. */
  readonly acknowledged_by!: string | null;
}

/** When an alert fires and when it ends, and how that stands now. */
export class AlertRuleDto {
  readonly name!: string;
  readonly severity!: 'INFO' | 'WARNING' | 'CRITICAL';
  /** `instance`: every process judges itself. `fleet`: one process judges for the whole station. */
  readonly scope!: 'instance' | 'fleet';
  readonly description!: string;
  /** The meters it reads, as `GET /metrics` names them. */
  readonly meters!: string[];
  readonly comparison!: '>' | '>=' | '<';
  /** In `unit`. */
  readonly threshold!: number;
  /** The value must be back at it, or beyond, for the alert to end; in `unit`. */
  readonly resolve_threshold!: number;
  /** percent, seconds, MB, MB/hour, GB, times or count. */
  readonly unit!: string;
  /** For so long the value must be beyond the threshold before it fires, seconds. */
  readonly hold_s!: number;
  /** For so long it must be well before it ends, seconds. */
  readonly resolve_hold_s!: number;
  readonly state!: 'idle' | 'ok' | 'pending' | 'firing';
  /** The worst one now, in `unit`; null where nothing is known. */
  readonly value!: number | null;
  /** Why it is not judged; null where it is. */
  readonly idle_because!: string | null;
}

export class NewSilenceDto {
  /** Name of a rule; left out, alerts of every rule. Give this or `severity`, or both. */
  @IsOptional()
  @IsIn(RULE_NAMES, { message: 'must be the name of a rule (GET /performance/rules)' })
  readonly rule?: string;

  @IsOptional()
  @IsIn(SEVERITIES)
  readonly severity?: Severity;

  /** ISO time; left out, now. */
  @IsOptional()
  @Transform(asDate)
  @IsDate({ message: 'must be an ISO 8601 time' })
  readonly from?: Date;

  /** ISO time, within 30 days from now. */
  @Transform(asDate)
  @IsDate({ message: 'must be an ISO 8601 time' })
  readonly until!: Date;

  /** For those who wonder why nobody was told. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  readonly reason!: string;
}

/** A time in which nobody is told of some alerts. */
export class SilenceDto {
  readonly id!: string;
  readonly rule!: string | null;
  readonly severity!: 'INFO' | 'WARNING' | 'CRITICAL' | null;
  /** ISO time. */
  readonly from!: string;
  /** ISO time. */
  readonly until!: string;
  readonly reason!: string;
  /** Beginning of a key. */
  readonly created_by!: string;
  /** ISO time. */
  readonly created_at!: string;
}

export function alertDto(alert: Alert): AlertDto {
  return answerOf(alert);
}

export function ruleDto({ rule, state, value, idleBecause }: RuleReport): AlertRuleDto {
  return {
    name: rule.name,
    severity: rule.severity,
    scope: rule.scope,
    description: rule.description,
    meters: [...rule.measure.meters],
    comparison: rule.comparison,
    threshold: rule.threshold,
    resolve_threshold: rule.resolveThreshold,
    unit: rule.unit,
    hold_s: rule.holdS,
    resolve_hold_s: rule.resolveHoldS,
    state,
    value: value ?? null,
    idle_because: idleBecause ?? null,
  };
}

export function silenceDto(silence: Silence): SilenceDto {
  return {
    id: silence.id,
    rule: silence.rule,
    severity: silence.severity,
    from: silence.fromAt.toISOString(),
    until: silence.untilAt.toISOString(),
    reason: silence.reason,
    created_by: silence.createdBy,
    created_at: silence.createdAt.toISOString(),
  };
}
