import type { AxiosRequestConfig } from 'axios';
import { ConnectionPool } from './connection-pool.js';
import { HttpStats } from './http-stats.js';
import type { HttpSettings } from './http.settings.js';
import { Origins } from './origin.js';
import type { RateLimiter } from './rate-limiter.js';
import { UndiciAdapter } from './undici.adapter.js';

/** What tests and benchmarks make shorter, because nobody waits half a minute for them. */
export interface HttpTempo {
  /** The first wait before a retry; the next are 2 and 4 times as long. */
  readonly retryBaseMs: number;
  /** How long an open breaker refuses. */
  readonly breakerOpenMs: number;
}

export const TEMPO: HttpTempo = { retryBaseMs: 1_000, breakerOpenMs: 30_000 };

/** What outlives a call: connections, what is known of origins, agreed rates, figures. */
export class HttpEngine {
  readonly pool: ConnectionPool;
  readonly origins: Origins;
  readonly rates = new Map<string, RateLimiter>();
  readonly stats = new HttpStats();
  readonly startedMs = performance.now();
  /** How axios is to be made: it only carries our adapter and the retries. */
  readonly axios: AxiosRequestConfig;

  constructor(
    readonly settings: Omit<HttpSettings, 'auditDays'>,
    readonly tempo: HttpTempo = TEMPO,
  ) {
    // Asked at each call, for the list may be reloaded.
    const allowedHosts = { has: (host: string) => settings.allowedPrivateHosts.includes(host) };
    this.pool = new ConnectionPool(settings.connectionsMax, allowedHosts);
    this.origins = new Origins({ ...settings, breakerOpenMs: tempo.breakerOpenMs });
    const adapter = new UndiciAdapter(this.pool, this.origins, this.rates, allowedHosts);
    this.axios = { adapter: adapter.send };
  }

  async close(): Promise<void> {
    this.origins.close();
    await this.pool.close();
  }
}
