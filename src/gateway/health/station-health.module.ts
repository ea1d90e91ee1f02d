import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TerminusModule } from '@nestjs/terminus';
import { HealthModule } from '#platform/health';
import { DetailPolicy } from '../auth/details.js';
import { RequestCounts } from '../services/request-counts.js';
import { ServicesController } from '../services/services.controller.js';
import { HealthController } from './health.controller.js';
import { HealthReport } from './station-health.js';

/** How the station is, for probes, for people and for who asks about its modules. */
@Module({
  // Its own log would print every part at every probe for as long as one is down.
  imports: [TerminusModule.forRoot({ logger: false }), HealthModule],
  controllers: [HealthController, ServicesController],
  providers: [
    HealthReport,
    DetailPolicy,
    RequestCounts,
    { provide: APP_GUARD, useExisting: RequestCounts },
  ],
})
export class StationHealthModule {}

/** Notes every answer with the module it came from. */
export function countRequests(app: NestFastifyApplication): void {
  const counts = app.get(RequestCounts, { strict: false });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request, reply, done) => {
      counts.add(request, reply.elapsedTime, reply.statusCode);
      done();
    });
}
