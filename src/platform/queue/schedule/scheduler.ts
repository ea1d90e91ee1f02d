import { Injectable, Logger } from '@nestjs/common';
import { Database } from '#platform/database';
import type { Lane } from '../job.js';
import { JobRepository } from '../job.repository.js';
import { Relay } from '../relay.js';
import { nextAfter } from './cron.js';

const LOOK_EVERY_MS = 1_000;
const MEND_EVERY_MS = 60_000;

export interface Schedule {
  /** Unique; setting a name again replaces its schedule. */
  readonly name: string;
  /** Five or six cron fields, the sixth in front for seconds. */
  readonly cron: string;
  /** IANA name: daylight saving is its business. */
  readonly timezone: string;
  readonly type: string;
  readonly payload: object;
  readonly lane: Lane;
}

interface Due {
  readonly name: string;
  readonly cron: string;
  readonly timezone: string;
  readonly type: string;
  readonly payload: object;
  readonly lane: Lane;
  readonly next_at: Date;
}

/**
 * Jobs by the clock. The row of a schedule moves on in the same transaction that adds the job, so that in a
 * fleet each moment fires once. Moments missed while nobody was running fire once, together: `scheduledAt` in the payload is the first of
 * them (ISO 8601), and who does the job decides what to make of its age.
 */
@Injectable()
export class Scheduler {
  readonly #logger = new Logger(Scheduler.name);
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #mendedMs = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly jobs: JobRepository,
    private readonly relay: Relay,
  ) {}

  /** @throws Error when the cron expression or the time zone cannot be read. */
  async set(schedule: Schedule): Promise<void> {
    const { name, cron, timezone, type, payload, lane } = schedule;
    await this.database.query(
      `insert into schedule (name, cron, timezone, type, payload, lane, next_at) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (name) do update set type = excluded.type, payload = excluded.payload, lane = excluded.lane,
         next_at = case when schedule.cron = excluded.cron and schedule.timezone = excluded.timezone
           then schedule.next_at else excluded.next_at end,
         cron = excluded.cron, timezone = excluded.timezone`,
      [
        name,
        cron,
        timezone,
        type,
        JSON.stringify(payload),
        lane,
        nextAfter(new Date(), cron, timezone),
      ],
    );
  }

  async remove(name: string): Promise<void> {
    await this.database.query('delete from schedule where name = $1', [name]);
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#looking ??= this.fire()
        .catch((error: unknown) => {
          this.#logger.warn({ message: 'Schedules wait', reason: String(error) });
        })
        .finally(() => {
          this.#looking = undefined;
        });
    }, LOOK_EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** A clock that jumped ahead and back would leave moments far in the future: they are brought back. */
  async #mend(): Promise<void> {
    if (performance.now() - this.#mendedMs < MEND_EVERY_MS) return;
    this.#mendedMs = performance.now();
    const rows = await this.database.query<Pick<Due, 'name' | 'cron' | 'timezone' | 'next_at'>>(
      'select name, cron, timezone, next_at from schedule',
    );
    for (const { name, cron, timezone, next_at } of rows) {
      const next = nextAfter(new Date(), cron, timezone);
      if (next_at.getTime() <= next.getTime()) continue;
      const move = 'update schedule set next_at = $2 where name = $1 and next_at > $2';
      await this.database.query(move, [name, next]);
    }
  }

  /** Adds the jobs of every schedule whose moment has come; by the timer, once a second. */
  async fire(): Promise<void> {
    await this.#mend();
    const fired = await this.database.transaction(async () => {
      const due = await this.database.query<Due>(
        `select name, cron, timezone, type, payload, lane, next_at from schedule
          where next_at <= now() for update skip locked`,
      );
      for (const { name, cron, timezone, ...job } of due) {
        const payload = { ...job.payload, scheduledAt: job.next_at.toISOString() };
        await this.jobs.insert({ ...job, payload, options: {}, dedupKey: `schedule ${name}` });
        const next = nextAfter(new Date(), cron, timezone);
        await this.database.query(
          'update schedule set last_at = next_at, next_at = $2 where name = $1',
          [name, next],
        );
      }
      return due.length;
    });
    if (fired > 0) await this.relay.wake();
  }
}
