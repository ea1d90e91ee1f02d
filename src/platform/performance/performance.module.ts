import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { LifecycleModule } from '#platform/lifecycle';
import { Meters, MetricsModule } from '#platform/metrics';
import { RedisModule } from '#platform/redis';
import { AlertSocket } from './alert-socket.js';
import { History } from './history/history.js';
import { PointRepository } from './history/point.repository.js';
import { PointWriter } from './history/point-writer.js';
import { RecentPoints } from './history/recent.js';
import { PerformanceSettings } from './performance.settings.js';
import { SystemMeters } from './system.meters.js';
import { GC_SOURCE, SYSTEM_SOURCE } from './system.source.js';

/** How the station does, now and lately. */
@Global()
@Module({
  imports: [LifecycleModule, MetricsModule, RedisModule, SettingsModule.of(PerformanceSettings)],
  providers: [SystemMeters, AlertSocket, History, PointRepository, PointWriter, RecentPoints],
  exports: [SystemMeters, AlertSocket, History, SettingsModule],
})
export class PerformanceModule {
  constructor(history: History, meters: Meters, writer: PointWriter) {
    history.add(SYSTEM_SOURCE);
    history.add(GC_SOURCE);
    meters.watch(
      'radiox_history_points_dropped_total',
      'counter',
      'Points of the history that were lost because the database was away for too long.',
      [],
      () => [{ value: writer.dropped }],
    );
  }
}
