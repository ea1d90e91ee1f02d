import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { AuditEntry } from '#platform/audit';

export class AuditQueryDto {
  /** Only acts of this name: "key.made", "sign_in.refused". */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly action?: string;

  /** Only acts of this one: "key rx_abcde". */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  readonly actor?: string;

  /** The `next_cursor` of the page before. */
  @IsOptional()
  @Matches(/^\d{1,18}$/, { message: 'must be the next_cursor of a page before' })
  readonly cursor?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;
}

/** Something that was done, or tried and refused. */
export class AuditEntryDto {
  readonly id: string;
  readonly at: Date;
  /** Who: "key rx_abcde", "stranger", "station". */
  readonly actor: string;
  /** What: "key.made", "session.begun", "sign_in.refused". */
  readonly action: string;
  /** Id of what it was done to. */
  readonly target: string | null;
  /** `done` or `refused`. */
  readonly outcome: string;
  /** Address it came from. */
  readonly client: string | null;
  readonly request_id: string | null;
  readonly facts: Record<string, unknown>;

  constructor(entry: AuditEntry) {
    this.id = entry.id;
    this.at = entry.at;
    this.actor = entry.actor;
    this.action = entry.action;
    this.target = entry.target;
    this.outcome = entry.outcome;
    this.client = entry.client;
    this.request_id = entry.requestId;
    this.facts = { ...entry.facts };
  }
}

export class AuditPageDto {
  readonly items: AuditEntryDto[];
  readonly next_cursor: string | null;

  /** @param entries One more than the page has room for, where there are more. */
  constructor(entries: readonly AuditEntry[], limit: number) {
    this.items = entries.slice(0, limit).map((entry) => new AuditEntryDto(entry));
    this.next_cursor = entries.length > limit ? (this.items.at(-1)?.id ?? null) : null;
  }
}
