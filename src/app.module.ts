import { Module } from '@nestjs/common';
import { GatewayModule } from '#gateway';
import { AnalyticsModule } from '#modules/analytics';
import { CastingModule } from '#modules/audio';
import { ShowModule } from '#modules/show';
import { CacheModule } from '#platform/cache';
import { ServiceModule } from '#platform/config';
import { DatabaseModule } from '#platform/database';
import { EventsModule } from '#platform/events';
import { FilesModule } from '#platform/files';
import { HttpModule } from '#platform/http';
import { MetricsModule } from '#platform/metrics';
import { PerformanceModule } from '#platform/performance';
import { ProcessModule } from '#platform/process';
import { QueueModule } from '#platform/queue';
import { SpendModule } from '#platform/spend';
import { TracingModule } from '#platform/tracing';

@Module({
  imports: [
    ServiceModule,
    MetricsModule,
    DatabaseModule,
    CacheModule,
    QueueModule,
    EventsModule,
    FilesModule,
    HttpModule,
    SpendModule,
    ProcessModule,
    PerformanceModule,
    TracingModule,
    GatewayModule,
    ShowModule,
    CastingModule,
    AnalyticsModule,
  ],
})
export class AppModule {}
