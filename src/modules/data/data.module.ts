import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PresetController } from './preset.controller.js';
import { Preset } from './preset.entity.js';
import { PresetRepository } from './preset.repository.js';
import { PresetService } from './preset.service.js';
import { References } from './references.js';

@Module({
  imports: [TypeOrmModule.forFeature([Preset])],
  controllers: [PresetController],
  providers: [PresetService, PresetRepository, References],
  exports: [PresetService, References],
})
export class DataModule {}
