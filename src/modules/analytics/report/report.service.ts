import { Injectable } from '@nestjs/common';
import { STAGES, ShowReports, type ShowGroup } from '#modules/show';
import { CallReports } from '#platform/http';
import { SpendLedger, SpendRepository } from '#platform/spend';
import { AnalyticsSettings } from '../analytics.settings.js';
import { EventRepository } from '../event/event.repository.js';
import { EventService } from '../event/event.service.js';
import { CostsReportDto } from './costs.dto.js';
import { type Range, rangeOf } from './range.js';
import {
  type AnalyticsStatsDto,
  type NamedCountDto,
  PerformanceReportDto,
  ProviderCallsDto,
  type RangeQueryDto,
  ShowsReportDto,
  StageReportDto,
  type UsageQueryDto,
  UsageReportDto,
  type UseReportDto,
} from './report.dto.js';

/** Reports over a time, summed by the database. */
@Injectable()
export class ReportService {
  constructor(
    private readonly events: EventRepository,
    private readonly taking: EventService,
    private readonly shows: ShowReports,
    private readonly calls: CallReports,
    private readonly spend: SpendRepository,
    private readonly ledger: SpendLedger,
    private readonly settings: AnalyticsSettings,
  ) {}

  async usage({ group_by: group, type, ...asked }: UsageQueryDto): Promise<UsageReportDto> {
    const range = rangeOf(asked, new Date(), group === 'hour' ? 'hour' : 'day');
    const rows =
      group === 'hour'
        ? await this.events.byHour(range.from, range.until, type)
        : await this.events.byDay(range.firstDay, range.lastDay, group, type);
    return new UsageReportDto(range, group, rows);
  }

  async ofShows(asked: RangeQueryDto): Promise<ShowsReportDto> {
    const range = rangeOf(asked, new Date());
    const { from, until } = range;
    return new ShowsReportDto(
      range,
      await this.shows.groups(from, until),
      await this.shows.times(from, until),
      await this.shows.failures(from, until),
    );
  }

  async performance(asked: RangeQueryDto): Promise<PerformanceReportDto> {
    const range = rangeOf(asked, new Date());
    const stages = await this.shows.stages(range.from, range.until);
    const calls = await this.calls.byProvider(range.from, range.until);
    return {
      from: range.from.toISOString(),
      to: range.until.toISOString(),
      stages: stages
        .toSorted((a, b) => STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage))
        .map((stage) => new StageReportDto(stage)),
      providers: calls.map((call) => new ProviderCallsDto(call)),
    };
  }

  async use(asked: RangeQueryDto): Promise<UseReportDto> {
    const range = rangeOf(asked, new Date());
    const groups = await this.shows.groups(range.from, range.until);
    const types = await this.events.byDay(range.firstDay, range.lastDay, 'type');
    const providers = await this.spend.byProvider(range.firstDay, range.lastDay);
    return {
      from: range.from.toISOString(),
      to: range.until.toISOString(),
      presets: countsOf(groups, 'preset'),
      languages: countsOf(groups, 'language'),
      channels: countsOf(groups, 'channel'),
      event_types: types.map(({ key, events }) => ({ name: key, count: events })),
      providers: providers.map((sums) => ({
        provider: sums.provider,
        operation: sums.operation,
        purchases: sums.purchases,
        reuses: sums.reuses,
        characters: sums.characters,
        tokens: sums.input_tokens + sums.output_tokens,
        images: sums.images,
        seconds: Number(sums.seconds.toFixed(1)),
      })),
    };
  }

  async stats(): Promise<AnalyticsStatsDto> {
    const { events, first_day, last_at } = await this.events.totals();
    const counts = await this.shows.counts();
    const { waiting, written, batches, refused, failed } = this.taking.buffer.figures;
    const { eventDays, waitingMax } = this.settings;
    return {
      events_total: events,
      first_day,
      last_event_at: last_at?.toISOString() ?? null,
      event_days: eventDays,
      shows_total: counts.reduce((sum, { shows }) => sum + shows, 0),
      buffer: { waiting, waiting_max: waitingMax, written, batches, refused, failed },
    };
  }

  async costs(asked: RangeQueryDto): Promise<CostsReportDto> {
    const range: Range = rangeOf(asked, new Date());
    const { from, until, firstDay, lastDay } = range;
    return new CostsReportDto(range, {
      total: await this.spend.sums(firstDay, lastDay),
      providers: await this.spend.byProvider(firstDay, lastDay),
      days: await this.spend.byDay(firstDay, lastDay),
      subjects: await this.spend.dearest(from, until),
      calls: await this.calls.byProvider(from, until),
      budgets: await this.ledger.budgets(),
    });
  }
}

function countsOf(groups: readonly ShowGroup[], kind: ShowGroup['kind']): NamedCountDto[] {
  return groups
    .filter((group) => group.kind === kind)
    .map(({ name, shows }) => ({ name, count: shows }));
}
