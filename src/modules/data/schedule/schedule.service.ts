import { Injectable, Logger } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { Database } from '#platform/database';
import { JobQueue, nextAfter } from '#platform/queue';
import type { Page, PageQueryDto } from '#platform/stored';
import { ChannelService } from '../channel/channel.service.js';
import { PresetRepository } from '../preset/preset.repository.js';
import { PRESET_DUE, type PresetDue } from '../preset/preset-due.js';
import { jobOf } from './job-of.js';
import type { Schedule } from './schedule.entity.js';
import { ScheduleRepository } from './schedule.repository.js';

const NEXT_RUNS = 5;
export type NewSchedule = Omit<Schedule, 'version' | 'updatedAt'>;

/** Which schedules to list. */
export interface ScheduleWish {
  readonly preset?: string | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** When shows are made to presets by themselves. */
@Injectable()
export class ScheduleService {
  readonly #logger = new Logger(ScheduleService.name);

  constructor(
    private readonly schedules: ScheduleRepository,
    private readonly presets: PresetRepository,
    private readonly channels: ChannelService,
    private readonly database: Database,
    private readonly queue: JobQueue,
  ) {}

  /** @throws NotStored */
  get(id: string): Promise<Schedule> {
    return this.schedules.get(id);
  }

  find(id: string): Promise<Schedule | null> {
    return this.schedules.find(id);
  }

  all(): Promise<Schedule[]> {
    return this.schedules.all();
  }

  /** By id. */
  page(page: PageQueryDto, wish: ScheduleWish): Promise<Page<Schedule>> {
    return this.schedules.page(page, wish, (query) => {
      for (const [field, value] of Object.entries(wish) as Array<[string, unknown]>)
        if (value !== undefined) query.andWhere(`thing.${field} = :${field}`, { [field]: value });
    });
  }

  /** IANA name of the zone it goes by. @throws PresetNotFound */
  async zoneOf({ timeZone, preset }: Pick<Schedule, 'timeZone' | 'preset'>): Promise<string> {
    if (timeZone !== null) return timeZone;
    const { channel } = await this.presets.get(preset);
    return (await this.channels.named(channel)).timeZone;
  }

  /** The next five moments; none where it is off. */
  async nextRuns(schedule: Schedule): Promise<Date[]> {
    const zone = await this.zoneOf(schedule);
    const moments: Date[] = [];
    for (let at = new Date(); schedule.isEnabled && moments.length < NEXT_RUNS;)
      moments.push((at = nextAfter(at, schedule.cron, zone)));
    return moments;
  }

  /** @throws AlreadyStored, TooManyStored, InvalidInput */
  async make(schedule: NewSchedule): Promise<Schedule> {
    await this.database.transaction(async () => {
      await this.#refuseFaults(schedule.preset);
      await this.schedules.add(schedule);
      await this.#set(schedule);
    });
    return this.get(schedule.id);
  }

  /**
   * @param version Of the schedule that the client has read; nothing where it does not mind.
   * @throws NotStored, StoredChanged, InvalidInput
   */
  async edit(
    id: string,
    version: number | undefined,
    changes: Partial<Schedule>,
  ): Promise<Schedule> {
    await this.database.transaction(async () => {
      const changed = Object.assign(await this.schedules.locked(id, version), changes);
      await this.#refuseFaults(changes.preset);
      await this.schedules.change(id, changes);
      await this.#set(changed);
    });
    return this.get(id);
  }

  /** @throws NotStored, StoredChanged */
  async drop(id: string, version?: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.schedules.locked(id, version);
      await this.schedules.remove(id);
      await this.queue.unschedule(jobOf(id));
    });
  }

  /** Sets every schedule as it stands: a channel may have another time zone by now. */
  async resetAll(): Promise<void> {
    for (const schedule of await this.all())
      await this.#set(schedule).catch((error: unknown) => {
        if (!(error instanceof InvalidInput)) throw error;
        // The channel of its preset is gone, from before that was refused: the others go on.
        this.#logger.warn({ message: 'A schedule is not set', schedule: schedule.id, error });
      });
  }

  /** Sets those of a preset as they stand: it may have another channel by now. */
  async resetOf(preset: string): Promise<void> {
    for (const schedule of await this.schedules.ofPreset(preset)) await this.#set(schedule);
  }

  /** Leaves off what a preset has that is about to go; the rows go with it. */
  async leave(preset: string): Promise<void> {
    for (const { id } of await this.schedules.ofPreset(preset))
      await this.queue.unschedule(jobOf(id));
    await this.database.changed('preset_schedule');
  }

  async #refuseFaults(preset: string | undefined): Promise<void> {
    if (preset === undefined || (await this.presets.find(preset))) return;
    throw new InvalidInput([
      { field: 'preset', rule: `must be the name of a preset; "${preset}" is none` },
    ]);
  }

  /** With the change of the schedule, or not at all. */
  async #set(schedule: NewSchedule): Promise<void> {
    const name = jobOf(schedule.id);
    if (!schedule.isEnabled) return this.queue.unschedule(name);
    const { id, preset } = schedule;
    await this.queue.schedule({
      name,
      cron: schedule.cron,
      timezone: await this.zoneOf(schedule),
      type: PRESET_DUE,
      payload: { preset, schedule: id } satisfies Omit<PresetDue, 'scheduledAt'>,
      lane: 'default',
    });
  }
}
