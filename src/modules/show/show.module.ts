import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AudioModule, JingleLibraryModule, ProductionModule, TimelineModule } from '#modules/audio';
import { ContentModule } from '#modules/content';
import { DataModule } from '#modules/data';
import { MediaModule } from '#modules/media';
import { SpeakerModule } from '#modules/speaker';
import { SettingsModule } from '#platform/config';
import { Archive } from './archive/archive.js';
import { ArchiveController } from './archive/archive.controller.js';
import { CoverController } from './cover/cover.controller.js';
import { ShowCovers } from './cover/show-covers.js';
import { EditController } from './edit/edit.controller.js';
import { Rewording } from './edit/rewording.js';
import { ShowEditor } from './edit/show-editor.js';
import { ShowVersionRepository } from './edit/show-version.repository.js';
import { BatchController } from './batch/batch.controller.js';
import { ShowBatches } from './batch/show-batches.js';
import { ShowScheduler } from './schedule/show-scheduler.js';
import { SlotRepository } from './schedule/slot.repository.js';
import { ShowFileUses } from './archive/show-file-uses.js';
import { ShowRetention } from './archive/show-retention.js';
import { ShowSettings } from './show.settings.js';
import { ShowReports } from './report/show-reports.js';
import { ShowController } from './show.controller.js';
import { ShowPageController } from './show-page.controller.js';
import { Show, ShowEvent, ShowFile, ShowStage } from './show.entity.js';
import { ShowMeters } from './show.meters.js';
import { ShowRepository } from './show.repository.js';
import { ShowService } from './show.service.js';
import { ShowSounds } from './show-sounds.js';
import { ShowWorkflow, STAGE_RUNNERS } from './show.workflow.js';
import { CheckStage } from './stages/check.stage.js';
import { CollectStage } from './stages/collect.stage.js';
import { CoverStage } from './stages/cover.stage.js';
import { CurateStage } from './stages/curate.stage.js';
import { MixStage } from './stages/mix.stage.js';
import { MusicBreaks } from './stages/music-breaks.js';
import { PackageStage } from './stages/package.stage.js';
import { PlanStage } from './stages/plan.stage.js';
import { PublishStage } from './stages/publish.stage.js';
import type { StageRunner } from './stages/stage-runner.js';
import { StrictClaims } from './stages/strict-claims.js';
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
    SettingsModule.of(ShowSettings),
    DataModule,
    ContentModule,
    SpeakerModule,
    AudioModule,
    TimelineModule,
    JingleLibraryModule,
    ProductionModule,
    MediaModule,
  ],
  controllers: [
    ArchiveController,
    BatchController,
    CoverController,
    EditController,
    ShowController,
    ShowPageController,
  ],
  providers: [
    ShowService,
    ShowSounds,
    MusicBreaks,
    ShowRepository,
    ShowMeters,
    ShowWorkflow,
    ShowReports,
    ShowVersionRepository,
    ShowEditor,
    Rewording,
    StrictClaims,
    ShowScheduler,
    SlotRepository,
    ShowBatches,
    Archive,
    ShowCovers,
    ShowFileUses,
    ShowRetention,
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
