import { Module } from '@nestjs/common';
import { ShowModule } from '#modules/show';
import { SettingsModule } from '#platform/config';
import { AnalyticsSettings } from './analytics.settings.js';
import { EventController } from './event/event.controller.js';
import { EventRepository } from './event/event.repository.js';
import { EventService } from './event/event.service.js';
import { OverviewController } from './overview/overview.controller.js';
import { OverviewService } from './overview/overview.service.js';
import { ReportController } from './report/report.controller.js';
import { ReportService } from './report/report.service.js';

/** How the station is used, what became of it, and what it cost. */
@Module({
  imports: [SettingsModule.of(AnalyticsSettings), ShowModule],
  controllers: [EventController, ReportController, OverviewController],
  providers: [EventService, EventRepository, ReportService, OverviewService],
})
export class AnalyticsModule {}
