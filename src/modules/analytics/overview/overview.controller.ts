import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { StationOverviewDto } from './overview.dto.js';
import { OverviewService } from './overview.service.js';

@ApiTags('analytics')
// In full and outside the global prefix: its exception for `dashboard/:id`, the page of a show, fits this as well.
@Needs('operator')
@Controller('api/v1/dashboard')
export class OverviewController {
  constructor(private readonly overviews: OverviewService) {}

  /** The station at a glance: shows, tracks, calls, listeners, queue, and what today has cost. */
  @Get('overview')
  overview(): Promise<StationOverviewDto> {
    return this.overviews.overview();
  }
}
