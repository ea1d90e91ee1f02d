import { Module } from '@nestjs/common';
import { CoverArtist } from './cover-artist.js';
import { PaintedCoverArtist } from './painted.cover-artist.js';

@Module({
  providers: [{ provide: CoverArtist, useClass: PaintedCoverArtist }],
  exports: [CoverArtist],
})
export class MediaModule {}
