import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import {
  ChannelService,
  isScheduled,
  type Preset,
  PRESET_DUE,
  type PresetDue,
  PresetNotFound,
  PresetService,
  ScheduleService,
} from '#modules/data';
import { Database } from '#platform/database';
import { JobQueue, RetryLater } from '#platform/queue';
import { ShowService } from '../show.service.js';
import { dueSlot } from './due-slot.js';
import { SlotRepository } from './slot.repository.js';

/** Longer than any grace and any jump of a clock that is set right again. */
const SLOTS_KEPT_MS = 30 * 24 * 3600 * 1000;

/** A clock that was set back may be set right again meanwhile. */
const AGAIN_MS_MAX = 3600 * 1000;

interface Rule extends Pick<Preset, 'missedRun' | 'missedRunGraceMinutes'> {
  readonly cron: string;
  readonly timezone: string;
}

/** Makes shows by the clock of their presets: one for each moment, in the whole fleet. */
@Injectable()
export class ShowScheduler implements OnModuleInit, OnApplicationBootstrap {
  readonly #logger = new Logger(ShowScheduler.name);

  constructor(
    private readonly queue: JobQueue,
    private readonly presets: PresetService,
    private readonly schedules: ScheduleService,
    private readonly channels: ChannelService,
    private readonly shows: ShowService,
    private readonly slots: SlotRepository,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.channels.onZoneChanged(() => this.#setAll());
    this.queue.handle<PresetDue>(PRESET_DUE, (due) => this.fire(due, new Date()));
  }

  /** Presets of before there were schedules get theirs. */
  async onApplicationBootstrap(): Promise<void> {
    await this.#setAll().catch((error: unknown) => {
      this.#logger.warn({ message: 'Schedules of presets were not set', error });
    });
  }

  async #setAll(): Promise<void> {
    await this.presets.rescheduleAll();
    await this.schedules.resetAll();
  }

  /** What makes shows of a preset by itself: a schedule, or its own rule; nothing where that is off or gone by now. */
  async #ruleOf(preset: Preset, scheduleId: string | undefined): Promise<Rule | undefined> {
    if (scheduleId === undefined) {
      if (!isScheduled(preset)) return undefined;
      const { generationSchedule: cron, missedRun, missedRunGraceMinutes } = preset;
      const timezone = await this.presets.zoneOf(preset);
      return { cron, timezone, missedRun, missedRunGraceMinutes };
    }
    const schedule = await this.schedules.find(scheduleId);
    if (!schedule?.isEnabled || schedule.preset !== preset.name) return undefined;
    const { cron, missedRun, missedRunGraceMinutes } = schedule;
    const timezone = await this.schedules.zoneOf(schedule);
    return { cron, timezone, missedRun, missedRunGraceMinutes };
  }

  /**
   * Asks for the show that is due, unless its moment was taken before or the preset wants it no more.
   * @throws RetryLater where the moment has not come yet by the clock of this process.
   */
  async fire(due: PresetDue, now: Date): Promise<void> {
    const preset = await this.presets.get(due.preset).catch((error: unknown) => {
      if (error instanceof PresetNotFound) return undefined; // Removed since.
      throw error;
    });
    const rule = preset && (await this.#ruleOf(preset, due.schedule));
    if (!rule) return;
    const scheduledAt = new Date(due.scheduledAt);
    const aheadMs = scheduledAt.getTime() - now.getTime();
    // The clock of who named the moment is ahead of this one, or this one was set back: it is early, not past.
    if (aheadMs > 0) throw new RetryLater(Math.min(aheadMs, AGAIN_MS_MAX));
    const { slot, outcome } = dueSlot(rule, rule, { scheduledAt, now });
    await this.database.transaction(async () => {
      const request = { presetName: preset.name, feeds: 'auto' as const, isDryRun: false };
      // Before the show, so that of two processes one waits here and finds the moment taken.
      if (!(await this.slots.take(preset.name, slot, outcome))) return;
      const show = outcome === 'made' ? await this.shows.request(request) : undefined;
      if (show) await this.slots.made(preset.name, slot, show.id);
      await this.slots.prune(preset.name, new Date(now.getTime() - SLOTS_KEPT_MS));
      await this.database.onceCommitted(() => {
        const facts = { preset: preset.name, slot: slot.toISOString(), show_id: show?.id };
        if (show) this.#logger.log({ message: 'A show is made by the clock', ...facts });
        else this.#logger.warn({ message: 'A moment of a schedule was missed', ...facts });
      });
    });
  }
}
