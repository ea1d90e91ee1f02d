import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { JobQueue } from '#platform/queue';
import { ContentSettings } from './content.settings.js';
import { StoredNews } from './feed/stored-news.js';

const PRUNE = 'content.prune';

/** Lets go of articles, and of what was told, once nobody needs them. */
@Injectable()
export class ContentRetention implements OnModuleInit {
  readonly #logger = new Logger(ContentRetention.name);

  constructor(
    private readonly stored: StoredNews,
    private readonly queue: JobQueue,
    private readonly settings: ContentSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    this.queue.handle(PRUNE, (_payload, { signal }) => this.prune(signal), { lane: 'batch' });
    await this.queue.schedule({
      name: PRUNE,
      cron: '13 * * * *',
      timezone: 'UTC',
      type: PRUNE,
      payload: {},
      lane: 'batch',
    });
  }

  async prune(signal: AbortSignal): Promise<void> {
    const { articleDays, usedNewsDays, noRepeatDays } = this.settings;
    const articles = await this.stored.prune(articleDays, signal);
    // What was told is needed for as long as it must not be told again.
    const told = await this.stored.pruneTold(Math.max(usedNewsDays, noRepeatDays));
    if (articles + told > 0) this.#logger.debug({ message: 'Old news was let go', articles, told });
  }
}
