import { Injectable } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { Database } from '#platform/database';
import { gistOf, type ToldArticle } from './changed.js';
import type { Story } from './story.js';

/** What a channel has told, so that it does not tell it again. */
@Injectable()
export class ToldRepository {
  constructor(
    private readonly database: Database,
    private readonly cache: TieredCache,
  ) {}

  /** When each article was last told on the channel since a moment, and what it said, by `told_article_channel_idx`. */
  async since(channel: string, since: Date): Promise<Map<string, ToldArticle>> {
    const rows = await this.database.query<{ article_id: string; told_at: Date; gist: string }>(
      `select distinct on (article_id) article_id, told_at, gist from told_article
        where channel = $1 and told_at >= $2 order by article_id, told_at desc`,
      [channel, since],
    );
    return new Map(
      rows.map(({ article_id, told_at, gist }) => [article_id, { at: told_at, gist }]),
    );
  }

  /** Notes that a show told these stories; noting it twice changes nothing. */
  async note(channel: string, showId: string, stories: readonly Story[], at: Date): Promise<void> {
    const articles = stories.flatMap((story) => story.articles);
    await this.database.query(
      `insert into told_article (channel, show_id, article_id, gist, told_at)
       select $1, $2, told.id, told.gist, $5
         from unnest($3::text[], $4::text[]) as told (id, gist) on conflict do nothing`,
      [channel, showId, articles.map(({ id }) => id), articles.map(gistOf), at],
    );
    await this.database.onceCommitted(() => this.cache.invalidateTags(toldTag(channel)));
  }
}

/** Of what is kept and would be another choice once the channel has told something. */
export function toldTag(channel: string): string {
  return `content:told:${channel}`;
}
