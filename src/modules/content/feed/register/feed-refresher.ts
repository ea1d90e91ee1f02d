import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { JobQueue, type JobRun } from '#platform/queue';
import { ContentSettings } from '../../content.settings.js';
import type { FeedEntry } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';
import { FeedMeters } from './feed.meters.js';
import { FeedRound } from './feed-round.js';

const DUE = 'content.read-due-feeds';
const ASKED = 'content.refresh-feeds';
/** Feeds may be read every five minutes: two minutes late is early enough. */
const DUE_CRON = '*/2 * * * *';
/** Feeds of one round at most; what is left is due in the next. */
const DUE_MAX = 300;
const DUE_DEADLINE_MS = 5 * 60_000;
/** Two thousand feeds, a third of them hanging until their limit, sixteen at once. */
const ASKED_DEADLINE_MS = 30 * 60_000;

interface Asked {
  readonly ids?: readonly string[];
}

/** Reads feeds by the clock and on request, as jobs. */
@Injectable()
export class FeedRefresher implements OnModuleInit {
  readonly #logger = new Logger(FeedRefresher.name);

  constructor(
    private readonly entries: FeedEntryRepository,
    private readonly round: FeedRound,
    private readonly meters: FeedMeters,
    private readonly queue: JobQueue,
    private readonly settings: ContentSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    this.queue.handle(DUE, (_payload, run) => this.readDue(run), {
      lane: 'low',
      triesMax: 1,
      deadlineMs: DUE_DEADLINE_MS,
    });
    this.queue.handle<Asked>(ASKED, ({ ids }, run) => this.#readAsked(ids, run), {
      lane: 'default',
      triesMax: 2,
      deadlineMs: ASKED_DEADLINE_MS,
    });
    // Where it is off another process of the fleet may want it: what is scheduled stays.
    if (this.settings.feedRefresh) await this.schedule();
  }

  /** Once in a fleet, however many call it. */
  async schedule(): Promise<void> {
    await this.queue.schedule({
      name: DUE,
      cron: DUE_CRON,
      timezone: 'UTC',
      type: DUE,
      payload: {},
      lane: 'low',
    });
  }

  /**
   * Has feeds read soon, those that are off only where they are named. A server that said when it may be asked again
   * is not asked before.
   * @returns The id of the job, that of the same wish where it still waits, and how many feeds it reads.
   * @throws InvalidInput naming the ids that are none.
   */
  async ask(ids?: readonly string[]): Promise<{ jobId: string; feeds: number }> {
    const all = await this.entries.all();
    const known = new Set(all.map(({ id }) => id));
    const faults = (ids ?? []).flatMap((id, at) =>
      known.has(id) ? [] : [{ field: `ids.${at}`, rule: 'must be the id of a feed' }],
    );
    if (faults.length > 0) throw new InvalidInput(faults);
    const wish = ids === undefined ? 'all' : hashOf([...ids].sort().join('\n'));
    const options = { dedupKey: `feeds ${wish}` };
    const jobId = await this.queue.add(ASKED, ids ? { ids } : {}, options);
    return { jobId, feeds: ids?.length ?? all.filter(({ isEnabled }) => isEnabled).length };
  }

  /** One round of the clock. */
  async readDue(run: Pick<JobRun, 'signal' | 'progress'>): Promise<void> {
    if (!this.settings.feedRefresh) return;
    await this.#read(await this.entries.due(new Date(), DUE_MAX), run);
  }

  async #readAsked(ids: readonly string[] | undefined, run: JobRun): Promise<void> {
    const all = await this.entries.all();
    const wanted = new Set(ids);
    await this.#read(
      all.filter(({ id, isEnabled }) => (ids ? wanted.has(id) : isEnabled)),
      run,
    );
  }

  async #read(
    feeds: readonly FeedEntry[],
    { signal, progress }: Pick<JobRun, 'signal' | 'progress'>,
  ): Promise<void> {
    const counts = { fresh: 0, not_modified: 0, failed: 0, busy: 0 };
    let ended = 0;
    await this.round.read(feeds, signal, ({ outcome }) => {
      counts[outcome]++;
      this.meters.read(outcome);
      progress(
        ++ended / feeds.length,
        `${ended} of ${feeds.length} feeds, ${counts.failed} failed`,
      );
    });
    if (feeds.length > 0) this.#logger.log({ message: 'Feeds were read', ...counts });
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}
