import { Module } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { StationTimelines } from './station-timelines.js';
import { TimelineController } from './timeline.controller.js';

/** What of a station's sound is kept in the database. */
@Module({
  imports: [AuditModule],
  controllers: [TimelineController],
  providers: [StationTimelines],
  exports: [StationTimelines],
})
export class TimelineModule {}
