import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { JingleLibraryModule } from '../jingle-library/jingle-library.module.js';
import { StationTimelines } from './station-timelines.js';
import { TimelineJingles } from './timeline-jingles.js';
import { TimelineController } from './timeline.controller.js';

/** What of a station's sound is kept in the database. */
@Module({
  imports: [AuditModule, JingleLibraryModule],
  controllers: [TimelineController],
  providers: [StationTimelines, TimelineJingles],
  exports: [StationTimelines],
})
export class TimelineModule {}
