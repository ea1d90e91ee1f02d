import { Module } from '@nestjs/common';
import { MediaModule } from '#modules/media';
import { SpeakerModule } from '#modules/speaker';
import { AudioModule } from '../audio.module.js';
import { JingleLibraryModule } from '../jingle-library/jingle-library.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { ProductionController } from './production.controller.js';
import { ProductionRepository } from './production.repository.js';
import { Productions } from './productions.js';
import { ProductionRequests } from './requests.js';
import { SoundSources } from './sound-sources.js';
import { SoundUploads } from './sound-upload.js';
import { SoundWork } from './sound-work.js';
import { SpeechWork } from './speech-work.js';

/** Sound that is asked for by itself, as jobs. Needs the database, where jobs, speakers and files are. */
@Module({
  imports: [AudioModule, JingleLibraryModule, MediaModule, SpeakerModule, TimelineModule],
  controllers: [ProductionController],
  providers: [
    Productions,
    ProductionRepository,
    ProductionRequests,
    SoundSources,
    SoundUploads,
    SoundWork,
    SpeechWork,
  ],
  exports: [SoundSources],
})
export class ProductionModule {}
