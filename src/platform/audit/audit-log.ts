import { Injectable, Logger } from '@nestjs/common';
import { redacted } from '#platform/config';
import { Database } from '#platform/database';
import { logContext } from '#platform/logging';

/** Entries that are written behind at one time; beyond it they are counted: an attack must not fill the pool. */
const UNDER_WAY_MAX = 20;
const TEXT_MAX = 500;

/** Something that a record must be kept of. */
export interface AuditedAct {
  /** What was done, `<noun>.<past>`: "key.made", "sign_in.refused", "show.deleted". */
  readonly action: string;
  /** Id of what it was done to. */
  readonly target?: string | undefined;
  /** Who did it, where that is not who the request in progress is from. */
  readonly actor?: string | undefined;
  /** What else a reader should know; never secrets. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  readonly target: string | null;
  readonly outcome: 'done' | 'refused';
  readonly client: string | null;
  readonly requestId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What to read of the log. */
export interface AuditQuery {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  /** Only entries older than the one of this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/**
 * Who did what and when; PostgreSQL refuses to change or remove an entry. Who acts and from where is taken
 * from the request in progress.
 */
@Injectable()
export class AuditLog {
  readonly #logger = new Logger(AuditLog.name);
  #underWay = 0;
  #dropped = 0;

  constructor(private readonly database: Database) {}

  /** Entries written behind that were lost since the start: too many at once, or the database was away. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Inside a transaction the entry stands or falls with it. */
  async record(act: AuditedAct): Promise<void> {
    await this.#add(act, 'done');
  }

  /** Writes behind: who is refused does not wait for it, and nothing depends on it. */
  recordRefusal(act: AuditedAct): void {
    this.#addBehind(act, 'refused');
  }

  /** Writes behind what has been answered already. */
  recordDone(act: AuditedAct): void {
    this.#addBehind(act, 'done');
  }

  #addBehind(act: AuditedAct, outcome: AuditEntry['outcome']): void {
    if (this.#underWay >= UNDER_WAY_MAX) {
      this.#dropped++;
      return;
    }
    this.#underWay++;
    this.#add(act, outcome)
      .catch((error: unknown) => {
        this.#dropped++;
        this.#logger.warn({ message: 'An act was not recorded', action: act.action, error });
      })
      .finally(() => {
        this.#underWay--;
      });
  }

  /** Newest first, by the primary key or the index of the one filter that is given. `id` alone would be its text. */
  async page({ action, actor, before, limit }: AuditQuery): Promise<AuditEntry[]> {
    return this.database.query<AuditEntry>(
      `select id::text, at, actor, action, target, outcome, client, request_id "requestId", facts
         from audit_entry
        where ($1::text is null or action = $1) and ($2::text is null or actor = $2)
          and ($3::bigint is null or id < $3::bigint)
        order by audit_entry.id desc limit $4`,
      [action ?? null, actor ?? null, before ?? null, limit],
    );
  }

  async #add(act: AuditedAct, outcome: AuditEntry['outcome']): Promise<void> {
    const { client, request_id } = logContext();
    await this.database.query(
      `insert into audit_entry (actor, action, target, outcome, client, request_id, facts)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        bounded(act.actor ?? actorNow()),
        act.action,
        act.target === undefined ? null : bounded(act.target),
        outcome,
        client ?? null,
        request_id ?? null,
        JSON.stringify(redacted(act.facts ?? {})),
      ],
    );
  }
}

/** Who acts: the key of the request in progress, or the station itself. */
export function actorNow(): string {
  const { key } = logContext();
  return key === undefined ? 'station' : `key ${key}`;
}

function bounded(text: string): string {
  return text.replaceAll('\0', '').slice(0, TEXT_MAX);
}
