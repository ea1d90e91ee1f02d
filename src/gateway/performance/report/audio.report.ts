import { Injectable } from '@nestjs/common';
import { WorkerReport } from '#platform/process';
import type { AudioOptimizerDto } from '../performance.dto.js';

const BYTES_PER_MB = 1024 * 1024;

/** The memory that sound is made with, and what was given back of it. */
@Injectable()
export class AudioReport {
  #runs = 0;
  #releasedBytes = 0;
  #lastRun: Date | undefined;

  constructor(private readonly workers: WorkerReport) {}

  /** Workers and the memory they hold. */
  async held(): Promise<{ workers: number; busy: number; memory_mb: number }> {
    const pools = await this.workers.pools();
    return {
      workers: pools.reduce((sum, pool) => sum + pool.workers.length, 0),
      busy: pools.reduce((sum, pool) => sum + Math.min(pool.running, pool.workers.length), 0),
      memory_mb: rounded(pools.reduce((sum, pool) => sum + pool.memoryBytes, 0) / BYTES_PER_MB),
    };
  }

  /** Lets workers go that have nothing to do. @returns How many. */
  async trim(): Promise<number> {
    const before = await this.held();
    const gone = await this.workers.trim();
    const after = await this.held();
    this.#runs++;
    this.#lastRun = new Date();
    this.#releasedBytes += Math.max(0, before.memory_mb - after.memory_mb) * BYTES_PER_MB;
    return gone;
  }

  /** Streams and their buffers do not exist yet: none are active, none are told. */
  async report(): Promise<AudioOptimizerDto> {
    const { memory_mb } = await this.held();
    return {
      active_streams: 0,
      total_memory_mb: memory_mb,
      mapped_mb: 0,
      buffer_pool_usage: { slabs: 0, in_use: 0, hit_ratio: 0 },
      gc_stats: {
        runs: this.#runs,
        released_mb: rounded(this.#releasedBytes / BYTES_PER_MB),
        last_run: this.#lastRun?.toISOString() ?? null,
      },
      streams: [],
    };
  }
}

const rounded = (value: number) => Math.round(value * 100) / 100;
