import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { HealthModule, HealthSources, type Verdict } from '#platform/health';
import { MetricsModule } from '#platform/metrics';
import { RedisLink } from './redis-link.js';
import { RedisMeters } from './redis.meters.js';
import { RedisSettings } from './redis.settings.js';

/** Redis for whoever can do without it. */
@Global()
@Module({
  imports: [HealthModule, MetricsModule, SettingsModule.of(RedisSettings)],
  providers: [RedisLink, RedisMeters],
  exports: [RedisLink],
})
export class RedisModule {
  constructor(health: HealthSources, redis: RedisLink) {
    health.register({
      name: 'redis',
      owner: 'platform/redis',
      isRequired: false,
      check: () => (redis.isConfigured ? askRedis(redis) : NOT_WANTED),
    });
  }
}

const NOT_WANTED: Verdict = { health: 'up', facts: { redis: 'not configured' } };

/** Never needed: without Redis each replica caches for itself, and only that is told. */
async function askRedis(redis: RedisLink): Promise<Verdict> {
  const pingMs = await redis.pingMs();
  if (pingMs === undefined) return { health: 'down', reason: 'does not answer' };
  return { health: 'up', facts: { redis: 'answers', latency_ms: Math.round(pingMs * 10) / 10 } };
}
