import { Injectable, Logger } from '@nestjs/common';
import { Database, Signals } from '#platform/database';
import type { Lane } from './job.js';

const LOOK_EVERY_MS = 5_000;
const CHANGED = 'queue.pause';

/** Queues that rest, in the whole fleet and over restarts, until somebody lets them go on. */
@Injectable()
export class Pauses {
  readonly #logger = new Logger(Pauses.name);
  #paused: ReadonlySet<string> = new Set();
  #timer: NodeJS.Timeout | undefined;
  #end: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly signals: Signals,
  ) {}

  /** @param onChange Called when what rests may have changed, by whichever process. */
  async start(onChange: () => void): Promise<void> {
    await this.#read();
    const look = () => {
      this.#read().then(onChange, (error: unknown) => {
        this.#logger.debug({ message: 'Pauses cannot be read', reason: String(error) });
      });
    };
    this.#end = this.signals.on(CHANGED, look);
    this.#timer = setInterval(look, LOOK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#end?.();
  }

  has(lane: Lane): boolean {
    return this.#paused.has(lane);
  }

  async set(lane: Lane, isPaused: boolean): Promise<void> {
    await this.database.query(
      isPaused
        ? 'insert into queue_pause (lane) values ($1) on conflict do nothing'
        : 'delete from queue_pause where lane = $1',
      [lane],
    );
    await this.#read();
    await this.signals.tell(CHANGED);
  }

  async #read(): Promise<void> {
    const rows = await this.database.query<{ lane: string }>('select lane from queue_pause');
    this.#paused = new Set(rows.map(({ lane }) => lane));
  }
}
