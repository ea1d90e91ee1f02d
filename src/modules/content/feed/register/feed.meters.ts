import { Injectable } from '@nestjs/common';
import { type Counter, Meters } from '#platform/metrics';
import { FEED_STATES } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';
import type { ReadOutcome } from './feed-round.js';

/** Counting reads the database. */
const KEEP_MS = 15_000;

/** What is measured of feeds. */
@Injectable()
export class FeedMeters {
  readonly #reads: Counter<'outcome'>;

  constructor(entries: FeedEntryRepository, meters: Meters) {
    this.#reads = meters.counter(
      'radiox_feed_reads_total',
      'Feeds read by the clock or on request in this process, shows apart, by outcome.',
      ['outcome'],
    );
    meters.watch(
      'radiox_feeds',
      'gauge',
      'Feeds there are, by what became of them when they were last read.',
      ['state'],
      async () => {
        const counts = await entries.countByState();
        return FEED_STATES.map((state) => ({ value: counts[state] ?? 0, labels: { state } }));
      },
      { keepMs: KEEP_MS },
    );
  }

  /** @param outcome Of one feed of a round. */
  read(outcome: ReadOutcome): void {
    if (outcome !== 'busy') this.#reads.add({ outcome });
  }
}
