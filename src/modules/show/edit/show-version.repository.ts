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

/** A version as lists tell of it: without its words. */
export interface VersionSummary extends Omit<ShowVersion, 'script' | 'render'> {
  readonly title: string;
  readonly segmentCount: number;
  /** Seconds; null where it was never finished. */
  readonly durationS: number | null;
  readonly loudness: MixOutput['loudness'] | null;
}

export function summaryOf({ script, render, ...version }: ShowVersion): VersionSummary {
  return {
    ...version,
    title: script.title,
    segmentCount: script.segments.length,
    durationS: render?.mix.durationS ?? null,
    loudness: render?.mix.loudness ?? null,
  };
}

const COLUMNS = `show_id as "showId", version, action, editor, at, restored_from as "restoredFrom",
  script, render, files`;

/** Former and present versions of scripts; the present one has no render here until the next edit keeps it. */
@Injectable()
export class ShowVersionRepository {
  constructor(private readonly database: Database) {}

  /** Newest first, by the primary key. */
  summaries(showId: string): Promise<VersionSummary[]> {
    return this.database.query(
      `select show_id as "showId", version, action, editor, at, restored_from as "restoredFrom", files,
              script ->> 'title' as title, jsonb_array_length(script -> 'segments') as "segmentCount",
              (render #>> '{mix,durationS}')::float8 as "durationS", render #> '{mix,loudness}' as loudness
         from show_version where show_id = $1 order by version desc`,
      [showId],
    );
  }

  /** Files of one version; nothing where it is not kept. */
  async filesOf(showId: string, version: number): Promise<ShowVersion['files'] | undefined> {
    const [row] = await this.database.query<Pick<ShowVersion, 'files'>>(
      'select files from show_version where show_id = $1 and version = $2',
      [showId, version],
    );
    return row?.files;
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

  /**
   * Forgets all but the newest versions, and the newest one that was finished: what is heard until another is.
   * @returns Ids of files that nobody refers to any more.
   */
  async prune(showId: string, keep: number): Promise<string[]> {
    const rows = await this.database.query<{ files: ShowVersion['files'] }>(
      `delete from show_version where show_id = $1 and version <=
         (select max(version) - $2 from show_version where show_id = $1)
         and version is distinct from
         (select max(version) from show_version where show_id = $1 and render is not null)
       returning files`,
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
