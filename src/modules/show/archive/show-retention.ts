import { basename } from 'node:path';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Retention, RetentionSettings, StorageUse } from '#modules/media';
import { Database } from '#platform/database';
import { FileStore, FileUses } from '#platform/files';
import { ARCHIVE_FOLDER } from '../show-files.js';
import type { PublishOutput } from '../stages/outputs.js';

const AT_ONCE = 50;
const EVENTS_AT_ONCE = 5_000;

/** Lets go of old shows, old versions of scripts and old progress, as the rules say. */
@Injectable()
export class ShowRetention implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly uses: FileUses,
    private readonly retention: Retention,
    private readonly storage: StorageUse,
    private readonly settings: RetentionSettings,
  ) {}

  onModuleInit(): void {
    this.storage.register(() => this.#share());
    this.retention.register(
      {
        kind: 'show',
        about: 'finished shows with their files',
        days: () => this.settings.showDays,
        due: (before) => this.#count(`show where ${OLD_SHOW}`, before),
        prune: (before, signal) => this.#shows(before, signal),
      },
      {
        kind: 'script',
        about: 'former versions of scripts, with their sound',
        days: () => this.settings.scriptDays,
        due: (before) => this.#count(`show_version v where ${OLD_VERSION}`, before),
        prune: (before) => this.#versions(before),
      },
      {
        kind: 'log',
        about: 'how the making of finished shows went, step by step',
        days: () => this.settings.logDays,
        due: (before) => this.#count(`show_event e where ${OLD_EVENT}`, before),
        prune: (before, signal) => this.#events(before, signal),
      },
    );
  }

  async #count(what: string, before: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::integer as count from ${what}`,
      [before],
    );
    return row?.count ?? 0;
  }

  /** A few thousand at a time: a station that has never let go of any has millions. */
  async #events(before: Date, signal: AbortSignal): Promise<number> {
    for (let gone = 0; ;) {
      signal.throwIfAborted();
      const [row] = await this.database.query<{ count: number }>(
        `with gone as (delete from show_event where id in
           (select e.id from show_event e where ${OLD_EVENT} limit $2) returning 1)
         select count(*)::integer as count from gone`,
        [before, EVENTS_AT_ONCE],
      );
      const count = row?.count ?? 0;
      gone += count;
      if (count < EVENTS_AT_ONCE) return gone;
    }
  }

  async #shows(before: Date, signal: AbortSignal): Promise<number> {
    for (let gone = 0; ;) {
      signal.throwIfAborted();
      const rows = await this.database.query<{ id: string; path: string | null; files: string[] }>(
        `with old as (select id from show where ${OLD_SHOW} order by created_at limit $2)
         select old.id,
           (select output ->> 'path' from show_stage where show_id = old.id and stage = 'publish') as path,
           array(select file_id from show_file where show_id = old.id union
                 select file ->> 'fileId' from show_version, jsonb_array_elements(files) file
                  where show_id = old.id) as files
           from old`,
        [before, AT_ONCE],
      );
      for (const { id, path, files } of rows) {
        if (!(await this.#drop(id, before))) continue;
        gone++;
        const shown: PublishOutput['path'] | null = path;
        if (shown !== null) await this.files.conceal(ARCHIVE_FOLDER, basename(shown));
        for (const fileId of files) await this.uses.release(fileId);
      }
      await this.database.changed('show');
      if (rows.length < AT_ONCE) return gone;
    }
  }

  /** @returns False where somebody edits it, or has since we looked: it stays, with all it has. */
  async #drop(id: string, before: Date): Promise<boolean> {
    return this.database.transaction(async () => {
      // First: who is at work on it is waited for, and the next statement sees what he has done.
      await this.database.query('select 1 from show where id = $1 for update', [id]);
      const gone = await this.database.query(
        `delete from show where id = $2 and ${OLD_SHOW} returning id`,
        [before, id],
      );
      return gone.length > 0;
    });
  }

  async #versions(before: Date): Promise<number> {
    const rows = await this.database.query<{ files: ReadonlyArray<{ fileId: string }> }>(
      `delete from show_version v where ${OLD_VERSION} returning files`,
      [before],
    );
    const ids = new Set(rows.flatMap(({ files }) => files.map(({ fileId }) => fileId)));
    for (const id of ids) await this.uses.release(id);
    return rows.length;
  }

  async #share() {
    const [row] = await this.database.query<{
      files: number;
      sizeBytes: number;
      oldest: Date | null;
      newest: Date | null;
    }>(
      `select count(*)::integer as files, coalesce(sum(size_bytes), 0)::float8 as "sizeBytes",
         min(created_at) as oldest, max(created_at) as newest
         from show_file join show on show.id = show_id`,
    );
    return { kind: 'show', files: 0, sizeBytes: 0, oldest: null, newest: null, ...row };
  }
}

/** Since its last change: who edits a show of last year shall hear it tomorrow. */
const OLD_SHOW = `status in ('completed', 'failed', 'cancelled') and created_at < $1
  and coalesce(finished_at, created_at) < $1
  and not exists (select from show_version v where v.show_id = show.id and v.at >= $1)`;
/** Neither the present version of a show, nor the newest that was finished: an edit goes on from its sound. */
const OLD_VERSION = `at < $1 and version < (select version from show where id = v.show_id)
  and version < (select max(version) from show_version where show_id = v.show_id and render is not null)`;
const OLD_EVENT = `exists (select from show where id = e.show_id and finished_at < $1
  and status in ('completed', 'failed', 'cancelled'))`;
