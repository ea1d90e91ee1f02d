import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Alert } from '../alert.js';
import type { Severity } from '../rule/rule.js';

const KEPT_DAYS = 30;

const COLUMNS = `id, rule, severity, from_at as "fromAt", until_at as "untilAt", reason,
  created_by as "createdBy", created_at as "createdAt"`;

/** A time in which nobody is told of some alerts. They are listed and logged all the same. */
export interface Silence {
  readonly id: string;
  /** Of this rule only. */
  readonly rule: string | null;
  /** Of this severity only. */
  readonly severity: Severity | null;
  readonly fromAt: Date;
  readonly untilAt: Date;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export type NewSilence = Omit<Silence, 'id' | 'createdAt'>;

/** Whether nobody shall be told of it now. */
export function isSilenced(
  silences: readonly Silence[],
  { rule, severity }: Pick<Alert, 'rule' | 'severity'>,
  now: Date,
): boolean {
  return silences.some(
    (one) =>
      one.fromAt <= now &&
      now < one.untilAt &&
      (one.rule === null || one.rule === rule) &&
      (one.severity === null || one.severity === severity),
  );
}

/** The only file that queries `alert_silence`. */
@Injectable()
export class SilenceRepository {
  constructor(private readonly database: Database) {}

  /** Those that are, or will be; the next to end first. */
  async current(): Promise<Silence[]> {
    return this.database.query(
      `select ${COLUMNS} from alert_silence where until_at > now() order by until_at, id`,
    );
  }

  /** @returns Nothing where there are `most` already. */
  async add(silence: NewSilence, most: number): Promise<Silence | undefined> {
    return this.database.transaction(async () => {
      await this.database.query(`select pg_advisory_xact_lock(hashtext('radiox alert silence'))`);
      const [added] = await this.database.query<Silence>(
        `insert into alert_silence (rule, severity, from_at, until_at, reason, created_by)
         select $1, $2, $3, $4, $5, $6
          where (select count(*) from alert_silence where until_at > now()) < $7 returning ${COLUMNS}`,
        [
          ...[silence.rule, silence.severity, silence.fromAt, silence.untilAt],
          ...[silence.reason, silence.createdBy, most],
        ],
      );
      return added;
    });
  }

  /** @returns Whether there was one. */
  async remove(id: string): Promise<boolean> {
    const rows = await this.database.query('delete from alert_silence where id = $1 returning id', [
      id,
    ]);
    return rows.length > 0;
  }

  async prune(): Promise<void> {
    await this.database.query(
      `delete from alert_silence where until_at < now() - make_interval(days => ${KEPT_DAYS})`,
    );
  }
}
