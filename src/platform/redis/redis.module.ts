import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { RedisLink } from './redis-link.js';
import { RedisSettings } from './redis.settings.js';

/** Redis for whoever can do without it. */
@Global()
@Module({
  imports: [SettingsModule.of(RedisSettings)],
  providers: [RedisLink],
  exports: [RedisLink],
})
export class RedisModule {}
