import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

/** Calls to one provider for one purpose, from the audit. */
export interface ProviderCalls {
  readonly provider: string;
  readonly operation: string;
  readonly calls: number;
  readonly failed: number;
  readonly avg_ms: number;
  readonly p95_ms: number;
  /** What the answers said that they cost, US dollars. */
  readonly cost_usd: number;
}

const PROVIDERS_MAX = 200;

/** Sums over the audit of calls to the outside. */
@Injectable()
export class CallReports {
  constructor(private readonly database: Database) {}

  /** By `external_call_at_idx`. What is older than `HTTP_AUDIT_DAYS` is gone. */
  byProvider(from: Date, until: Date): Promise<ProviderCalls[]> {
    return this.database.query(
      `select provider, operation, count(*)::int as calls,
              count(*) filter (where ending in ('failure', 'timeout'))::int as failed,
              avg(duration_ms)::float8 as avg_ms,
              percentile_cont(0.95) within group (order by duration_ms)::float8 as p95_ms,
              coalesce(sum(cost_usd), 0)::float8 as cost_usd
         from external_call where at >= $1 and at < $2
        group by provider, operation order by count(*) desc, provider, operation limit ${PROVIDERS_MAX}`,
      [from, until],
    );
  }
}
