import { Module } from '@nestjs/common';
import { MediaModule } from '#modules/media';
import { SpeakerModule } from '#modules/speaker';
import { SpendModule } from '#platform/spend';
import { AudioModule } from '../audio.module.js';
import { CloneForms } from './clone-form.js';
import { CloneController } from './clone.controller.js';
import { CloneRemains } from './clone-remains.js';
import { CloneRepository } from './clone.repository.js';
import { SampleEar } from './sample-ear.js';
import { VoiceCloning } from './voice-cloning.js';

/** Voices that a provider makes of samples, with the consent of who they are of. */
@Module({
  imports: [AudioModule, MediaModule, SpeakerModule, SpendModule],
  controllers: [CloneController],
  providers: [CloneForms, CloneRemains, CloneRepository, SampleEar, VoiceCloning],
})
export class CloningModule {}
