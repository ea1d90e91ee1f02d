import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataModule } from '#modules/data';
import { Casts } from './cast.js';
import { PronunciationController } from './pronunciation.controller.js';
import { SpeakerController } from './speaker.controller.js';
import { Speaker, SpeakerPace } from './speaker.entity.js';
import { SpeakerRepository } from './speaker.repository.js';
import { SpeakerService } from './speaker.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Speaker, SpeakerPace]), DataModule],
  controllers: [SpeakerController, PronunciationController],
  providers: [SpeakerService, SpeakerRepository, Casts],
  exports: [SpeakerService, Casts],
})
export class SpeakerModule {}
