import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { HttpClient } from '#platform/http';
import { FreeSpend, Spend } from '#platform/spend';
import { CoverArtist } from './cover-artist.js';
import { CoverDesk } from './cover/cover-desk.js';
import { ChosenCoverArtist } from './image-model/chosen.cover-artist.js';
import { ImageModel } from './image-model/image-model.js';
import { ImageModelSettings } from './image-model/image-model.settings.js';
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
  imports: [SettingsModule.of(ImageModelSettings, MediaSettings, RetentionSettings)],
  controllers: [MediaController, UpkeepController],
  providers: [
    MediaLibrary,
    Uploads,
    Retention,
    StorageUse,
    Upkeep,
    MediaFileRepository,
    CoverDesk,
    PaintedCoverArtist,
    {
      provide: CoverArtist,
      inject: [
        HttpClient,
        ImageModelSettings,
        PaintedCoverArtist,
        CoverDesk,
        { token: Spend, optional: true },
      ],
      useFactory: (
        http: HttpClient,
        settings: ImageModelSettings,
        painted: PaintedCoverArtist,
        desk: CoverDesk,
        spend: Spend = new FreeSpend(),
      ) => new ChosenCoverArtist(new ImageModel(http, settings), settings, spend, painted, desk),
    },
  ],
  exports: [CoverArtist, CoverDesk, MediaLibrary, Retention, StorageUse, SettingsModule],
})
export class MediaModule {}
