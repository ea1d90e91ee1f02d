import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts, who is told of them, when nobody is, and which process judges for all. */
export class Alert1700000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alert (
        id              uuid             primary key,
        rule            text             not null,
        severity        text             not null check (severity in ('INFO', 'WARNING', 'CRITICAL')),
        instance        text             not null, -- empty: the whole station
        subject         text             not null, -- empty: there is but one
        message         text             not null,
        value           double precision not null,
        threshold       double precision not null,
        unit            text             not null,
        started_at      timestamptz      not null,
        last_seen       timestamptz      not null,
        resolved_at     timestamptz,
        acknowledged_by text,
        acknowledged_at timestamptz
      );
      -- However many processes see it: it fires once.
      create unique index alert_open_idx on alert (rule, instance, subject) where resolved_at is null;
      create index alert_started_idx on alert (started_at desc);
      create index alert_resolved_idx on alert (resolved_at) where resolved_at is not null;

      create table alert_notice (
        alert_id   uuid        not null references alert on delete cascade,
        kind       text        not null check (kind in ('fired', 'resolved')),
        channel    text        not null,
        state      text        not null check (state in ('waiting', 'sent', 'failed', 'silenced')),
        batch      uuid,       -- the message it went into, or is going into
        created_at timestamptz not null default now(),
        sent_at    timestamptz,
        error      text,
        primary key (alert_id, kind, channel)
      );
      create index alert_notice_waiting_idx on alert_notice (channel, created_at) where state = 'waiting' and batch is null;
      create index alert_notice_silenced_idx on alert_notice (alert_id) where state = 'silenced';
      create index alert_notice_batch_idx on alert_notice (batch) where batch is not null;

      create table alert_silence (
        id         uuid        primary key default gen_random_uuid(),
        rule       text,
        severity   text        check (severity in ('INFO', 'WARNING', 'CRITICAL')),
        from_at    timestamptz not null,
        until_at   timestamptz not null check (until_at > from_at),
        reason     text        not null,
        created_by text        not null,
        created_at timestamptz not null default now(),
        check (rule is not null or severity is not null)
      );
      create index alert_silence_until_idx on alert_silence (until_at);

      create table alert_lease (
        name     text        primary key,
        holder   text        not null,
        until_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table alert_lease; drop table alert_silence; drop table alert_notice; drop table alert;',
    );
  }
}
