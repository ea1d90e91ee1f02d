import { Module } from '@nestjs/common';
import { MediaModule } from '#modules/media';
import { SettingsModule } from '#platform/config';
import { AudioModule } from '../audio.module.js';
import { BreakMusic } from './break-music.js';
import { DecodedSounds } from './decoded-sounds.js';
import { JingleController } from './jingle.controller.js';
import { JingleLibrary } from './jingle-library.js';
import { JingleListener } from './jingle-listener.js';
import { JingleRepository } from './jingle.repository.js';
import { JingleSettings } from './jingle.settings.js';
import { ShowMusic } from './show-music.js';
import { JingleUploads } from './jingle-upload.js';

/** Uploaded jingles. Apart from the rest of audio, which needs no database. */
@Module({
  imports: [AudioModule, MediaModule, SettingsModule.of(JingleSettings)],
  controllers: [JingleController],
  providers: [
    JingleLibrary,
    JingleListener,
    JingleRepository,
    JingleUploads,
    DecodedSounds,
    ShowMusic,
    BreakMusic,
  ],
  exports: [BreakMusic, DecodedSounds, JingleLibrary, SettingsModule, ShowMusic],
})
export class JingleLibraryModule {}
