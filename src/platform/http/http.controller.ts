import { Body, Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { HttpEngine } from './http-engine.js';
import { BreakerDto, BreakerOriginDto, HttpStatsDto } from './http.dto.js';
import { BreakerUnknown } from './http.problems.js';

@ApiTags('http')
@Needs('operator')
@Controller('http')
export class HttpController {
  constructor(private readonly engine: HttpEngine) {}

  /** How the calls to the outside go: counts, times, breakers, connections. */
  @Get('stats')
  stats(): HttpStatsDto {
    return new HttpStatsDto(this.engine);
  }

  /**
   * Closes a breaker, isolated or not; forgets its failures, and a pause that the origin asked for.
   * @throws {404} Nothing was ever asked of this origin.
   */
  @Post('breakers/reset')
  @HttpCode(HttpStatus.OK)
  reset(@Body() { origin }: BreakerOriginDto): BreakerDto {
    const name = new URL(origin).origin;
    const known = this.engine.origins.find(name);
    if (!known) throw new BreakerUnknown(name);
    known.breaker.reset();
    known.pause.reset();
    return new BreakerDto(known.breaker.state);
  }

  /** Refuses every call to an origin until its breaker is reset. */
  @Post('breakers/isolate')
  @HttpCode(HttpStatus.OK)
  isolate(@Body() { origin }: BreakerOriginDto): BreakerDto {
    const { breaker } = this.engine.origins.of(new URL(origin).origin);
    breaker.isolate();
    return new BreakerDto(breaker.state);
  }
}
