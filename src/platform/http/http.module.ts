import { Global, Module } from '@nestjs/common';
import { HttpModule as AxiosModule } from '@nestjs/axios';
import { SettingsModule } from '#platform/config';
import { CallAudit } from './call-audit.js';
import { CallRecorder } from './call-recorder.js';
import { HttpClient } from './http-client.js';
import { HttpEngine } from './http-engine.js';
import { HttpController } from './http.controller.js';
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
    HttpEngineModule,
    AxiosModule.registerAsync({
      imports: [HttpEngineModule],
      inject: [HttpEngine],
      useFactory: (engine: HttpEngine) => engine.axios,
    }),
  ],
  controllers: [HttpController],
  providers: [HttpClient, CallAudit, { provide: CallRecorder, useExisting: CallAudit }],
  exports: [HttpClient, HttpEngineModule],
})
export class HttpModule {}
