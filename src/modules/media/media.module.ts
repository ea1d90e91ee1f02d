import { Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { CoverArtist } from './cover-artist.js';
import { MediaFileRepository } from './library/media-file.repository.js';
import { MediaController } from './library/media.controller.js';
import { MediaLibrary } from './library/media-library.js';
import { Uploads } from './library/upload.js';
import { MediaSettings } from './media.settings.js';
import { PaintedCoverArtist } from './painted.cover-artist.js';

@Module({
  imports: [SettingsModule.of(MediaSettings)],
  controllers: [MediaController],
  providers: [
    MediaLibrary,
    Uploads,
    MediaFileRepository,
    { provide: CoverArtist, useClass: PaintedCoverArtist },
  ],
  exports: [CoverArtist, MediaLibrary],
})
export class MediaModule {}
