import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { MomentAndId } from '#platform/stored';
import { LISTED_KINDS, type MediaFile, type MediaKind } from './media-file.js';
import { MediaInUse } from './media.problems.js';

const FOREIGN_KEY_VIOLATION = '23503';
const PAGE = 1_000;

interface PgError {
  readonly code?: string;
  readonly table?: string;
}

export interface MediaFilter {
  /** Left out: every kind but samples of voices. */
  readonly kind?: MediaKind | undefined;
  /** Part of the name, in any case. */
  readonly q?: string | undefined;
  readonly after?: MomentAndId | undefined;
  readonly limit: number;
}

export interface KindUse {
  readonly kind: MediaKind;
  readonly files: number;
  readonly sizeBytes: number;
  readonly oldest: Date;
  readonly newest: Date;
}

const FIELDS = `id, kind, content_hash as "contentHash", size_bytes::float8 as "sizeBytes",
  content_type as "contentType", name, owner_key_id as "ownerKeyId", owner_id as "ownerId", created_at as "createdAt"`;

@Injectable()
export class MediaFileRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<MediaFile | undefined> {
    const [row] = await this.database.query<MediaFile>(
      `select ${FIELDS} from media_file where id = $1`,
      [id],
    );
    return row;
  }

  async byContent(kind: MediaKind, contentHash: string): Promise<MediaFile | undefined> {
    const [row] = await this.database.query<MediaFile>(
      `select ${FIELDS} from media_file where kind = $1 and content_hash = $2`,
      [kind, contentHash],
    );
    return row;
  }

  /** Adds a row; where the kind has this content already, the row that is there stands. */
  async add(file: MediaFile): Promise<MediaFile> {
    await this.database.query(
      `insert into media_file (id, kind, content_hash, size_bytes, content_type, name, owner_key_id, owner_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (kind, content_hash) do nothing`,
      [
        file.id,
        file.kind,
        file.contentHash,
        file.sizeBytes,
        file.contentType,
        file.name,
        file.ownerKeyId,
        file.ownerId,
        file.createdAt,
      ],
    );
    return (await this.byContent(file.kind, file.contentHash)) ?? file;
  }

  /** @throws MediaInUse where a row elsewhere points at it. */
  async remove(id: string): Promise<void> {
    try {
      await this.database.query('delete from media_file where id = $1', [id]);
    } catch (error) {
      const { code, table } = ((error as { driverError?: unknown }).driverError ?? {}) as PgError;
      if (code !== FOREIGN_KEY_VIOLATION) throw error;
      throw new MediaInUse(id, [`a row of ${table ?? 'another table'}`]);
    }
  }

  /** Newest first, one page, by an index. */
  async page({ kind, q, after, limit }: MediaFilter): Promise<MediaFile[]> {
    return this.database.query<MediaFile>(
      `select ${FIELDS} from media_file
        where kind = any($1) and ($2::text is null or strpos(lower(name), lower($2)) > 0)
          and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
        order by created_at desc, id desc limit $5`,
      [
        kind === undefined ? LISTED_KINDS : [kind],
        q ?? null,
        after?.createdAt ?? null,
        after?.id ?? null,
        limit,
      ],
    );
  }

  async total({ kind, q }: Pick<MediaFilter, 'kind' | 'q'>): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::integer as count from media_file
        where kind = any($1) and ($2::text is null or strpos(lower(name), lower($2)) > 0)`,
      [kind === undefined ? LISTED_KINDS : [kind], q ?? null],
    );
    return row?.count ?? 0;
  }

  /** What each kind takes; equal content that several kinds have counts for each. */
  async byKind(): Promise<KindUse[]> {
    return this.database.query<KindUse>(
      `select kind, count(*)::integer as files, sum(size_bytes)::float8 as "sizeBytes",
         min(created_at) as oldest, max(created_at) as newest
         from media_file group by kind order by kind`,
    );
  }

  /** Files of a kind from before a moment, the oldest first; a page begins after the one before. */
  async older(
    kind: MediaKind,
    before: Date,
    { after, limit }: { readonly after: Date | undefined; readonly limit: number },
  ): Promise<MediaFile[]> {
    return this.database.query<MediaFile>(
      `select ${FIELDS} from media_file
        where kind = $1 and created_at < $2 and ($3::timestamptz is null or created_at > $3)
        order by created_at, id limit $4`,
      [kind, before, after ?? null, limit],
    );
  }

  async countOlder(kind: MediaKind, before: Date): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::integer as count from media_file where kind = $1 and created_at < $2',
      [kind, before],
    );
    return row?.count ?? 0;
  }

  /** @returns Of these contents, those that a file has. */
  async usedContents(contents: readonly string[]): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      'select distinct content_hash as id from media_file where content_hash = any($1)',
      [contents],
    );
    return rows.map(({ id }) => id);
  }

  /** The content of every file. */
  async *contents(): AsyncGenerator<{ id: string; what: string }> {
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.database.query<{ id: string; hash: string; name: string }>(
        'select id, content_hash as hash, name from media_file where id > $1 order by id limit $2',
        [last, PAGE],
      );
      for (const { id, hash, name } of rows) yield { id: hash, what: `media file ${id} (${name})` };
      last = rows.at(-1)?.id ?? last;
      if (rows.length < PAGE) return;
    }
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::integer as count from media_file',
    );
    return row?.count ?? 0;
  }
}
