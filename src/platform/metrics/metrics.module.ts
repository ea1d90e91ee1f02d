import { Global, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { Meters } from './meters.js';
import { MetricsSettings } from './metrics.settings.js';

/** The one place where whoever measures asks for meters. */
@Global()
@Module({
  imports: [SettingsModule.of(MetricsSettings)],
  providers: [Meters],
  exports: [Meters],
})
export class MetricsModule {}
