import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#platform/database';
import { JobQueue } from '#platform/queue';
import type { DomainEvent, EventType } from './domain-event.js';

type Handler = (event: DomainEvent) => void | Promise<void>;

/** Events tell what has happened, by class. Publishers know no subscriber. */
@Injectable()
export class EventBus {
  readonly #logger = new Logger(EventBus.name);
  readonly #handlers = new Map<unknown, Set<Handler>>();
  /** Types of jobs that carry an event to those who must not miss it. */
  readonly #deliveries = new Map<unknown, string[]>();

  constructor(
    private readonly database: Database,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Hears events of this process, as they happen; who must not miss one uses `onReliably`.
   * @returns A function that ends the subscription.
   */
  on<E extends DomainEvent>(type: EventType<E>, handler: (event: E) => void | Promise<void>) {
    const handlers = this.#handlers.get(type) ?? new Set<Handler>();
    this.#handlers.set(type, handlers.add(handler as Handler));
    return () => handlers.delete(handler as Handler);
  }

  /**
   * Hears every event, of whichever process, also after a crash, and acts on each once: the handler runs in
   * a transaction that also notes the event as heard. Effects outside the database may happen again.
   * Call it in `onModuleInit`, in every process.
   * @param subscriber Stable name; together with the event's it names what was heard.
   */
  onReliably<E extends DomainEvent>(
    type: EventType<E>,
    subscriber: string,
    handler: (event: E) => Promise<void>,
  ): void {
    const delivery = `event ${type.eventName} for ${subscriber}`;
    this.queue.handle<object>(delivery, async (fields, { jobId }) => {
      await this.database.transaction(async () => {
        if (!(await this.#isNew(jobId))) return;
        await handler(Object.assign(Object.create(type.prototype) as E, fields));
      });
    });
    this.#deliveries.set(type, [...(this.#deliveries.get(type) ?? []), delivery]);
  }

  /**
   * Tells it once the transaction in progress has committed, or now. A handler may fail alone. For those who
   * must not miss it, it is recorded in that same transaction.
   */
  async publish(event: DomainEvent): Promise<void> {
    await this.database.transaction(async () => {
      for (const delivery of this.#deliveries.get(event.constructor) ?? [])
        await this.queue.add(delivery, event);
      await this.database.onceCommitted(() => this.#tell(event));
    });
  }

  async #tell(event: DomainEvent): Promise<void> {
    for (const handler of this.#handlers.get(event.constructor) ?? []) {
      await Promise.resolve()
        .then(() => handler(event))
        .catch((error: unknown) => {
          this.#logger.error(`A handler of ${event.constructor.name} failed`, error);
        });
    }
  }

  /** A job that is delivered again finds its own mark, for mark and effect were committed together. */
  async #isNew(jobId: string): Promise<boolean> {
    const noted = await this.database.query(
      'insert into event_heard (job_id) values ($1) on conflict do nothing returning job_id',
      [jobId],
    );
    return noted.length > 0;
  }
}
