import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { ShowFailed, ShowGenerated, ShowReports } from '#modules/show';
import { type DomainEvent, EventBus, type EventType as EventClass } from '#platform/events';
import { Meters } from '#platform/metrics';
import { JobQueue } from '#platform/queue';
import { BudgetExhausted, BudgetWarned } from '#platform/spend';
import { AnalyticsSettings } from '../analytics.settings.js';
import type { AnalyticsEvent, EventType, PlacedEvent } from './event.js';
import { EventBuffer } from './event-buffer.js';
import { EventRepository } from './event.repository.js';

const PRUNE = 'analytics.prune';
const SUBSCRIBER = 'analytics';
/** A reason that a show failed for may be long. */
const DETAIL_CHARACTERS_MAX = 300;

/** Takes note of what happens: what callers tell, and what the station tells itself. */
@Injectable()
export class EventService implements OnModuleInit, BeforeApplicationShutdown {
  readonly buffer: EventBuffer;

  constructor(
    private readonly repository: EventRepository,
    private readonly shows: ShowReports,
    private readonly events: EventBus,
    private readonly queue: JobQueue,
    private readonly settings: AnalyticsSettings,
    meters: Meters,
  ) {
    this.buffer = new EventBuffer(
      async (batch) => this.repository.add(await this.#placed(batch)),
      () => this.settings,
    );
    meters.watch(
      'radiox_analytics_events_total',
      'counter',
      'Events that clients told, by what became of them.',
      ['outcome'],
      () => {
        const { written, refused, failed } = this.buffer.figures;
        return Object.entries({ written, refused, failed }).map(([outcome, value]) => ({
          value,
          labels: { outcome },
        }));
      },
    );
  }

  async onModuleInit(): Promise<void> {
    this.#hear(ShowGenerated, 'show.generated', ({ showId }) => ({ subject: showId }));
    this.#hear(ShowFailed, 'show.failed', ({ showId, stage, detail }) => ({
      subject: showId,
      properties: { stage, detail: detail.slice(0, DETAIL_CHARACTERS_MAX).toWellFormed() },
    }));
    this.#hear(BudgetWarned, 'budget.warned', budgetFacts);
    this.#hear(BudgetExhausted, 'budget.exhausted', budgetFacts);
    this.queue.handle(PRUNE, () => this.repository.prune(this.settings.eventDays));
    await this.queue.schedule({
      name: PRUNE,
      cron: '23 * * * *',
      timezone: 'UTC',
      type: PRUNE,
      payload: {},
      lane: 'batch',
    });
  }

  /** Before the database closes its connections. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.buffer.flush();
  }

  /** Keeps events; resolves once they are committed. @throws TooManyEvents */
  async take(events: readonly AnalyticsEvent[]): Promise<void> {
    await this.buffer.add(events.map((event) => ({ ...event, ...NOWHERE })));
  }

  /** What the station tells itself is noted in the transaction that marks it as heard. */
  #hear<E extends DomainEvent>(
    type: EventClass<E>,
    name: EventType,
    facts: (event: E) => Partial<AnalyticsEvent>,
  ): void {
    this.events.onReliably(type, SUBSCRIBER, async (event) => {
      const bare = { id: randomUUID(), type: name, at: new Date(), properties: {}, ...NOWHERE };
      await this.repository.add(await this.#placed([{ ...bare, ...facts(event) }]));
    });
  }

  /** Preset, language and channel come from the show itself, never from who tells: so there are only as many as there are. */
  async #placed(events: readonly PlacedEvent[]): Promise<PlacedEvent[]> {
    const ids = events.map(({ subject }) => subject).filter((id) => isUUID(id)) as string[];
    const known = await this.shows.placesOf([...new Set(ids)]);
    return events.map((event) => ({ ...event, ...known.get(event.subject?.toLowerCase() ?? '') }));
  }
}

const NOWHERE = { preset: '', language: '', channel: '' };

function budgetFacts({ provider, period, limitUsd, spentUsd }: BudgetWarned) {
  return { properties: { provider, period, limit_usd: limitUsd, spent_usd: spentUsd } };
}
