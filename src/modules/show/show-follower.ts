import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageEvent } from '@nestjs/common';
import { Observable } from 'rxjs';
import type { ShowService } from './show.service.js';

/** Between two looks for news; the events come from the database, so any process may have made them. */
const LOOK_EVERY_MS = 250;
const FINAL = new Set(['completed', 'failed', 'cancelled']);

/**
 * The progress of a show from an event on, until it is over, nobody listens, or this process leaves: a
 * browser then asks again by itself, from the last event it had.
 */
export function followShow(
  shows: ShowService,
  id: string,
  leaving: AbortSignal,
  lastEventId = '0',
): Observable<MessageEvent> {
  return new Observable((listener) => {
    let last = lastEventId;
    const follow = async () => {
      while (!listener.closed) {
        const isOver = FINAL.has((await shows.get(id)).status);
        const events = await shows.eventsAfter(id, last);
        for (const event of events) {
          last = event.id;
          listener.next({ id: event.id, type: event.type, data: event.data });
        }
        if (leaving.aborted || (isOver && events.length === 0)) {
          listener.complete();
          return;
        }
        await sleep(LOOK_EVERY_MS, undefined, { signal: leaving }).catch(() => undefined);
      }
    };
    follow().catch((error: unknown) => {
      listener.error(error);
    });
  });
}
