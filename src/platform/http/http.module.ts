import { Global, Module } from '@nestjs/common';
import { HttpModule as AxiosModule } from '@nestjs/axios';
import { SettingsModule } from '#platform/config';
import { HealthModule, HealthSources, type Verdict } from '#platform/health';
import { MetricsModule } from '#platform/metrics';
import { TracingModule } from '#platform/tracing';
import { CallAudit } from './call-audit.js';
import { CallReports } from './call-reports.js';
import { CallRecorder } from './call-recorder.js';
import { HttpClient } from './http-client.js';
import { HttpEngine } from './http-engine.js';
import { HttpController } from './http.controller.js';
import { HttpMeters, MeteredCallRecorder } from './http.meters.js';
import { HttpSettings } from './http.settings.js';

const SETTINGS = SettingsModule.of(HttpSettings);

@Module({
  imports: [SETTINGS],
  providers: [
    {
      provide: HttpEngine,
      inject: [HttpSettings],
      useFactory: (settings: HttpSettings) => new HttpEngine(settings),
    },
  ],
  exports: [HttpEngine],
})
class HttpEngineModule {}

/** Requests to the outside: one client, one pool, for everybody. */
@Global()
@Module({
  imports: [
    SETTINGS,
    HealthModule,
    MetricsModule,
    TracingModule,
    HttpEngineModule,
    AxiosModule.registerAsync({
      imports: [HttpEngineModule],
      inject: [HttpEngine],
      useFactory: (engine: HttpEngine) => engine.axios,
    }),
  ],
  controllers: [HttpController],
  providers: [
    HttpClient,
    CallReports,
    CallAudit,
    HttpMeters,
    { provide: CallRecorder, useClass: MeteredCallRecorder },
  ],
  exports: [HttpClient, CallReports, HttpEngineModule],
})
export class HttpModule {
  constructor(health: HealthSources, engine: HttpEngine) {
    health.register({
      name: 'external_apis',
      owner: 'platform/http',
      isRequired: false,
      check: () => verdictOf(engine),
    });
  }
}

/** Nobody outside is asked for this: the breakers know from the calls there were. */
function verdictOf({ origins }: HttpEngine): Verdict {
  const all = origins.all();
  const open = all.filter(({ breaker }) => breaker.isOpen).map(({ name }) => name);
  const facts = { origins: all.length, breakers_open: open };
  if (open.length === 0) return { health: 'up', facts };
  return { health: 'down', reason: `${open.length} of ${all.length} are left alone`, facts };
}
