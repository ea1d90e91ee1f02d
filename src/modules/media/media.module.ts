import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { CoverArtist } from './cover-artist.js';
import { CoverDesk } from './cover/cover-desk.js';
import { MediaFileRepository } from './library/media-file.repository.js';
import { MediaController } from './library/media.controller.js';
import { MediaLibrary } from './library/media-library.js';
import { Uploads } from './library/upload.js';
import { MediaSettings } from './media.settings.js';
import { PaintedCoverArtist } from './painted.cover-artist.js';
import { Retention } from './upkeep/retention.js';
import { RetentionSettings } from './upkeep/retention.settings.js';
import { StorageUse } from './upkeep/storage-use.js';
import { UpkeepController } from './upkeep/upkeep.controller.js';
import { Upkeep } from './upkeep/upkeep.js';

@Module({
  imports: [SettingsModule.of(MediaSettings, RetentionSettings)],
  controllers: [MediaController, UpkeepController],
  providers: [
    MediaLibrary,
    Uploads,
    Retention,
    StorageUse,
    Upkeep,
    MediaFileRepository,
    CoverDesk,
    { provide: CoverArtist, useClass: PaintedCoverArtist },
  ],
  exports: [CoverArtist, CoverDesk, MediaLibrary, Retention, StorageUse, SettingsModule],
})
export class MediaModule {}
