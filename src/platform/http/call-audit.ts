import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnModuleInit,
} from '@nestjs/common';
import { Database } from '#platform/database';
import { CallRecorder, type ExternalCall } from './call-recorder.js';
import { HttpSettings } from './http.settings.js';

/** Waiting to be written at most; what comes beyond that while the database is away is counted and dropped. */
const WAITING_MAX = 5_000;
const BATCH_MAX = 500;
const WRITE_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 3600_000;
const SWEPT_MAX = 10_000;
const TEXT_MAX = 200;

/** Writes calls to the table `external_call`, many at a time, and removes them when they are old. */
@Injectable()
export class CallAudit extends CallRecorder implements OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger(CallAudit.name);
  #waiting: ExternalCall[] = [];
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sweepDueMs = 0;
  #dropped = 0;
  #isAway = false;

  constructor(
    private readonly database: Database,
    private readonly settings: HttpSettings,
  ) {
    super();
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => void this.flush(), WRITE_EVERY_MS).unref();
  }

  /** Before the database closes its connections. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    await this.flush();
  }

  /** Calls that were dropped since the start because the database was away for too long. */
  get dropped(): number {
    return this.#dropped;
  }

  record(call: ExternalCall): void {
    if (this.#waiting.length < WAITING_MAX) this.#waiting.push(call);
    else this.#dropped++;
  }

  /** Writes what waits. Never fails: what could not be written waits on. */
  async flush(): Promise<void> {
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
    await this.#writing;
  }

  async #write(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.slice(0, BATCH_MAX);
        await this.#insert(batch).catch((error: unknown) => {
          if (!isRefusal(error)) throw error;
          this.#dropped += batch.length; // It would be refused for ever, and all that comes after it would wait.
          this.#logger.error({ message: 'Call audit was refused', dropped: batch.length, error });
        });
        this.#waiting.splice(0, batch.length);
      }
      await this.#sweep();
      if (this.#isAway)
        this.#logger.log({ message: 'Call audit is written again', dropped: this.#dropped });
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) this.#logger.warn({ message: 'Call audit cannot be written', error });
      this.#isAway = true;
    }
  }

  async #insert(calls: readonly ExternalCall[]): Promise<void> {
    const column = <T>(of: (call: ExternalCall) => T) => calls.map(of);
    await this.database.query(
      `insert into external_call
         (at, provider, operation, method, origin, status, ending, duration_ms, tries, cost_usd)
       select * from unnest($1::timestamptz[], $2::text[], $3::text[], $4::text[], $5::text[],
         $6::smallint[], $7::text[], $8::integer[], $9::smallint[], $10::numeric[])`,
      [
        column(({ at }) => at.toISOString()),
        column(({ provider }) => bounded(provider)),
        column(({ operation }) => bounded(operation)),
        column(({ method }) => method),
        column(({ origin }) => bounded(origin)),
        column(({ status }) => status ?? null),
        column(({ ending }) => ending),
        column(({ durationMs }) => Math.round(durationMs)),
        column(({ tries }) => tries),
        column(({ costUsd }) => costUsd ?? null),
      ],
    );
  }

  /** Removes the oldest, by `external_call_at_idx`, a bounded number at a time. */
  async #sweep(): Promise<void> {
    if (performance.now() < this.#sweepDueMs) return;
    this.#sweepDueMs = performance.now() + SWEEP_EVERY_MS;
    await this.database.query(
      `delete from external_call where id in (select id from external_call
         where at < now() - make_interval(days => $1) order by at limit ${SWEPT_MAX})`,
      [this.settings.auditDays],
    );
  }
}

/** SQLSTATE classes 22 and 23: the data itself is at fault, not the connection. */
function isRefusal(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string }).code ?? '');
}

function bounded(text: string): string {
  return text.replaceAll('\0', '').slice(0, TEXT_MAX);
}
