import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';

export class PerformanceOverviewDto {
  /** ISO time. */
  readonly timestamp!: string;
  /** Critical: it cannot do its work. Warning: an alert, or a threshold is passed. Degraded: a part is unwell. */
  readonly status!: 'healthy' | 'degraded' | 'warning' | 'critical';
  /** Resident memory of this process without its workers, MB. */
  readonly memory_usage_mb!: number;
  /** Of the processors this process may use, in the last interval. */
  readonly cpu_usage_percent!: number;
  /** 99th percentile of the last interval. */
  readonly event_loop_lag_ms!: number;
  /** Requests being answered, this one among them. */
  readonly active_requests!: number;
  readonly connection_pools_healthy!: boolean;
  readonly cache_systems_healthy!: boolean;
  /** Whether a speech engine is here. */
  readonly audio_optimizer_healthy!: boolean;
  readonly queue_healthy!: boolean;
  /** Of the last minute, as the other rates and times. */
  readonly avg_response_time_ms!: number;
  readonly p95_response_time_ms!: number;
  readonly requests_per_second!: number;
  /** Answers of 500 and above. */
  readonly error_rate_percent!: number;
  readonly active_alerts!: number;
  readonly critical_alerts!: number;
}

export class PoolDto {
  readonly pool_name!: string;
  readonly pool_type!: 'database' | 'redis' | 'http';
  readonly size!: number;
  readonly active!: number;
  readonly idle!: number;
  /** Callers that wait for a connection; for Redis, commands without their answer yet. */
  readonly waiting!: number;
  readonly created_total!: number;
  readonly closed_total!: number;
  readonly errors_total!: number;
  /** Without values, paths and queries. */
  readonly last_error!: string | null;
  /** ISO time. */
  readonly last_error_time!: string | null;
  /** Null: no client tells what its connections hold. */
  readonly memory_usage_mb!: number | null;
}

export type HealthFacts = Readonly<Record<string, string | number>> & { readonly status: string };

/** Free facts about how something does; `status` is always there. */
const FACTS: ApiPropertyOptions = {
  type: 'object',
  properties: { status: { type: 'string' } },
  required: ['status'],
  additionalProperties: true,
};

export class ConnectionPoolsDto {
  readonly pool_type!: 'database' | 'redis' | 'http';
  readonly pools!: PoolDto[];
  readonly total_connections!: number;
  readonly active_connections!: number;
  readonly idle_connections!: number;
  @ApiProperty(FACTS)
  readonly health_status!: HealthFacts;
}

export class CacheLevelDto {
  readonly name!: string;
  /** L1 is memory, L2 is Redis. */
  readonly level!: 'L1' | 'L2';
  /** Null for Redis, which is not asked: counting its keys would read them all. */
  readonly total_entries!: number | null;
  readonly total_size_bytes!: number | null;
  readonly hits!: number;
  readonly misses!: number;
  /** 0 to 1. */
  readonly hit_ratio!: number;
  readonly gets!: number;
  readonly sets!: number;
  readonly deletes!: number;
  readonly evictions!: number;
  readonly avg_get_time_ms!: number;
  readonly avg_set_time_ms!: number;
  readonly memory_usage_bytes!: number | null;
  /** Of what all caches together may hold. */
  readonly memory_usage_percent!: number | null;
  /** ISO time at which a value came in last. */
  readonly last_updated!: string | null;
}

export class CacheLevelsDto {
  readonly L1!: CacheLevelDto;
  readonly L2!: CacheLevelDto;
}

export class CacheDto {
  readonly cache_name!: string;
  /** Who leaves first when it is full. */
  readonly policy!: string;
  readonly levels!: CacheLevelsDto;
  /** Share of reads that did not have to load, 0 to 1. */
  readonly overall_hit_ratio!: number;
  /** In memory. */
  readonly total_entries!: number;
  readonly total_size_mb!: number;
  @ApiProperty(FACTS)
  readonly health_status!: HealthFacts;
}

export class BufferPoolDto {
  readonly slabs!: number;
  readonly in_use!: number;
  /** 0 to 1. */
  readonly hit_ratio!: number;
}

export class AudioGcDto {
  /** Times idle workers were let go by request. */
  readonly runs!: number;
  readonly released_mb!: number;
  /** ISO time. */
  readonly last_run!: string | null;
}

/** Streams do not exist yet: their figures are zero. */
export class AudioOptimizerDto {
  readonly active_streams!: number;
  /** Resident memory of the workers. */
  readonly total_memory_mb!: number;
  readonly mapped_mb!: number;
  readonly buffer_pool_usage!: BufferPoolDto;
  readonly gc_stats!: AudioGcDto;
  @ApiProperty({ type: 'array', items: { type: 'object' } })
  readonly streams!: object[];
}

export class CircuitBreakerDto {
  readonly name!: string;
  readonly kind!: 'database' | 'cache' | 'http';
  readonly state!: 'closed' | 'open' | 'half_open' | 'isolated';
  readonly failure_count!: number | null;
  readonly last_failure!: string | null;
  readonly next_attempt!: string | null;
}

export class RateLimitDto {
  readonly name!: string;
  readonly direction!: 'incoming' | 'outgoing';
  readonly per_second!: number;
  readonly burst!: number;
  /** Calls that may be made at once now; null where each client has a count of its own. */
  readonly available!: number | null;
  /** How much longer the provider wants to be left alone. */
  readonly paused_ms!: number;
}

export class BackPressureDto {
  readonly name!: string;
  readonly running!: number;
  readonly waiting!: number;
  /** Null where something else is the bound. */
  readonly running_max!: number | null;
}

export class ResilienceDto {
  /** Degraded while a breaker refuses calls. */
  readonly status!: 'healthy' | 'degraded';
  readonly circuit_breakers!: CircuitBreakerDto[];
  readonly rate_limits!: RateLimitDto[];
  readonly back_pressure!: BackPressureDto[];
}
