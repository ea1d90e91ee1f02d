import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type Counter, Meters } from '#platform/metrics';
import { JobQueue, type JobRun, Unrecoverable } from '#platform/queue';
import { AlertSettings } from '../alert.settings.js';
import type { Notice } from '../alert.js';
import { SEVERITIES, type Severity } from '../rule/rule.js';
import { NoticeRepository } from '../store/notice.repository.js';
import { type Channel, type Message, Refused, SEND_MS_MAX } from './channel.js';
import { MailChannel } from './mail.channel.js';
import { SlackChannel } from './slack.channel.js';
import { WebhookChannel } from './webhook.channel.js';

const DELIVER = 'alert.deliver';
/** Pauses of 2, 4, 8, ... s between them: some two minutes in all. */
const JOB = {
  triesMax: 7,
  retryPauseMs: 2_000,
  deadlineMs: 2 * SEND_MS_MAX,
  lane: 'critical',
} as const;
/** The database is away, and the queue with it: tries are made here. */
const DIRECT_PAUSES_MS = [0, 1_000, 4_000];
/** Jobs that have not begun by then are taken to be stuck. */
const OVERDUE_S = 60;

interface Delivery {
  readonly channel: string;
}

/** Tells people of alerts: by jobs, several alerts in one message, and by itself where jobs cannot run. */
@Injectable()
export class Notifier implements OnModuleInit {
  readonly #logger = new Logger('Alerts');
  readonly #channels: readonly Channel[];
  readonly #messages: Counter<'channel' | 'outcome'>;
  readonly #direct = new Set<Promise<void>>();
  readonly #leaving = new AbortController();

  constructor(
    private readonly queue: JobQueue,
    private readonly notices: NoticeRepository,
    private readonly settings: AlertSettings,
    meters: Meters,
    webhook: WebhookChannel,
    slack: SlackChannel,
    mail: MailChannel,
  ) {
    this.#channels = [webhook, slack, mail];
    this.#messages = meters.counter(
      'radiox_alert_messages_total',
      'Messages about alerts, by channel and whether they were taken.',
      ['channel', 'outcome'],
    );
  }

  onModuleInit(): void {
    this.queue.handle<Delivery>(DELIVER, (delivery, run) => this.#deliver(delivery, run), JOB);
  }

  /** Names of the channels that are told of alerts of this severity. */
  channelsFor(severity: Severity): string[] {
    const { deliverFrom } = this.settings;
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(deliverFrom)) return [];
    return this.#channels.filter(({ isConfigured }) => isConfigured).map(({ name }) => name);
  }

  /** Has what waits for these channels sent, in the transaction that made it wait. */
  async wake(channels: readonly string[]): Promise<void> {
    const runAt = new Date(Date.now() + this.settings.groupS * 1000);
    for (const channel of channels) await this.queue.add(DELIVER, { channel }, { runAt });
  }

  /** Tells it from memory, now and without the database; does not wait for it. */
  tellNow(notices: readonly Notice[], channels: readonly string[]): void {
    for (const channel of this.#channels.filter(({ name }) => channels.includes(name))) {
      const telling = this.#insist(channel, { id: randomUUID(), notices })
        .catch((error: unknown) => {
          this.#logger.error({
            message: 'An alert did not reach',
            channel: channel.name,
            reason: String(error),
          });
        })
        .finally(() => this.#direct.delete(telling));
      this.#direct.add(telling);
    }
  }

  /** Sends what jobs should have sent long ago. Never fails. */
  async sendOverdue(): Promise<void> {
    for (const name of await this.notices.overdue(OVERDUE_S)) {
      const channel = this.#find(name);
      const batch = randomUUID();
      const notices = await this.notices.gather(name, batch);
      if (notices.length === 0) continue;
      try {
        if (!channel) throw new Refused('It is no longer configured.');
        await this.#insist(channel, { id: batch, notices });
        await this.notices.sent(batch);
      } catch (error) {
        await this.notices.failed(batch, String(error));
      }
    }
  }

  /** Ends what is being told from memory. */
  async close(): Promise<void> {
    this.#leaving.abort(new Error('This process is stopping.'));
    await Promise.all(this.#direct);
  }

  async #deliver({ channel: name }: Delivery, run: JobRun): Promise<void> {
    const notices = await this.notices.gather(name, run.jobId);
    if (notices.length === 0) return; // Another job has sent them along with its own.
    try {
      const channel = this.#find(name);
      if (!channel) throw new Refused('It is no longer configured.');
      await this.#send(channel, { id: run.jobId, notices }, run.signal);
    } catch (error) {
      if (run.signal.aborted) throw error;
      const isForGood = error instanceof Refused;
      if (isForGood || run.isLastAttempt) await this.notices.failed(run.jobId, String(error));
      throw isForGood ? new Unrecoverable(error.message, error) : error;
    }
    await this.notices.sent(run.jobId);
  }

  async #insist(channel: Channel, message: Message): Promise<void> {
    let failure: unknown;
    for (const pauseMs of DIRECT_PAUSES_MS) {
      await sleep(pauseMs, undefined, { signal: this.#leaving.signal });
      try {
        await this.#send(channel, message, this.#leaving.signal);
        return;
      } catch (error) {
        failure = error;
        if (error instanceof Refused) break;
      }
    }
    throw failure;
  }

  async #send(channel: Channel, message: Message, signal: AbortSignal): Promise<void> {
    try {
      await channel.send(message, signal);
      this.#messages.add({ channel: channel.name, outcome: 'sent' });
    } catch (error) {
      this.#messages.add({ channel: channel.name, outcome: 'failed' });
      throw error;
    }
  }

  #find(name: string): Channel | undefined {
    return this.#channels.find((one) => one.name === name && one.isConfigured);
  }
}
