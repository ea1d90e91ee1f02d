import { Body, Controller, Get, HttpCode, HttpStatus, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { AuditLog } from '#platform/audit';
import { History } from '#platform/performance';
import { HistoryDto, HistoryQueryDto } from './history.dto.js';
import { OptimizedDto, OptimizeDto } from './optimize/optimize.dto.js';
import { Optimizer } from './optimize/optimizer.js';
import {
  AudioOptimizerDto,
  CacheDto,
  ConnectionPoolsDto,
  PerformanceOverviewDto,
  ResilienceDto,
} from './performance.dto.js';
import { AudioReport } from './report/audio.report.js';
import { CachesReport } from './report/cache.report.js';
import { OverviewReport } from './report/overview.report.js';
import { PoolReport } from './report/pool.report.js';
import { ResilienceReport } from './report/resilience.report.js';

@ApiTags('performance')
@Needs('operator')
@Controller('performance')
export class PerformanceController {
  constructor(
    private readonly overviews: OverviewReport,
    private readonly pools: PoolReport,
    private readonly cacheReport: CachesReport,
    private readonly audio: AudioReport,
    private readonly resilienceReport: ResilienceReport,
    private readonly history: History,
    private readonly optimizer: Optimizer,
    private readonly audit: AuditLog,
  ) {}

  /** How this process is, on one page. */
  @Get('overview')
  overview(): Promise<PerformanceOverviewDto> {
    return this.overviews.overview();
  }

  /** Connections to the database, to Redis and to the outside. */
  @Get('connection-pools')
  connectionPools(): ConnectionPoolsDto[] {
    return this.pools.all();
  }

  /** Every cache by its levels. */
  @Get('caches')
  caches(): CacheDto[] {
    return this.cacheReport.all();
  }

  /** What sound is made with: streams, buffers, workers. */
  @Get('audio-optimizer')
  audioOptimizer(): Promise<AudioOptimizerDto> {
    return this.audio.report();
  }

  /** What all processes of the station measured, joined: a day finely, a month coarsely. */
  @Get('metrics/history')
  async metricsHistory(@Query() { metric_type, hours }: HistoryQueryDto): Promise<HistoryDto> {
    return new HistoryDto(await this.history.course(metric_type, hours));
  }

  /** Breakers, rates, and what waits where. */
  @Get('resilience')
  resilience(): Promise<ResilienceDto> {
    return this.resilienceReport.report();
  }

  /** Makes a part lighter, or looks at it closely; tells its figures before and after. Breaks nothing. */
  @Post('optimize')
  @HttpCode(HttpStatus.OK)
  async optimize(@Body() wanted: OptimizeDto): Promise<OptimizedDto> {
    const { component, action, parameters = {} } = wanted;
    const done = new OptimizedDto(wanted, await this.optimizer.run(component, action, parameters));
    const { success, message } = done;
    await this.audit.record({
      action: 'performance.optimised',
      target: component,
      facts: { action, parameters, success, message },
    });
    return done;
  }
}
