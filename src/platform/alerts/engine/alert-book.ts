import { Injectable, Logger } from '@nestjs/common';
import { Database, DatabaseReport } from '#platform/database';
import { EventBus } from '#platform/events';
import { within } from '#platform/lifecycle';
import type { Alert, NoticeKind } from '../alert.js';
import { AlertFired, AlertResolved } from '../alert.events.js';
import { Notifier } from '../delivery/notifier.js';
import { AlertRepository } from '../store/alert.repository.js';
import { NoticeRepository } from '../store/notice.repository.js';
import { Silences } from './silences.js';

/** The database is taken to be away when it needs longer. */
const WRITE_MS_MAX = 5_000;
/** Alerts that wait for the database at most. */
const UNWRITTEN_MAX = 1_000;

interface Unwritten {
  readonly alert: Alert;
  /** What has been told of it from memory, to whom. */
  readonly told: ReadonlyMap<NoticeKind, readonly string[]>;
}

/**
 * Writes alerts down, and has people told, in one transaction: whoever is told finds it in the list, and two
 * processes that see the same tell it once. While the database is away people are told from memory, and it is
 * written down later.
 */
@Injectable()
export class AlertBook {
  readonly #logger = new Logger('Alerts');
  readonly #unwritten = new Map<string, Unwritten>();
  #isAway = false;

  constructor(
    private readonly database: Database,
    private readonly report: DatabaseReport,
    private readonly alerts: AlertRepository,
    private readonly notices: NoticeRepository,
    private readonly notifier: Notifier,
    private readonly silences: Silences,
    private readonly events: EventBus,
  ) {}

  /** Alerts that the database does not know of yet, as they are. */
  get unwritten(): Alert[] {
    return [...this.#unwritten.values()].map(({ alert }) => alert);
  }

  /**
   * Something has fired, or is over. Never fails.
   * @returns The id under which it is known: another process may have seen it first.
   */
  async tell(alert: Alert, kind: NoticeKind): Promise<string> {
    const { rule, severity, message, value, unit } = alert;
    const isSilenced = this.silences.cover(alert);
    const line = {
      message: `Alert ${kind}: ${message}`,
      rule,
      severity,
      value,
      unit,
      is_silenced: isSilenced,
    };
    if (kind === 'resolved' || severity === 'INFO') this.#logger.log(line);
    else if (severity === 'WARNING') this.#logger.warn(line);
    else this.#logger.error(line);
    const before = this.#unwritten.get(alert.id);
    const entry: Unwritten = { alert, told: before?.told ?? new Map() };
    if (this.report.health.isUp && !before) {
      try {
        return (
          (await within('Writing an alert', WRITE_MS_MAX, () => this.#write(entry))) ?? alert.id
        );
      } catch (error) {
        this.#away(error);
      }
    }
    this.#keep(entry, kind, isSilenced);
    return alert.id;
  }

  /** They go on. What cannot be noted now is noted the next time. */
  async seen(alerts: readonly Alert[]): Promise<void> {
    const stored = alerts.filter(({ id }) => !this.#unwritten.has(id));
    for (const alert of alerts) {
      const own = this.#unwritten.get(alert.id);
      if (own) this.#unwritten.set(alert.id, { ...own, alert });
    }
    if (stored.length > 0 && this.report.health.isUp) await this.alerts.seen(stored);
  }

  /** Writes down what people were told from memory. Never fails. */
  async catchUp(): Promise<void> {
    if (this.#unwritten.size === 0 || !this.report.health.isUp) return;
    try {
      for (const [id, entry] of [...this.#unwritten]) {
        await this.#write(entry);
        if (this.#unwritten.get(id) === entry) this.#unwritten.delete(id);
      }
      this.#logger.log({ message: 'Alerts are written down again' });
      this.#isAway = false;
    } catch (error) {
      this.#away(error);
    }
  }

  /** @returns The id of the alert that was open already, where that is another one. */
  async #write({ alert, told }: Unwritten): Promise<string | undefined> {
    return this.database.transaction(async () => {
      const { isNew, isOver, knownAs } = await this.alerts.write(alert);
      if (knownAs !== undefined) return knownAs;
      if (isNew) await this.#note(alert, 'fired', told.get('fired'));
      if (isOver) await this.#note(alert, 'resolved', told.get('resolved'));
      // A write that came too late had it wait for a job as well.
      for (const [kind, channels] of told) await this.notices.add(alert.id, kind, channels, 'sent');
      return undefined;
    });
  }

  /** @param told Who knows already. */
  async #note(alert: Alert, kind: NoticeKind, told: readonly string[] | undefined): Promise<void> {
    const { id, rule, severity, message } = alert;
    const Event = kind === 'fired' ? AlertFired : AlertResolved;
    await this.events.publish(new Event(id, rule, severity, message));
    if (told) return;
    const channels =
      kind === 'fired' ? this.notifier.channelsFor(severity) : await this.notices.toldChannels(id);
    if (channels.length === 0) return;
    const isSilenced = this.silences.cover(alert);
    await this.notices.add(id, kind, channels, isSilenced ? 'silenced' : 'waiting');
    if (!isSilenced) await this.notifier.wake(channels);
  }

  #keep({ alert, told }: Unwritten, kind: NoticeKind, isSilenced: boolean): void {
    const known = told.get('fired');
    const channels =
      isSilenced || known?.length === 0 ? [] : this.notifier.channelsFor(alert.severity);
    if (channels.length > 0) this.notifier.tellNow([{ kind, alert }], channels);
    this.#unwritten.set(alert.id, { alert, told: new Map([...told, [kind, channels]]) });
    const [oldest] = this.#unwritten.keys();
    if (this.#unwritten.size > UNWRITTEN_MAX && oldest !== undefined)
      this.#unwritten.delete(oldest);
  }

  #away(error: unknown): void {
    if (!this.#isAway)
      this.#logger.warn({ message: 'Alerts are told from memory', reason: String(error) });
    this.#isAway = true;
  }
}
