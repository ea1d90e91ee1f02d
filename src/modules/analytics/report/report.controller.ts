import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { CostsReportDto } from './costs.dto.js';
import {
  AnalyticsStatsDto,
  PerformanceReportDto,
  RangeQueryDto,
  ShowsReportDto,
  UsageQueryDto,
  UsageReportDto,
  UseReportDto,
} from './report.dto.js';
import { ReportService } from './report.service.js';

@ApiTags('analytics')
@Needs('operator')
@Controller('analytics')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  /** How many events there were: by day, hour, type, or by preset, language or channel of the show they were about. */
  @Get()
  usage(@Query() query: UsageQueryDto): Promise<UsageReportDto> {
    return this.reports.usage(query);
  }

  /** What became of the shows that were asked for in a time. */
  @Get('shows')
  shows(@Query() query: RangeQueryDto): Promise<ShowsReportDto> {
    return this.reports.ofShows(query);
  }

  /** How long the stages of shows and the calls to providers took. */
  @Get('performance')
  performance(@Query() query: RangeQueryDto): Promise<PerformanceReportDto> {
    return this.reports.performance(query);
  }

  /** What of the station is used: presets, languages, channels, types of events, providers. */
  @Get('usage')
  use(@Query() query: RangeQueryDto): Promise<UseReportDto> {
    return this.reports.use(query);
  }

  /** What analytics itself holds, and what is on its way to the database. */
  @Get('stats')
  stats(): Promise<AnalyticsStatsDto> {
    return this.reports.stats();
  }

  /** Money spent and saved, tokens, characters and images; by provider, day and show; and the money budgets. */
  @Get('costs')
  costs(@Query() query: RangeQueryDto): Promise<CostsReportDto> {
    return this.reports.costs(query);
  }
}
