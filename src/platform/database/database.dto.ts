/** Connections of the application's pool. */
export class DatabaseConnectionsDto {
  readonly total!: number;
  readonly active!: number;
  readonly idle!: number;
  /** Callers that wait for one. */
  readonly waiting!: number;
  /** Most there have been at once. */
  readonly peak!: number;
  readonly max_allowed!: number;
}

export class SlowQueryDto {
  /** Shortened, without values. */
  readonly sql!: string;
  readonly duration_ms!: number;
  /** ISO time of its end. */
  readonly at!: string;
}

/** Statements since the start; the percentiles are of the last five to ten minutes. */
export class DatabaseQueriesDto {
  readonly executed!: number;
  readonly avg_response_time_ms!: number;
  readonly p95_ms!: number;
  readonly p99_ms!: number;
  readonly errors!: number;
  /** Time, SQLSTATE and sentence of the last one, without values. */
  readonly last_error!: string | null;
  /** The last 20, newest first. */
  readonly slow!: SlowQueryDto[];
}

/** Answers of queries that are kept. */
export class DatabaseCacheDto {
  readonly size!: number;
  readonly max_size!: number;
  readonly hit_rate_percent!: number;
  readonly hits!: number;
  readonly misses!: number;
}

export class DatabaseUptimeDto {
  readonly hours!: number;
  /** ISO time. */
  readonly start_time!: string;
}

export class DatabaseBreakerDto {
  readonly state!: 'closed' | 'open' | 'half_open';
}

export class DatabaseStatsDto {
  readonly connections!: DatabaseConnectionsDto;
  readonly queries!: DatabaseQueriesDto;
  readonly cache!: DatabaseCacheDto;
  readonly uptime!: DatabaseUptimeDto;
  readonly circuit_breaker!: DatabaseBreakerDto;
  /** Unhealthy: PostgreSQL does not answer. Degraded: it does, but callers wait for a connection. */
  readonly status!: 'healthy' | 'degraded' | 'unhealthy';
}

export class CacheClearedDto {
  /** Answers that were kept. */
  readonly cleared!: number;
}

export class WarmedDto {
  readonly name!: string;
  readonly is_warm!: boolean;
  readonly duration_ms!: number;
}

export class PreloadedDto {
  readonly warmed!: WarmedDto[];
}
