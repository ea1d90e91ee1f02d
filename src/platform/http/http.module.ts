import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { HttpClient } from './http-client.js';
import { HttpSettings } from './http.settings.js';

/** Requests to the outside. */
@Global()
@Module({
  imports: [SettingsModule.of(HttpSettings)],
  providers: [HttpClient],
  exports: [HttpClient],
})
export class OutsideHttpModule {}
