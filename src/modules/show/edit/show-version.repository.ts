import { Injectable } from '@nestjs/common';
import type { Script } from '#modules/content';
import { Database } from '#platform/database';
import type { ShowFile } from '../show.entity.js';
import type {
  CoverOutput,
  MixOutput,
  PackageOutput,
  PublishOutput,
  VoiceOutput,
} from '../stages/outputs.js';

/** How a version came to be. */
export const VERSION_ACTIONS = ['made', 'edited', 'regenerated', 'revoiced', 'restored'] as const;
export type VersionAction = (typeof VERSION_ACTIONS)[number];

/** What the last stages left of a version that was finished. */
export interface Render {
  readonly voice: VoiceOutput;
  readonly cover: CoverOutput;
  readonly mix: MixOutput;
  readonly package: PackageOutput;
  readonly publish: PublishOutput;
}

export interface ShowVersion {
  readonly showId: string;
  readonly version: number;
  readonly action: VersionAction;
  /** "key <prefix>", or "station". */
  readonly editor: string;
  readonly at: Date;
  readonly restoredFrom: number | null;
  readonly script: Script;
  /** Null where it was never finished: a draft, or one that failed. */
  readonly render: Render | null;
  readonly files: ReadonlyArray<Omit<ShowFile, 'showId'>>;
}

const COLUMNS = `show_id as "showId", version, action, editor, at, restored_from as "restoredFrom",
  script, render, files`;

/** Former and present versions of scripts; the present one has no render here until the next edit keeps it. */
@Injectable()
export class ShowVersionRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, by the primary key. */
  all(showId: string): Promise<ShowVersion[]> {
    return this.database.query(
      `select ${COLUMNS} from show_version where show_id = $1 order by version desc`,
      [showId],
    );
  }

  async find(showId: string, version: number): Promise<ShowVersion | undefined> {
    const [row] = await this.database.query<ShowVersion>(
      `select ${COLUMNS} from show_version where show_id = $1 and version = $2`,
      [showId, version],
    );
    return row;
  }

  /** What was made of the newest version that was finished, before the present one. */
  async lastRender(showId: string): Promise<Render | undefined> {
    const [row] = await this.database.query<{ render: Render }>(
      `select render from show_version where show_id = $1 and render is not null
        order by version desc limit 1`,
      [showId],
    );
    return row?.render;
  }

  /** Stores a version, or what was made of one that is there. */
  async keep(version: ShowVersion): Promise<void> {
    const { showId, action, editor, at, restoredFrom, script, render, files } = version;
    await this.database.query(
      `insert into show_version (show_id, version, action, editor, at, restored_from, script, render, files)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (show_id, version) do update
         set script = excluded.script, render = excluded.render, files = excluded.files`,
      [
        showId,
        version.version,
        action,
        editor,
        at,
        restoredFrom,
        JSON.stringify(script),
        render && JSON.stringify(render),
        JSON.stringify(files),
      ],
    );
  }

  /** Forgets all but the newest versions. @returns Ids of files that nobody refers to any more. */
  async prune(showId: string, keep: number): Promise<string[]> {
    const rows = await this.database.query<{ files: ShowVersion['files'] }>(
      `delete from show_version where show_id = $1 and version <=
         (select max(version) - $2 from show_version where show_id = $1) returning files`,
      [showId, keep],
    );
    const ids = [...new Set(rows.flatMap(({ files }) => files.map(({ fileId }) => fileId)))];
    const unused = await this.database.query<{ id: string }>(
      `select id from unnest($1::text[]) id
        where not exists (select from show_file where file_id = id)
          and not exists (select from show_version
            where files @> jsonb_build_array(jsonb_build_object('fileId', id)))`,
      [ids],
    );
    return unused.map(({ id }) => id);
  }
}
