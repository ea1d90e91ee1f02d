import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AudioModule } from '#modules/audio';
import { ContentModule } from '#modules/content';
import { DataModule } from '#modules/data';
import { MediaModule } from '#modules/media';
import { SpeakerModule } from '#modules/speaker';
import { ShowReports } from './report/show-reports.js';
import { ShowController } from './show.controller.js';
import { ShowPageController } from './show-page.controller.js';
import { Show, ShowEvent, ShowFile, ShowStage } from './show.entity.js';
import { ShowMeters } from './show.meters.js';
import { ShowRepository } from './show.repository.js';
import { ShowService } from './show.service.js';
import { ShowWorkflow, STAGE_RUNNERS } from './show.workflow.js';
import { CheckStage } from './stages/check.stage.js';
import { CollectStage } from './stages/collect.stage.js';
import { CoverStage } from './stages/cover.stage.js';
import { CurateStage } from './stages/curate.stage.js';
import { MixStage } from './stages/mix.stage.js';
import { PackageStage } from './stages/package.stage.js';
import { PlanStage } from './stages/plan.stage.js';
import { PublishStage } from './stages/publish.stage.js';
import type { StageRunner } from './stages/stage-runner.js';
import { VoiceStage } from './stages/voice.stage.js';
import { WriteStage } from './stages/write.stage.js';

const RUNNERS = [
  PlanStage,
  CollectStage,
  CurateStage,
  WriteStage,
  CheckStage,
  VoiceStage,
  CoverStage,
  MixStage,
  PackageStage,
  PublishStage,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([Show, ShowStage, ShowEvent, ShowFile]),
    DataModule,
    ContentModule,
    SpeakerModule,
    AudioModule,
    MediaModule,
  ],
  controllers: [ShowController, ShowPageController],
  providers: [
    ShowService,
    ShowRepository,
    ShowMeters,
    ShowWorkflow,
    ShowReports,
    ...RUNNERS,
    {
      provide: STAGE_RUNNERS,
      inject: RUNNERS,
      useFactory: (...runners: StageRunner[]) => runners,
    },
  ],
  exports: [ShowService, ShowReports],
})
export class ShowModule {}
