import { Global, Module } from '@nestjs/common';
import { MetricsModule } from '#platform/metrics';
import { WorkerReport } from './worker-report.js';

/** What is told of worker processes. The pools themselves are made by who needs them. */
@Global()
@Module({ imports: [MetricsModule], providers: [WorkerReport], exports: [WorkerReport] })
export class ProcessModule {}
