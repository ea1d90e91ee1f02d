import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Story } from './story.js';

/** What a channel has told, so that it does not tell it again. */
@Injectable()
export class ToldRepository {
  constructor(private readonly database: Database) {}

  /** When each article was last told on the channel since a moment, by `told_article_channel_idx`. */
  async since(channel: string, since: Date): Promise<Map<string, Date>> {
    const rows = await this.database.query<{ article_id: string; told_at: Date }>(
      `select article_id, max(told_at) as told_at from told_article
        where channel = $1 and told_at >= $2 group by article_id`,
      [channel, since],
    );
    return new Map(rows.map(({ article_id, told_at }) => [article_id, told_at]));
  }

  /** Notes that a show told these stories; noting it twice changes nothing. */
  async note(channel: string, showId: string, stories: readonly Story[], at: Date): Promise<void> {
    const ids = stories.flatMap(({ articles }) => articles.map(({ id }) => id));
    await this.database.query(
      `insert into told_article (channel, show_id, article_id, told_at)
       select $1, $2, unnest($3::text[]), $4 on conflict do nothing`,
      [channel, showId, ids, at],
    );
  }
}
