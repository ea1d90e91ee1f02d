import { Global, Logger, Module } from '@nestjs/common';
import { SettingsModule } from '#platform/config';
import { Lifecycle, LifecycleModule } from '#platform/lifecycle';
import { NoTracing, Tracing } from './tracing.js';
import { TracingSettings } from './tracing.settings.js';

const STOP_MS_MAX = 2_000;

/** Traces, where somebody collects them. */
@Global()
@Module({
  imports: [LifecycleModule, SettingsModule.of(TracingSettings)],
  providers: [
    {
      provide: Tracing,
      inject: [TracingSettings],
      useFactory: async (settings: TracingSettings): Promise<Tracing> => {
        const { endpoint } = settings;
        if (endpoint === undefined) return new NoTracing();
        // Only here: OpenTelemetry costs a tenth of a second and 5 MB to load.
        const { OtelTracing } = await import('./otel.tracing.js');
        return new OtelTracing(settings as TracingSettings & { readonly endpoint: string });
      },
    },
  ],
  exports: [Tracing],
})
export class TracingModule {
  constructor(lifecycle: Lifecycle, tracing: Tracing) {
    if (!tracing.isEnabled) return;
    const logger = new Logger('Tracing');
    lifecycle.register({
      name: 'tracing',
      step: 'cache', // Ends last: what the others do on their way out is traced as well.
      isRequired: false,
      startMsMax: STOP_MS_MAX,
      stopMsMax: STOP_MS_MAX,
      start: () => Promise.resolve(),
      stop: async () => {
        await tracing.close().catch((error: unknown) => {
          logger.warn({ message: 'The last spans are lost', reason: String(error) });
        });
      },
    });
  }
}
