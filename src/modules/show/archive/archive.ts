import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

/** Which finished shows are wanted. */
export interface ArchiveFilter {
  readonly from?: Date | undefined;
  /** Not included. */
  readonly before?: Date | undefined;
  readonly preset?: string | undefined;
  readonly channel?: string | undefined;
  /** Words of the title. */
  readonly q?: string | undefined;
}

export interface Episode {
  readonly id: string;
  readonly title: string | null;
  readonly preset: string;
  readonly channel: string;
  readonly language: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly durationS: number | null;
  readonly files: ReadonlyArray<{
    readonly name: string;
    readonly kind: string;
    readonly content_type: string;
    readonly size_bytes: number;
    readonly sha256: string;
  }>;
}

const MATCHES = `show.status = 'completed' and exists (select from show_file where show_id = show.id)
  and ($1::timestamptz is null or show.created_at >= $1) and ($2::timestamptz is null or show.created_at < $2)
  and ($3::text is null or show.preset = $3) and ($4::text is null or show.channel = $4)
  and ($5::text is null or strpos(lower(show.title), lower($5)) > 0)`;
const DURATION = `(select (output ->> 'durationS')::float8 from show_stage
  where show_id = show.id and stage = 'mix')`;

/** Finished shows with their files. */
@Injectable()
export class Archive {
  constructor(private readonly database: Database) {}

  /** Newest first, one page, by `show_newest_idx`. */
  page(
    filter: ArchiveFilter,
    after: { readonly createdAt: Date; readonly id: string } | undefined,
    limit: number,
  ): Promise<Episode[]> {
    return this.database.query<Episode>(
      `select show.id, show.title, show.preset, show.channel, show.language, show.created_at as "createdAt",
         show.finished_at as "finishedAt", ${DURATION} as "durationS",
         (select jsonb_agg(jsonb_build_object('name', name, 'kind', kind, 'content_type', content_type,
            'size_bytes', size_bytes, 'sha256', file_id) order by name) from show_file where show_id = show.id) as files
         from show
        where ${MATCHES} and ($6::timestamptz is null or (show.created_at, show.id) < ($6, $7::uuid))
        order by show.created_at desc, show.id desc limit $8`,
      [...valuesOf(filter), after?.createdAt ?? null, after?.id ?? null, limit],
    );
  }

  async totals(filter: ArchiveFilter) {
    const [row] = await this.database.query<{
      shows: number;
      files: number;
      size_bytes: number;
      duration: number;
    }>(
      `select count(*)::integer as shows, coalesce(sum(files), 0)::integer as files,
         coalesce(sum(bytes), 0)::float8 as size_bytes, coalesce(sum(duration), 0)::float8 as duration
         from (select (select count(*) from show_file where show_id = show.id) as files,
             (select sum(size_bytes) from show_file where show_id = show.id) as bytes,
             ${DURATION} as duration
           from show where ${MATCHES}) episode`,
      valuesOf(filter),
    );
    return row ?? { shows: 0, files: 0, size_bytes: 0, duration: 0 };
  }
}

function valuesOf({ from, before, preset, channel, q }: ArchiveFilter): unknown[] {
  return [from ?? null, before ?? null, preset ?? null, channel ?? null, q ?? null];
}
