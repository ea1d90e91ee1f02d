import { Global, Module } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { HealthModule, HealthSources } from '#platform/health';
import { diskHealth } from './disk-health.js';
import { FileStore } from './file-store.js';

@Global()
@Module({ imports: [HealthModule], providers: [FileStore], exports: [FileStore] })
export class FilesModule {
  constructor(health: HealthSources, { dataDir }: ServiceSettings) {
    health.register({
      name: 'disk_space',
      owner: 'platform/files',
      isRequired: true,
      check: () => diskHealth(dataDir),
    });
  }
}
