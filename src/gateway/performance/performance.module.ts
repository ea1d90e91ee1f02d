import { Module } from '@nestjs/common';
import { AlertsModule } from '#platform/alerts';
import { AuditModule } from '#platform/audit';
import { SettingsModule } from '#platform/config';
import { SecuritySettings } from '../security.settings.js';
import { AlertController } from './alert.controller.js';
import { MetricsController } from './metrics.controller.js';
import { AudioActions } from './optimize/audio.actions.js';
import { CacheActions } from './optimize/cache.actions.js';
import { ConnectionActions } from './optimize/connection.actions.js';
import { MemoryActions } from './optimize/memory.actions.js';
import { Optimizer } from './optimize/optimizer.js';
import { QueueActions } from './optimize/queue.actions.js';
import { PerformanceController } from './performance.controller.js';
import { AudioReport } from './report/audio.report.js';
import { CachesReport } from './report/cache.report.js';
import { OverviewReport } from './report/overview.report.js';
import { PoolReport } from './report/pool.report.js';
import { ResilienceReport } from './report/resilience.report.js';
import { RequestContext } from './request.context.js';
import { SloController } from './slo.controller.js';
import { RequestMeters } from './request.meters.js';

/** How the station does, for operators and for Prometheus. */
@Module({
  imports: [AlertsModule, AuditModule, SettingsModule.of(SecuritySettings)],
  controllers: [PerformanceController, MetricsController, AlertController, SloController],
  providers: [
    RequestMeters,
    RequestContext,
    OverviewReport,
    PoolReport,
    CachesReport,
    AudioReport,
    ResilienceReport,
    Optimizer,
    CacheActions,
    MemoryActions,
    ConnectionActions,
    AudioActions,
    QueueActions,
  ],
  exports: [RequestMeters, RequestContext],
})
export class PerformanceGatewayModule {}
