import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChannelController } from './channel/channel.controller.js';
import { Channel } from './channel/channel.entity.js';
import { ChannelService } from './channel/channel.service.js';
import { DataHealthController } from './data-health.controller.js';
import { ConfigurationDocuments } from './document/configuration-document.js';
import { DocumentController } from './document/document.controller.js';
import { DocumentParts } from './document/document-parts.js';
import { OwnParts } from './document/own-parts.js';
import { PreferenceRepository } from './preference/preference.repository.js';
import { PreferenceService } from './preference/preference.service.js';
import { PresetController } from './preset/preset.controller.js';
import { Preset } from './preset/preset.entity.js';
import { PresetRepository } from './preset/preset.repository.js';
import { PresetService } from './preset/preset.service.js';
import { References } from './references.js';
import { ScheduleController } from './schedule/schedule.controller.js';
import { Schedule } from './schedule/schedule.entity.js';
import { ScheduleRepository } from './schedule/schedule.repository.js';
import { ScheduleService } from './schedule/schedule.service.js';
import { StyleController } from './style/style.controller.js';
import { Style } from './style/style.entity.js';
import { StyleService } from './style/style.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Preset, Channel, Style, Schedule])],
  controllers: [
    DocumentController,
    DataHealthController,
    PresetController,
    ChannelController,
    StyleController,
    ScheduleController,
  ],
  providers: [
    PresetService,
    PresetRepository,
    References,
    ChannelService,
    StyleService,
    ScheduleService,
    ScheduleRepository,
    PreferenceRepository,
    PreferenceService,
    DocumentParts,
    ConfigurationDocuments,
    OwnParts,
  ],
  exports: [
    DocumentParts,
    PreferenceService,
    PresetService,
    References,
    ChannelService,
    StyleService,
    ScheduleService,
  ],
})
export class DataModule {}
