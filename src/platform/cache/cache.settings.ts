import { IsBoolean, IsIn, IsInt, IsNumber, Max, Min } from 'class-validator';
import { Env } from '#platform/config';
import { POLICIES, type PolicyName } from './policy/eviction-order.js';

export class CacheSettings {
  /** Entries in memory at most, all caches of the process together. */
  @Env('CACHE_MEMORY_MAX_SIZE', IsInt(), Min(1), Max(10_000_000))
  readonly entriesMax: number = 1_000;

  /** Bytes in memory at most, estimated, all caches together. */
  @Env('CACHE_MEMORY_MAX_BYTES', IsInt(), Min(1_024), Max(17_179_869_184))
  readonly bytesMax: number = 52_428_800;

  /** How long an entry is fresh where its cache says nothing, seconds. */
  @Env('CACHE_DEFAULT_TTL', IsNumber(), Min(0.01), Max(31_536_000))
  readonly ttl: number = 300;

  /** Who leaves first when memory is full, where a cache says nothing; adaptive finds out which of the others does best. */
  @Env('CACHE_POLICY', IsIn(POLICIES))
  readonly policy: PolicyName = 'adaptive';

  /** Whether REDIS_URL, where it is set, is used as the second level; false caches in memory alone. */
  @Env('CACHE_REDIS_ENABLED', IsBoolean())
  readonly isRedisEnabled: boolean = true;

  /** What Redis may take for one request, milliseconds; what takes longer counts as failed. */
  @Env('CACHE_REDIS_TIMEOUT_MS', IsInt(), Min(5), Max(1_000))
  readonly redisMsMax: number = 35;

  /** Entries of more bytes are packed on their way to Redis. */
  @Env('CACHE_COMPRESSION_MIN_BYTES', IsInt(), Min(256), Max(67_108_864))
  readonly packFromBytes: number = 8_192;
}
