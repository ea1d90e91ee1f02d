import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { NewestKey } from '#platform/stored';
import type { Peaks } from '../mix/mix-plan.js';
import type { Jingle, JingleAnalysis, JingleKind, JingleStatus } from './jingle.js';

/** Rows of one look at all of them. */
const PAGE = 1_000;

const FIELDS = `id, media_id as "mediaId", kind, name, show_types as "showTypes", status, reason, analysis,
  preview, preview_size_bytes::float8 as "previewSizeBytes", uses, last_used_at as "lastUsedAt", version,
  created_at as "createdAt", updated_at as "updatedAt"`;

export interface JingleFilter {
  readonly kind?: JingleKind | undefined;
  readonly status?: JingleStatus | undefined;
  /** Part of the name, in any case. */
  readonly q?: string | undefined;
  readonly showType?: string | undefined;
  readonly durationSMin?: number | undefined;
  readonly durationSMax?: number | undefined;
  readonly energyMin?: number | undefined;
  readonly energyMax?: number | undefined;
}

/** Shared by page and total: the same parameters in the same order. */
const MATCHES = `($1::text is null or kind = $1) and ($2::text is null or status = $2)
  and ($3::text is null or strpos(lower(name), lower($3)) > 0)
  and ($4::text is null or $4 = any(show_types))
  and ($5::float8 is null or duration_s >= $5) and ($6::float8 is null or duration_s <= $6)
  and ($7::float8 is null or energy >= $7) and ($8::float8 is null or energy <= $8)`;

const valuesOf = (filter: JingleFilter) => [
  filter.kind ?? null,
  filter.status ?? null,
  filter.q ?? null,
  filter.showType ?? null,
  filter.durationSMin ?? null,
  filter.durationSMax ?? null,
  filter.energyMin ?? null,
  filter.energyMax ?? null,
];

