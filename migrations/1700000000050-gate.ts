import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys get names, scopes, bounds and a life; what happened at the gate is only ever added to. */
export class Gate1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table api_key
        add column name           text        not null default 'first operator key',
        add column scopes         text[]      not null default '{operator}'
          check (cardinality(scopes) between 1 and 4
            and scopes <@ '{listener,uploader,producer,operator}'),
        add column cidrs          text[]      not null default '{}' check (cardinality(cidrs) <= 50),
        add column expires_at     timestamptz,
        add column revoked_at     timestamptz,
        add column rotated_to     uuid        references api_key (id),
        add column last_used_at   timestamptz,
        add column last_used_from text;
      alter table api_key alter column name drop default;
      alter table api_key alter column scopes drop default;
      alter table api_key drop column scope;
      create index api_key_made_idx on api_key (created_at desc, id) where revoked_at is null;

      create table audit_entry (
        id         bigint      primary key generated always as identity,
        at         timestamptz not null default now(),
        actor      text        not null,
        action     text        not null,
        target     text,
        outcome    text        not null check (outcome in ('done', 'refused')),
        client     text,
        request_id text,
        facts      jsonb       not null default '{}'
      );
      create index audit_entry_action_idx on audit_entry (action, id desc);
      create index audit_entry_actor_idx on audit_entry (actor, id desc);
      create function refuse_to_forget() returns trigger language plpgsql as $$
        begin
          raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
        end $$;
      create trigger audit_entry_stays before update or delete on audit_entry
        for each row execute function refuse_to_forget();
      create trigger audit_entry_whole before truncate on audit_entry
        for each statement execute function refuse_to_forget();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table audit_entry;
      drop function refuse_to_forget;
      delete from api_key where not ('operator' = any (scopes)) or revoked_at is not null
        or expires_at is not null or cardinality(cidrs) > 0;
      alter table api_key
        add column scope text not null default 'operator' check (scope in ('operator')),
        drop column name, drop column scopes, drop column cidrs, drop column expires_at,
        drop column revoked_at, drop column rotated_to, drop column last_used_at, drop column last_used_from;
      alter table api_key alter column scope drop default;
    `);
  }
}
