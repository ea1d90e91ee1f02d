import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { MediaFile, MediaKind } from './media-file.js';

const FIELDS = `id, kind, content_hash as "contentHash", size_bytes::float8 as "sizeBytes",
  content_type as "contentType", name, owner_key_id as "ownerKeyId", created_at as "createdAt"`;

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
      `insert into media_file (id, kind, content_hash, size_bytes, content_type, name, owner_key_id, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (kind, content_hash) do nothing`,
      [
        file.id,
        file.kind,
        file.contentHash,
        file.sizeBytes,
        file.contentType,
        file.name,
        file.ownerKeyId,
        file.createdAt,
      ],
    );
    return (await this.byContent(file.kind, file.contentHash)) ?? file;
  }

  async remove(id: string): Promise<void> {
    await this.database.query('delete from media_file where id = $1', [id]);
  }

  async count(): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::integer as count from media_file',
    );
    return row?.count ?? 0;
  }

  /** How many rows have this content. */
  async uses(contentHash: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(
      'select count(*)::integer as count from media_file where content_hash = $1',
      [contentHash],
    );
    return row?.count ?? 0;
  }
}
