import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, MaxLength } from 'class-validator';
import type { CacheOverview } from '#platform/cache';
import type { HealthFinding, HealthLevel } from '#platform/health';

const LEVELS = ['healthy', 'degraded', 'unhealthy'] as const;

export class ReadinessQueryDto {
  /** A line for every check; any value but `false` and `0` says yes, none does as well. */
  @IsOptional()
  @IsString()
  @MaxLength(10)
  readonly verbose?: string;

  /** Checks to leave out: repeated, or with commas between. */
  @ApiProperty({ required: false, type: [String] })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
      typeof one === 'string' ? one.split(',').filter(Boolean) : [one],
    ),
  )
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(50, { each: true })
  readonly exclude?: string[];
}

export class LivenessDto {
  readonly status!: 'ok';
}

/** What all caches of this process do together. */
export class CacheStatsDto {
  readonly entries: number;
  readonly entries_max: number;
  readonly size_bytes: number;
  readonly bytes_max: number;
  readonly hits: number;
  readonly misses: number;
  /** Share of reads that did not have to load, 0 to 1; null before the first. */
  readonly hit_ratio: number | null;

  constructor({ entries, entriesMax, sizeBytes, bytesMax, caches }: CacheOverview) {
    this.entries = entries;
    this.entries_max = entriesMax;
    this.size_bytes = sizeBytes;
    this.bytes_max = bytesMax;
    this.hits = caches.reduce((sum, { levels }) => sum + levels.L1.hits + levels.L2.hits, 0);
    const reads = caches.reduce((sum, { levels }) => sum + levels.L1.hits + levels.L1.misses, 0);
    this.misses = Math.max(0, reads - this.hits);
    this.hit_ratio = reads === 0 ? null : Math.round((1_000 * this.hits) / reads) / 1_000;
  }
}

/** Whether the station is well; the rest is for operators. */
export class HealthDto {
  /** `degraded`: it works without something optional. `unhealthy` (503): something needed is down. */
  @ApiProperty({ enum: LEVELS })
  readonly status: HealthLevel;
  readonly version?: string;
  /** Seconds since the process started. */
  readonly uptime?: number;
  /** By part: database, redis, queue, external_apis, disk_space, memory_usage, audio_engine. Each has a status and facts of its own. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { status: { type: 'string', enum: [...LEVELS] }, reason: { type: 'string' } },
      required: ['status'],
      additionalProperties: true,
    },
  })
  readonly checks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly cache_stats?: CacheStatsDto;

  constructor(status: HealthLevel, details?: HealthDetails) {
    this.status = status;
    if (!details) return;
    this.version = details.version;
    this.uptime = Math.round(process.uptime());
    this.checks = Object.fromEntries(
      details.findings.map(({ name, level, reason, facts }) => [
        name,
        { status: level, ...(reason !== undefined && { reason }), ...facts },
      ]),
    );
    this.cache_stats = new CacheStatsDto(details.caches);
  }
}

/** What operators are told besides. */
export interface HealthDetails {
  readonly version: string;
  readonly findings: readonly HealthFinding[];
  readonly caches: CacheOverview;
}

/** How each part is, in one word. */
export class PerformanceHealthDto {
  @ApiProperty({ enum: LEVELS })
  readonly status: HealthLevel;
  /** ISO time, UTC. */
  readonly timestamp: string;
  /** By part. */
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: [...LEVELS] },
  })
  readonly components: Readonly<Record<string, HealthLevel>>;

  constructor(status: HealthLevel, findings: readonly HealthFinding[]) {
    this.status = status;
    this.timestamp = new Date().toISOString();
    this.components = Object.fromEntries(findings.map(({ name, level }) => [name, level]));
  }
}
