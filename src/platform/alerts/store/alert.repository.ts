import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Alert } from '../alert.js';
import type { Severity } from '../rule/rule.js';

/** The one lease there is: who judges for the whole station. */
const LEASE = 'evaluator';
const LISTED_MAX = 200;
const PRUNED_MAX = 5_000;
const KEPT_DAYS = 90;

const COLUMNS = `id, rule, severity, instance, subject, message, value, threshold, unit, started_at as "startedAt",
  last_seen as "lastSeen", resolved_at as "resolvedAt", acknowledged_by as "acknowledgedBy"`;

export interface AlertFilter {
  readonly state?: 'firing' | 'acknowledged' | 'resolved';
  readonly severity?: Severity;
}

/** What became of an alert that was written. */
export interface Written {
  readonly isNew: boolean;
  /** Whether it ended with this. */
  readonly isOver: boolean;
  /** Of the alert that was open for the same rule, process and subject, where that was another one. */
  readonly knownAs?: string;
}

/** The only file that queries `alert` and `alert_lease`. */
@Injectable()
export class AlertRepository {
  constructor(private readonly database: Database) {}

  /**
   * Takes or keeps the right to judge for the whole station.
   * @param seconds For so long nobody else gets it.
   */
  async lead(holder: string, seconds: number): Promise<boolean> {
    const rows = await this.database.query(
      `insert into alert_lease as lease (name, holder, until_at) values ($1, $2, now() + make_interval(secs => $3))
       on conflict (name) do update set holder = excluded.holder, until_at = excluded.until_at
         where lease.holder = excluded.holder or lease.until_at < now()
       returning name`,
      [LEASE, holder, seconds],
    );
    return rows.length > 0;
  }

  /** Gives the right back, so that another process need not wait. */
  async stepDown(holder: string): Promise<void> {
    await this.database.query('delete from alert_lease where name = $1 and holder = $2', [
      LEASE,
      holder,
    ]);
  }

  /** Those of one process, or of the whole station, that are not over. */
  async openOf(instance: string): Promise<Alert[]> {
    return this.database.query(
      `select ${COLUMNS} from alert where instance = $1 and resolved_at is null`,
      [instance],
    );
  }

  /** Writes how an alert is; as often as wanted. */
  async write(alert: Alert): Promise<Written> {
    const isOver = alert.resolvedAt !== null;
    const inserted = await this.database.query(
      `insert into alert (id, rule, severity, instance, subject, message, value, threshold, unit, started_at, last_seen, resolved_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning id`,
      [
        ...[alert.id, alert.rule, alert.severity, alert.instance, alert.subject, alert.message],
        ...[alert.value, alert.threshold, alert.unit],
        ...[alert.startedAt, alert.lastSeen, alert.resolvedAt],
      ],
    );
    if (inserted.length > 0) return { isNew: true, isOver };
    const [updated] = await this.database.query<{ wasOpen: boolean }>(
      `update alert set message = $2, value = $3, last_seen = $4, resolved_at = coalesce(alert.resolved_at, $5)
         from (select id, resolved_at is null as was_open from alert where id = $1 for update) as known
        where alert.id = known.id returning known.was_open as "wasOpen"`,
      [alert.id, alert.message, alert.value, alert.lastSeen, alert.resolvedAt],
    );
    if (updated) return { isNew: false, isOver: isOver && updated.wasOpen };
    const [other] = await this.database.query<{ id: string }>(
      'select id from alert where rule = $1 and instance = $2 and subject = $3 and resolved_at is null',
      [alert.rule, alert.instance, alert.subject],
    );
    return { isNew: false, isOver: false, ...(other && { knownAs: other.id }) };
  }

  /** Notes that these are still the case. */
  async seen(alerts: readonly Alert[]): Promise<void> {
    await this.database.query(
      `update alert set value = seen.value, message = seen.message, last_seen = seen."lastSeen"
         from jsonb_to_recordset($1::jsonb) as seen(id uuid, value float8, message text, "lastSeen" timestamptz)
        where alert.id = seen.id and alert.resolved_at is null`,
      [JSON.stringify(alerts)],
    );
  }

  /** Open ones first, then the newest; 200 at most. */
  async list({ state, severity }: AlertFilter): Promise<Alert[]> {
    const wanted = {
      firing: 'resolved_at is null',
      acknowledged: 'resolved_at is null and acknowledged_by is not null',
      resolved: 'resolved_at is not null',
    };
    return this.database.query(
      `select ${COLUMNS} from alert where ${state ? wanted[state] : 'true'} and ($1::text is null or severity = $1)
        order by (resolved_at is null) desc, started_at desc, id limit ${LISTED_MAX}`,
      [severity ?? null],
    );
  }

  /** @returns Nothing where it is unknown. The first who acknowledges it stays named. */
  async acknowledge(id: string, by: string): Promise<Alert | undefined> {
    await this.database.query(
      `update alert set acknowledged_by = $2, acknowledged_at = now()
        where id = $1 and resolved_at is null and acknowledged_by is null`,
      [id, by],
    );
    const [alert] = await this.database.query<Alert>(`select ${COLUMNS} from alert where id = $1`, [
      id,
    ]);
    return alert;
  }

  /** How many are open, by severity. */
  async counts(): Promise<Map<Severity, number>> {
    const rows = await this.database.query<{ severity: Severity; count: number }>(
      'select severity, count(*)::int as count from alert where resolved_at is null group by severity',
    );
    return new Map(rows.map(({ severity, count }) => [severity, count]));
  }

  /** Open ones that nobody has looked at for a while: their process is gone, or their rule. */
  async abandoned(seconds: number): Promise<Alert[]> {
    return this.database.query(
      `select ${COLUMNS} from alert
        where resolved_at is null and last_seen < now() - make_interval(secs => $1) limit 100`,
      [seconds],
    );
  }

  /** Forgets what ended long ago. */
  async prune(): Promise<void> {
    await this.database.query(
      `delete from alert where id in (select id from alert
         where resolved_at < now() - make_interval(days => ${KEPT_DAYS}) order by resolved_at limit ${PRUNED_MAX})`,
    );
  }
}
