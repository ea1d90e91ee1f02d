import { Controller, Get, Header, Query, Req, Res } from '@nestjs/common';
import {
  ApiExcludeEndpoint,
  ApiOkResponse,
  ApiProduces,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Open } from '#platform/access';
import { TieredCache } from '#platform/cache';
import type { HealthLevel } from '#platform/health';
import { Lifecycle } from '#platform/lifecycle';
import { packageVersion } from '#platform/process';
import { DetailPolicy } from '../auth/details.js';
import { HealthDto, LivenessDto, PerformanceHealthDto, ReadinessQueryDto } from './health.dto.js';
import { readiness } from './readiness.js';
import { HealthReport } from './station-health.js';

const UNHEALTHY = {
  description: 'Something that the station needs is down; the body says the same as with 200.',
};

@ApiTags('health')
@Open()
@Controller()
export class HealthController {
  constructor(
    private readonly report: HealthReport,
    private readonly policy: DetailPolicy,
    private readonly caches: TieredCache,
    private readonly lifecycle: Lifecycle,
  ) {}

  /** Whether the process is alive; asks nobody else. */
  @Get('livez')
  @Header('cache-control', 'no-store')
  live(): LivenessDto {
    return { status: 'ok' };
  }

  /**
   * Whether requests should be sent here: database and queue answer, and nobody has told us to stop. `ok`, or
   * with `verbose` and whenever a check fails a line for each: `[+]name ok`, `[-]name failed: reason`.
   */
  @Get('readyz')
  @Header('cache-control', 'no-store')
  @Header('content-type', 'text/plain; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'Ready.', schema: { type: 'string' } })
  @ApiServiceUnavailableResponse({
    description: 'Not ready.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  async ready(
    @Query() { verbose, exclude = [] }: ReadinessQueryDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { findings } = await this.report.station();
    const { isReady, text } = readiness({
      findings,
      isStopping: this.lifecycle.leaving.aborted,
      exclude,
      isVerbose: verbose !== undefined && !['false', '0'].includes(verbose),
      withReasons: this.policy.maySee(request),
    });
    if (!isReady) void reply.status(503);
    return text;
  }

  /** How every part is: the status for anybody, everything for operators. 503 when a part that is needed is down. */
  @Get('health')
  @Header('cache-control', 'no-store')
  @ApiServiceUnavailableResponse({ ...UNHEALTHY, type: HealthDto })
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HealthDto> {
    const { level, findings } = await this.report.station();
    markDown(reply, level);
    if (!this.policy.maySee(request)) return new HealthDto(level);
    const caches = this.caches.report();
    return new HealthDto(level, { version: packageVersion(), findings, caches });
  }

  /** How every part is, in one word each. 503 when a part that is needed is down. */
  @Get('performance/health')
  @Header('cache-control', 'no-store')
  @ApiServiceUnavailableResponse({ ...UNHEALTHY, type: PerformanceHealthDto })
  async performance(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PerformanceHealthDto> {
    const { level, findings } = await this.report.station();
    markDown(reply, level);
    return new PerformanceHealthDto(level, findings);
  }

  /** Where a newcomer's browser lands. */
  @Get()
  @ApiExcludeEndpoint()
  home(@Res() reply: FastifyReply): void {
    void reply.redirect('/docs', 302);
  }
}

function markDown(reply: FastifyReply, level: HealthLevel): void {
  if (level === 'unhealthy') void reply.status(503);
}
