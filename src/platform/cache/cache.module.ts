import { CACHE_MANAGER } from '@nestjs/cache-manager';
import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { LifecycleModule } from '#platform/lifecycle';
import { MetricsModule } from '#platform/metrics';
import { RedisModule } from '#platform/redis';
import { CacheMeters } from './cache.meters.js';
import { CacheSettings } from './cache.settings.js';
import { nestCacheOver } from './nest-cache.js';
import { TieredCache } from './tiered-cache.js';
import { CacheWarmer } from './warmer.js';

/** Caches for everybody: memory first, Redis behind it where there is one. */
@Global()
@Module({
  imports: [LifecycleModule, MetricsModule, SettingsModule.of(CacheSettings), RedisModule],
  providers: [
    TieredCache,
    CacheWarmer,
    CacheMeters,
    { provide: CACHE_MANAGER, inject: [TieredCache], useFactory: nestCacheOver },
  ],
  exports: [TieredCache, CacheWarmer, CACHE_MANAGER],
})
export class CacheModule {}
