import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Alert, Notice, NoticeKind } from '../alert.js';

/** Alerts in one message at most. */
export const BATCH_MAX = 50;

export type NoticeState = 'waiting' | 'sent' | 'failed' | 'silenced';

/** The only file that queries `alert_notice`: who is to be told of what, and has been. */
@Injectable()
export class NoticeRepository {
  constructor(private readonly database: Database) {}

  /** Wants it told. What was told before the database could be asked is noted as sent. */
  async add(
    alertId: string,
    kind: NoticeKind,
    channels: readonly string[],
    state: Exclude<NoticeState, 'failed'>,
  ): Promise<void> {
    await this.database.query(
      `insert into alert_notice as known (alert_id, kind, channel, state, sent_at)
       select $1, $2, channel, $4, case when $4 = 'sent' then now() end from unnest($3::text[]) as channel
       on conflict (alert_id, kind, channel) do update set state = excluded.state, sent_at = excluded.sent_at
         where known.state = 'waiting' and known.batch is null and excluded.state = 'sent'`,
      [alertId, kind, channels, state],
    );
  }

  /** Channels that were told, or will be, that it fired. */
  async toldChannels(alertId: string): Promise<string[]> {
    const rows = await this.database.query<{ channel: string }>(
      `select channel from alert_notice where alert_id = $1 and kind = 'fired' and state in ('sent', 'waiting')`,
      [alertId],
    );
    return rows.map(({ channel }) => channel);
  }

  /** Puts what waits for a channel into one message, unless the message was put together before. */
  async gather(channel: string, batch: string): Promise<Notice[]> {
    const own = await this.#of(batch);
    if (own.length > 0) return own;
    await this.database.query(
      `update alert_notice as notice set batch = $2 from (
         select alert_id, kind from alert_notice where channel = $1 and state = 'waiting' and batch is null
          order by created_at limit ${BATCH_MAX} for update skip locked) as due
        where notice.alert_id = due.alert_id and notice.kind = due.kind and notice.channel = $1`,
      [channel, batch],
    );
    return this.#of(batch);
  }

  async sent(batch: string): Promise<void> {
    await this.database.query(
      `update alert_notice set state = 'sent', sent_at = now(), error = null where batch = $1`,
      [batch],
    );
  }

  async failed(batch: string, error: string): Promise<void> {
    await this.database.query(
      `update alert_notice set state = 'failed', error = $2 where batch = $1 and state <> 'sent'`,
      [batch, error],
    );
  }

  /** Channels for which something has waited too long: the jobs that should send it do not run. */
  async overdue(seconds: number): Promise<string[]> {
    const rows = await this.database.query<{ channel: string }>(
      `select distinct channel from alert_notice
        where state = 'waiting' and batch is null and created_at < now() - make_interval(secs => $1)`,
      [seconds],
    );
    return rows.map(({ channel }) => channel);
  }

  /** Open alerts of which nobody was told because of a silence. */
  async silenced(): Promise<Array<Pick<Alert, 'id' | 'rule' | 'severity'>>> {
    return this.database.query(
      `select id, rule, severity from alert where resolved_at is null
         and id in (select alert_id from alert_notice where state = 'silenced' and kind = 'fired')`,
    );
  }

  /** The silence is over: it is told now. @returns To which channels. */
  async unsilence(alertId: string): Promise<string[]> {
    const rows = await this.database.query<{ channel: string }>(
      `update alert_notice set state = 'waiting', created_at = now()
        where alert_id = $1 and kind = 'fired' and state = 'silenced' returning channel`,
      [alertId],
    );
    return rows.map(({ channel }) => channel);
  }

  async #of(batch: string): Promise<Notice[]> {
    const rows = await this.database.query<Alert & { kind: NoticeKind }>(
      `select notice.kind, id, rule, severity, instance, subject, message, value, threshold, unit,
              started_at as "startedAt", last_seen as "lastSeen", resolved_at as "resolvedAt",
              acknowledged_by as "acknowledgedBy"
         from alert_notice as notice join alert on id = alert_id
        where batch = $1 and state <> 'sent' order by notice.created_at, notice.kind, id`,
      [batch],
    );
    return rows.map(({ kind, ...alert }) => ({ kind, alert }));
  }
}
