import { Module } from '@nestjs/common';
import { SpeakerModule } from '#modules/speaker';
import { AudioModule } from '../audio.module.js';
import { CloningModule } from '../cloning/cloning.module.js';
import { CastingController } from './casting.controller.js';
import { Casting } from './casting.js';

/** What speakers sound like. Unlike the rest of audio it needs the database, where speakers are. */
@Module({
  imports: [AudioModule, CloningModule, SpeakerModule],
  controllers: [CastingController],
  providers: [Casting],
})
export class CastingModule {}
