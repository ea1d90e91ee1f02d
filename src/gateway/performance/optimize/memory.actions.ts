import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Injectable } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { PerformanceSettings, SystemMeters } from '#platform/performance';
import { CachesReport } from '../report/cache.report.js';
import { HealthNote } from './health-note.js';
import { type Figures, Optimizer, type Parameters, refuseOthers, type Work } from './optimizer.js';

const BYTES_PER_MB = 1024 * 1024;

@Injectable()
export class MemoryActions {
  readonly #health = new HealthNote();

  constructor(
    optimizer: Optimizer,
    private readonly cache: TieredCache,
    private readonly caches: CachesReport,
    private readonly settings: PerformanceSettings,
    private readonly system: SystemMeters,
  ) {
    optimizer.add('memory', 'gc', (parameters) => this.#collect(parameters));
    optimizer.add('memory', 'trim', (parameters) => this.#trim(parameters));
    optimizer.add('memory', 'health_check', (parameters) => this.#check(parameters));
  }

  #figures(): Figures {
    const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
    return {
      rss_mb: mb(rss),
      heap_used_mb: mb(heapUsed),
      heap_total_mb: mb(heapTotal),
      external_mb: mb(external),
    };
  }

  /** A full collection of garbage. */
  #collect(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#figures(),
      act: async () => {
        await collectGarbage();
        return 'Garbage was collected.';
      },
    };
  }

  /** Lets expired cache entries go, then collects. */
  #trim(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => ({ ...this.#figures(), cache_entries: this.caches.held().entries }),
      act: async () => {
        const entries = this.cache.trim();
        await collectGarbage();
        return `${entries} expired cache entries are gone, garbage was collected.`;
      },
    };
  }

  #check(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#health.figures,
      act: async () => {
        const { memoryThresholdMb } = this.settings;
        const rssMb = mb(process.memoryUsage.rss());
        const isWell = rssMb <= memoryThresholdMb;
        this.#health.note({
          is_healthy: isWell,
          rss_mb: rssMb,
          threshold_mb: memoryThresholdMb,
          event_loop_lag_ms: Math.round(this.system.lag.p99Ms * 100) / 100,
        });
        const message = `${rssMb} MB are held; the threshold is ${memoryThresholdMb} MB.`;
        return { isSuccess: isWell, message };
      },
    };
  }
}

type Collect = (options: { type: 'major'; execution: 'async' }) => Promise<void>;
let collect: Collect | undefined;

/** V8's own, without a flag of the command line. As a task of its own, so that no request in progress is cut in two. */
async function collectGarbage(): Promise<void> {
  if (!collect) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  await collect({ type: 'major', execution: 'async' });
}

const mb = (bytes: number) => Math.round((bytes / BYTES_PER_MB) * 100) / 100;
