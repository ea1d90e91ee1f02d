import { Injectable, Logger } from '@nestjs/common';
import { type Gauge, Meters } from '#platform/metrics';
import type { Alert } from '../alert.js';
import { Notifier } from '../delivery/notifier.js';
import { SEVERITIES, type Severity } from '../rule/rule.js';
import { AlertRepository } from '../store/alert.repository.js';
import { NoticeRepository } from '../store/notice.repository.js';
import { SilenceRepository } from '../store/silence.repository.js';
import { Database } from '#platform/database';
import { AlertBook } from './alert-book.js';
import { Silences } from './silences.js';

/** Open alerts are looked at every few seconds by their process; one nobody looks at is over. */
const ABANDONED_S = 600;
const PRUNE_MS = 3_600_000;
const SEEN_MS = 10_000;

/** What is to be done around alerts: noting that they go on, ending those of processes that are gone, and the like. */
@Injectable()
export class Caretaker {
  readonly #logger = new Logger('Alerts');
  readonly #firing: Gauge<'severity'>;
  #counts: ReadonlyMap<Severity, number> = new Map();
  #seenMs = -Infinity;
  #prunedMs = -Infinity;
  #isAway = false;

  constructor(
    private readonly database: Database,
    private readonly book: AlertBook,
    private readonly alerts: AlertRepository,
    private readonly notices: NoticeRepository,
    private readonly silenceRows: SilenceRepository,
    private readonly silences: Silences,
    private readonly notifier: Notifier,
    meters: Meters,
  ) {
    this.#firing = meters.gauge('radiox_alerts_firing', 'Alerts of the station that are open.', [
      'severity',
    ]);
  }

  /** Open alerts of the station, as far as this process knows. */
  get counts(): ReadonlyMap<Severity, number> {
    const counts = new Map(this.#counts);
    for (const { severity, resolvedAt } of this.book.unwritten)
      if (resolvedAt === null) counts.set(severity, (counts.get(severity) ?? 0) + 1);
    return counts;
  }

  /** @param open What this process looks after. Never fails. */
  async look(isLeader: boolean, open: readonly Alert[]): Promise<void> {
    await this.book.catchUp();
    try {
      if (performance.now() - this.#seenMs >= SEEN_MS) {
        await this.book.seen(open);
        this.#seenMs = performance.now();
      }
      await this.silences.refresh();
      if (isLeader) await this.#lookAfterAll();
      this.#counts = await this.alerts.counts();
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) this.#logger.warn({ message: 'Looked at later', reason: String(error) });
      this.#isAway = true;
    }
    for (const severity of SEVERITIES)
      this.#firing.set(this.counts.get(severity) ?? 0, { severity: severity.toLowerCase() });
  }

  async close(): Promise<void> {
    await this.notifier.close();
    await this.book.catchUp();
  }

  async #lookAfterAll(): Promise<void> {
    for (const alert of await this.alerts.abandoned(ABANDONED_S))
      await this.book.tell({ ...alert, resolvedAt: new Date() }, 'resolved');
    await this.#endSilences();
    await this.notifier.sendOverdue();
    if (performance.now() - this.#prunedMs < PRUNE_MS) return;
    this.#prunedMs = performance.now();
    await this.alerts.prune();
    await this.silenceRows.prune();
  }

  /** What still goes on when its silence is over is told then. */
  async #endSilences(): Promise<void> {
    for (const alert of await this.notices.silenced()) {
      if (this.silences.cover(alert)) continue;
      await this.database.transaction(async () => {
        await this.notifier.wake(await this.notices.unsilence(alert.id));
      });
    }
  }
}