@Injectable()
export class JingleRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Jingle | undefined> {
    const [row] = await this.database.query<Jingle>(`select ${FIELDS} from jingle where id = $1`, [
      id,
    ]);
    return row;
  }

  /** Adds one that waits to be listened to; the same file for the same use gives the one that is there. */
  async add(
    jingle: Pick<Jingle, 'id' | 'mediaId' | 'kind' | 'name' | 'showTypes'>,
  ): Promise<Jingle> {
    await this.database.query(
      `insert into jingle (id, media_id, kind, name, show_types) values ($1, $2, $3, $4, $5)
       on conflict (kind, media_id) do nothing`,
      [jingle.id, jingle.mediaId, jingle.kind, jingle.name, jingle.showTypes],
    );
    const [row] = await this.database.query<Jingle>(
      `select ${FIELDS} from jingle where kind = $1 and media_id = $2`,
      [jingle.kind, jingle.mediaId],
    );
    return row as Jingle;
  }

  /** Newest first, one page, by an index. */
  page(filter: JingleFilter, after: NewestKey | undefined, limit: number): Promise<Jingle[]> {
    return this.database.query<Jingle>(
      `select ${FIELDS} from jingle where ${MATCHES}
         and ($9::timestamptz is null or (created_at, id) < ($9, $10::uuid))
       order by created_at desc, id desc limit $11`,
      [...valuesOf(filter), after?.createdAt ?? null, after?.id ?? null, limit],
    );
  }

  /** ISO 8601, to the microsecond, as the page that follows has to be told. */
  async momentOf(id: string): Promise<string> {
    const [row] = await this.database.query<{ at: string }>(
      `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
         from jingle where id = $1`,
      [id],
    );
    return row?.at ?? '';
  }

  async total(filter: JingleFilter): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::integer as count from jingle where ${MATCHES}`,
      valuesOf(filter),
    );
    return row?.count ?? 0;
  }

  /** @returns Nothing where it is not at that version any more. */
  async change(
    id: string,
    version: number | undefined,
    changes: Partial<Pick<Jingle, 'kind' | 'name' | 'showTypes'>>,
  ): Promise<Jingle | undefined> {
    const rows = await this.database.query<Jingle>(
      `with changed as (update jingle set kind = coalesce($3, kind), name = coalesce($4, name),
         show_types = coalesce($5, show_types), version = version + 1, updated_at = now()
       where id = $1 and ($2::integer is null or version = $2) returning *) select ${FIELDS} from changed`,
      [id, version ?? null, changes.kind ?? null, changes.name ?? null, changes.showTypes ?? null],
    );
    return rows[0];
  }

  /** @returns False where it is not at that version any more. */
  async remove(id: string, version: number | undefined): Promise<boolean> {
    const rows = await this.database.query<{ id: string }>(
      `with gone as (delete from jingle where id = $1 and ($2::integer is null or version = $2) returning id)
       select id from gone`,
      [id, version ?? null],
    );
    return rows.length === 1;
  }

  async heard(
    id: string,
    found: {
      readonly analysis: JingleAnalysis;
      readonly peaks: Peaks;
      readonly preview: string;
      readonly previewSizeBytes: number;
    },
  ): Promise<void> {
    const { analysis, peaks, preview, previewSizeBytes } = found;
    await this.database.query(
      `update jingle set status = 'ready', reason = null, analysis = $2, peaks = $3, preview = $4,
         preview_size_bytes = $5, duration_s = $6, energy = $7, version = version + 1, updated_at = now()
       where id = $1`,
      [
        id,
        JSON.stringify(analysis),
        JSON.stringify(peaks),
        preview,
        previewSizeBytes,
        analysis.durationS,
        analysis.energy,
      ],
    );
  }

  async setStatus(id: string, status: JingleStatus, reason: string | null): Promise<void> {
    await this.database.query(
      `update jingle set status = $2, reason = $3, version = version + 1, updated_at = now() where id = $1`,
      [id, status, reason],
    );
  }

  async peaks(id: string): Promise<Peaks | undefined> {
    const [row] = await this.database.query<{ peaks: Peaks | null }>(
      'select peaks from jingle where id = $1',
      [id],
    );
    return row?.peaks ?? undefined;
  }

  /** Every one that can be heard, of a kind: the least used first, a bounded number. */
  ready(kind: JingleKind | undefined, limit: number): Promise<Jingle[]> {
    return this.database.query<Jingle>(
      `select ${FIELDS} from jingle where status = 'ready' and ($1::text is null or kind = $1)
       order by uses, created_at desc, id limit $2`,
      [kind ?? null, limit],
    );
  }

  /** Counts a show once, however often it is told. */
  async countUse(ids: readonly string[], showId: string): Promise<void> {
    await this.database.query(
      `with used as (insert into jingle_use (jingle_id, show_id)
         select id, $2 from jingle where id = any($1::uuid[]) on conflict do nothing returning jingle_id)
       update jingle set uses = uses + 1, last_used_at = now() from used where jingle.id = used.jingle_id`,
      [ids, showId],
    );
  }

  /** Names of the jingles that a file is. */
  async namesOf(mediaId: string): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      'select name from jingle where media_id = $1 order by name',
      [mediaId],
    );
    return rows.map(({ name }) => `the jingle "${name}"`);
  }

  /** @returns Of these contents, those that are previews. */
  async usedContents(contents: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select distinct preview as id from jingle where preview = any($1)',
      [contents],
    );
    return rows.map(({ id }) => id);
  }

  /** The preview of every jingle. */
  async *contents(): AsyncGenerator<{ id: string; what: string }> {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.database.query<{ key: string; id: string; name: string }>(
        `select id as key, preview as id, name from jingle
          where preview is not null and id > $1 order by id limit $2`,
        [last, PAGE],
      );
      for (const { id, name } of rows) yield { id, what: `preview of the jingle "${name}"` };
      last = rows.at(-1)?.key ?? last;
      if (rows.length < PAGE) return;
    }
  }
}
