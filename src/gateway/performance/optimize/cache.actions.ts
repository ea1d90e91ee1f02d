import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CacheWarmer, TieredCache } from '#platform/cache';
import { CachesReport } from '../report/cache.report.js';
import { answerMs, HealthNote } from './health-note.js';
import {
  CacheUnknown,
  onlyText,
  Optimizer,
  type Parameters,
  refuseOthers,
  type Work,
} from './optimizer.js';

/** Where a check writes and reads, and nobody else. */
const CHECK_SPACE = 'health-check';

@Injectable()
export class CacheActions {
  readonly #health = new HealthNote();

  constructor(
    optimizer: Optimizer,
    private readonly cache: TieredCache,
    private readonly warmer: CacheWarmer,
    private readonly report: CachesReport,
  ) {
    optimizer.add('cache', 'clear', (parameters) => this.#clear(parameters));
    optimizer.add('cache', 'warm', (parameters) => this.#warm(parameters));
    optimizer.add('cache', 'trim', (parameters) => this.#trim(parameters));
    optimizer.add('cache', 'health_check', (parameters) => this.#check(parameters));
  }

  /** Empties one cache (`cache`), or all of them, in every replica: the next readers load anew. */
  #clear(parameters: Parameters): Work {
    const name = onlyText(parameters, 'cache');
    if (name !== undefined && !this.report.has(name)) throw new CacheUnknown(name);
    return {
      figures: () => this.report.held(name),
      act: async () => {
        await this.cache.clear(name);
        return name === undefined ? 'Every cache is empty.' : `The cache "${name}" is empty.`;
      },
    };
  }

  /** Fills caches before anybody asks: those whose pattern (`pattern`, "query:*") fits, or all. */
  #warm(parameters: Parameters): Work {
    const pattern = onlyText(parameters, 'pattern');
    return {
      figures: () => this.report.held(),
      act: async () => {
        const results = await this.warmer.warm(pattern);
        const warm = results.filter(({ isWarm }) => isWarm).length;
        return {
          isSuccess: results.length > 0 && warm === results.length,
          message: `${warm} of ${results.length} warmings went well.`,
        };
      },
    };
  }

  #trim(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.report.held(),
      act: async () => `${this.cache.trim()} entries that had expired are gone.`,
    };
  }

  /** Writes a value and reads it back. */
  #check(parameters: Parameters): Work {
    refuseOthers(parameters, []);
    return {
      figures: () => this.#health.figures,
      act: async () => {
        const space = this.cache.space(CHECK_SPACE, { ttl: 10, entriesMax: 1 });
        const value = randomUUID();
        const setMs = await answerMs(() => space.set('check', value));
        const found = await space.get<string>('check');
        const isWell = found === value && this.report.isHealthy;
        this.#health.note({ is_healthy: isWell, round_trip_ms: setMs ?? null });
        const message = isWell ? 'The cache answers.' : 'Redis does not answer; memory does.';
        return { isSuccess: isWell, message };
      },
    };
  }
}
