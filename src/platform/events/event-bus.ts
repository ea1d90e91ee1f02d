import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#platform/database';

type EventClass<E> = abstract new (...fields: never[]) => E;
type Handler = (event: object) => void | Promise<void>;

/** Events tell what has happened, by class. Publishers know no subscriber. */
@Injectable()
export class EventBus {
  readonly #logger = new Logger(EventBus.name);
  readonly #handlers = new Map<unknown, Set<Handler>>();

  constructor(private readonly database: Database) {}

  /** @returns A function that ends the subscription. */
  on<E extends object>(type: EventClass<E>, handler: (event: E) => void | Promise<void>) {
    const handlers = this.#handlers.get(type) ?? new Set<Handler>();
    this.#handlers.set(type, handlers.add(handler as Handler));
    return () => handlers.delete(handler as Handler);
  }

  /** Tells it once the transaction in progress has committed, or now. A handler may fail alone. */
  async publish(event: object): Promise<void> {
    await this.database.onceCommitted(async () => {
      for (const handler of this.#handlers.get(event.constructor) ?? []) {
        await Promise.resolve()
          .then(() => handler(event))
          .catch((error: unknown) => {
            this.#logger.error(`A handler of ${event.constructor.name} failed`, error);
          });
      }
    });
  }
}
