import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Needs } from '#platform/access';
import { Database } from '#platform/database';
import { DataHealthDto } from './data-health.dto.js';

/** Whoever asks does not wait longer. */
const PATIENCE_MS = 2_000;

@ApiTags('data')
@Controller('data/health')
export class DataHealthController {
  constructor(private readonly database: Database) {}

  /**
   * Whether PostgreSQL answers, and how far its schema is.
   * @throws {503} It does not answer.
   */
  @Get()
  @Needs('listener')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<DataHealthDto> {
    const startedMs = performance.now();
    const asked = this.database
      .query<{ version: string }>('select max(timestamp)::text as version from migrations')
      .catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, undefined);
    });
    const rows = await Promise.race([asked, late]);
    clearTimeout(timer);
    if (!rows) {
      void reply.status(HttpStatus.SERVICE_UNAVAILABLE);
      return { status: 'down', response_ms: null, schema_version: null };
    }
    const response_ms = Math.round(10 * (performance.now() - startedMs)) / 10;
    return { status: 'up', response_ms, schema_version: rows[0]?.version ?? null };
  }
}
