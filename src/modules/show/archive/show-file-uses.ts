import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '#platform/database';
import { type FileUser, FileUses } from '#platform/files';

const PAGE = 1_000;

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
      `select id from unnest($1::text[]) id where exists (select from show_file where file_id = id)
         or exists (select from show_version
              where files @> jsonb_build_array(jsonb_build_object('fileId', id)))
       union
       select output ->> 'fileId' from show_stage
        where stage = 'cover' and output ->> 'fileId' = any($1)
       union
       select output -> 'small' ->> 'fileId' from show_stage
        where stage = 'cover' and output -> 'small' ->> 'fileId' = any($1)
       union
       select file ->> 'fileId' from show_stage, jsonb_array_elements(output -> 'files') file
        where stage = 'package' and file ->> 'fileId' = any($1)`,
      [ids],
    );
    return rows.map(({ id }) => id);
  };

  async *all(): AsyncGenerator<{ id: string; what: string }> {
    let last = ['00000000-0000-0000-0000-000000000000', ''];
    for (;;) {
      const rows = await this.database.query<{ show: string; name: string; id: string }>(
        `select show_id as show, name, file_id as id from show_file
          where (show_id, name) > ($1::uuid, $2) order by show_id, name limit $3`,
        [...last, PAGE],
      );
      for (const { show, name, id } of rows) yield { id, what: `show ${show} (${name})` };
      const end = rows.at(-1);
      if (!end || rows.length < PAGE) break;
      last = [end.show, end.name];
    }
    yield* this.#ofVersions();
  }

  async *#ofVersions(): AsyncGenerator<{ id: string; what: string }> {
    const rows = await this.database.query<{ show: string; version: number; id: string }>(
      `select show_id as show, version, file ->> 'fileId' as id
         from show_version, jsonb_array_elements(files) file`,
    );
    for (const { show, version, id } of rows)
      yield { id, what: `show ${show}, version ${version}` };
  }
}
