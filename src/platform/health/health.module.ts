import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { MemorySettings } from '#platform/process';
import { HealthSources } from './health-sources.js';
import { memoryLimitMb, memoryVerdict } from './memory-health.js';

/** How the parts of the station are, each told by its owner. */
@Global()
@Module({
  imports: [SettingsModule.of(MemorySettings)],
  providers: [HealthSources],
  exports: [HealthSources],
})
export class HealthModule {
  constructor(sources: HealthSources, { memoryMbMax }: MemorySettings) {
    sources.register({
      name: 'memory_usage',
      owner: 'platform/process',
      isRequired: false,
      check: () => memoryVerdict(process.memoryUsage.rss(), memoryLimitMb(memoryMbMax)),
    });
  }
}
