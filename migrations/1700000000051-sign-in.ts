import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signing in: browser sessions, token families with their refresh tokens, and the keys that sign. */
export class SignIn1700000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table browser_session (
        hash       text        primary key check (length(hash) = 64),
        key_id     uuid        not null references api_key (id) on delete cascade,
        made_at    timestamptz not null default now(),
        expires_at timestamptz not null
      );
      create index browser_session_expires_idx on browser_session (expires_at);
      create index browser_session_key_idx on browser_session (key_id);

      create table token_family (
        id         uuid        primary key default gen_random_uuid(),
        key_id     uuid        not null references api_key (id) on delete cascade,
        scope      text        not null check (scope in ('listener', 'uploader', 'producer', 'operator')),
        made_at    timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at   timestamptz,
        ended_by   text        check (ended_by in ('logout', 'reuse'))
      );
      create index token_family_expires_idx on token_family (expires_at);
      create index token_family_key_idx on token_family (key_id);

      create table refresh_token (
        hash       text        primary key check (length(hash) = 64),
        family_id  uuid        not null references token_family (id) on delete cascade,
        made_at    timestamptz not null default now(),
        expires_at timestamptz not null,
        used_at    timestamptz
      );
      create index refresh_token_family_idx on refresh_token (family_id);

      create table signing_key (
        kid        text        primary key,
        algorithm  text        not null check (algorithm in ('ES256', 'RS256')),
        public_jwk jsonb       not null,
        sealed     text        not null,
        made_at    timestamptz not null default now(),
        retired_at timestamptz
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table signing_key, refresh_token, token_family, browser_session');
  }
}
