import { Global, Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { EnvironmentSettings } from './environment.settings.js';
import { LoggingSettings } from './logging.settings.js';
import { ServiceSettings } from './service.settings.js';
import { SettingsModule } from './settings.module.js';

/** The process's own settings and its clock, for everyone. */
@Global()
@Module({
  imports: [SettingsModule.of(ServiceSettings, LoggingSettings, EnvironmentSettings)],
  providers: [
    {
      provide: Clock,
      inject: [ServiceSettings],
      useFactory: ({ now }: ServiceSettings) => new Clock(now === undefined ? now : new Date(now)),
    },
  ],
  exports: [SettingsModule, Clock],
})
export class ServiceModule {}
