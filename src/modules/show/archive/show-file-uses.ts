import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform/database';
import { type FileUser, FileUses } from '#platform/files';

const PAGE = 1_000;
/** Before every other id. */
const NIL = '00000000-0000-0000-0000-000000000000';

/** Tells which stored files shows need: those they offer, those of former versions, those of shows not finished yet. */
@Injectable()
export class ShowFileUses implements FileUser, OnModuleInit {
  readonly name = 'shows';

  constructor(
    private readonly database: Database,
    private readonly uses: FileUses,
  ) {}

  onModuleInit(): void {
    this.uses.register(this);
  }

  readonly used = async (ids: readonly string[]): Promise<string[]> => {
    const rows = await this.database.query<{ id: string }>(
      // Each branch by an index of its own; an "or" of two would have one of the tables read whole.
      `select id from unnest($1::text[]) id where exists (select from show_file where file_id = id)
       union
       select id from unnest($1::text[]) id where exists (select from show_version
        where files @> jsonb_build_array(jsonb_build_object('fileId', id)))
       union
       select output ->> 'fileId' from show_stage
        where stage = 'cover' and output ->> 'fileId' = any($1)
       union
       select output -> 'small' ->> 'fileId' from show_stage
        where stage = 'cover' and output -> 'small' ->> 'fileId' = any($1)
       union
       select id from unnest($1::text[]) id where exists (select from show_stage
        where stage = 'package'
          and output -> 'files' @> jsonb_build_array(jsonb_build_object('fileId', id)))`,
      [ids],
    );
    return rows.map(({ id }) => id);
  };

  async *all(): AsyncGenerator<{ id: string; what: string }> {
    yield* this.#ofFiles();
    yield* this.#ofUnfinished();
    yield* this.#ofVersions();
  }

  async *#ofFiles(): AsyncGenerator<{ id: string; what: string }> {
    let last = [NIL, ''];
    for (;;) {
      const rows = await this.database.query<{ show: string; name: string; id: string }>(
        `select show_id as show, name, file_id as id from show_file
          where (show_id, name) > ($1::uuid, $2) order by show_id, name limit $3`,
        [...last, PAGE],
      );
      for (const { show, name, id } of rows) yield { id, what: `show ${show} (${name})` };
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) return;
      last = [end.show, end.name];
    }
  }

  /** What shows hold that are in the making, wait, or may be tried again; of finished ones it is among their files. */
  async *#ofUnfinished(): AsyncGenerator<{ id: string; what: string }> {
    let last = [NIL, ''];
    for (;;) {
      const rows = await this.database.query<{ show: string; stage: string; ids: string[] }>(
        `select show_id as show, show_stage.stage, array_remove(
             array[output ->> 'fileId', output -> 'small' ->> 'fileId'] || array(
               select file ->> 'fileId' from jsonb_array_elements(output -> 'files') file), null) as ids
           from show_stage join show on show.id = show_id
          where status <> 'completed' and show_stage.stage in ('cover', 'package')
            and (show_id, show_stage.stage) > ($1::uuid, $2)
          order by show_id, show_stage.stage limit $3`,
        [...last, PAGE],
      );
      for (const { show, stage, ids } of rows)
        for (const id of ids) yield { id, what: `show ${show}, stage ${stage}` };
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) return;
      last = [end.show, end.stage];
    }
  }

  async *#ofVersions(): AsyncGenerator<{ id: string; what: string }> {
    let last: [string, number] = [NIL, 0];
    for (;;) {
      const rows = await this.database.query<{ show: string; version: number; ids: string[] }>(
        `select show_id as show, version,
             array(select file ->> 'fileId' from jsonb_array_elements(files) file) as ids
           from show_version where (show_id, version) > ($1::uuid, $2::integer)
          order by show_id, version limit $3`,
        [...last, PAGE],
      );
      for (const { show, version, ids } of rows)
        for (const id of ids) yield { id, what: `show ${show}, version ${version}` };
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) return;
      last = [end.show, end.version];
    }
  }
}
