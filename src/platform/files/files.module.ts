import { isIP } from 'node:net';
import { Global, Module } from '@nestjs/common';
import { ServiceSettings, SettingsError, SettingsModule } from '#platform/config';
import { HealthModule, HealthSources } from '#platform/health';
import { HttpClient } from '#platform/http';
import { diskHealth } from './disk-health.js';
import { DiskFileStore } from './disk.file-store.js';
import { FileCare } from './file-care.js';
import { FileStore } from './file-store.js';
import { FileUses } from './file-uses.js';
import { FilesSettings } from './files.settings.js';
import { S3FileStore } from './s3/s3.file-store.js';

@Global()
@Module({
  imports: [HealthModule, SettingsModule.of(FilesSettings)],
  providers: [
    {
      provide: FileStore,
      inject: [ServiceSettings, FilesSettings, HttpClient],
      useFactory: storeOf,
    },
    FileUses,
    FileCare,
  ],
  exports: [FileStore, FileUses, FileCare],
})
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

/** @throws SettingsError for a bucket that cannot be asked. */
export function storeOf(
  { dataDir }: ServiceSettings,
  settings: FilesSettings,
  http: HttpClient,
): FileStore {
  if (settings.store === 'disk') return new DiskFileStore(dataDir);
  const faults = [
    settings.s3Bucket === '' && 'FILES_S3_BUCKET: must be set where FILES_STORE is s3',
    !settings.s3AccessKey && 'FILES_S3_ACCESS_KEY: must be set where FILES_STORE is s3',
    !settings.s3SecretKey && 'FILES_S3_SECRET_KEY: must be set where FILES_STORE is s3',
    !settings.s3PathStyle &&
      isAddress(settings.s3Endpoint) &&
      'FILES_S3_PATH_STYLE: must be true where FILES_S3_ENDPOINT is an IP address, which no bucket can stand before',
  ].filter((fault) => fault !== false);
  if (faults.length > 0) throw new SettingsError(faults);
  return new S3FileStore(dataDir, settings, http);
}

/** Whether the host of a URL is an IP address: before one, a URL keeps no name of a bucket. */
function isAddress(endpoint: string): boolean {
  if (endpoint === '') return false;
  const { hostname } = new URL(endpoint); // "[::1]" for IPv6; "127.1" has become 127.0.0.1.
  return isIP(hostname.replaceAll(/[[\]]/g, '')) > 0;
}
