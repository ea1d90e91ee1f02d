import { Controller, Get, HttpCode, HttpStatus, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Needs } from '#platform/access';
import { Database } from './database.js';
import { CacheClearedDto, DatabaseStatsDto, PreloadedDto } from './database.dto.js';
import { DatabaseReport } from './database-report.js';

@ApiTags('database')
@Needs('operator')
@Controller('database')
export class DatabaseController {
  constructor(
    private readonly database: Database,
    private readonly report: DatabaseReport,
  ) {}

  /** Connections, statements, cache and breaker of this process. Answers while PostgreSQL is away, too. */
  @Get('stats')
  stats(): DatabaseStatsDto {
    return this.report.stats();
  }

  /** Forgets every kept answer; the next reader of each asks PostgreSQL. */
  @Post('cache/clear')
  @HttpCode(HttpStatus.OK)
  async clear(): Promise<CacheClearedDto> {
    return { cleared: await this.report.clearCache() };
  }

  /** Reads what is read most (presets, speakers, feeds, recent shows) so that the next readers find it kept. */
  @Post('preload')
  @HttpCode(HttpStatus.OK)
  async preload(): Promise<PreloadedDto> {
    const warmed = await this.database.preload();
    return {
      warmed: warmed.map(({ name, isWarm, durationMs }) => ({
        name,
        is_warm: isWarm,
        duration_ms: durationMs,
      })),
    };
  }
}
