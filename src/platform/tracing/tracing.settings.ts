import { IsNumber, IsOptional, IsString, IsUrl, Max, Min } from 'class-validator';
import { Env, Secret, Section } from '#platform/config';

/** The names are OpenTelemetry's own. */
@Section('performance')
export class TracingSettings {
  /** Base address of an OpenTelemetry collector that takes OTLP over HTTP, such as http://127.0.0.1:4318. Left out, nothing is traced. */
  @Env(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    IsOptional(),
    IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }),
  )
  readonly endpoint?: string;

  /** Headers for the collector, `name=value` separated by commas. */
  @Env('OTEL_EXPORTER_OTLP_HEADERS', IsOptional())
  readonly headers?: Secret;

  /** What traces call this station. */
  @Env('OTEL_SERVICE_NAME', IsString())
  readonly serviceName: string = 'radiox';

  /** Share of traces that begin here and are kept, 0 to 1; one that began elsewhere is kept if it was kept there. */
  @Env('OTEL_TRACES_SAMPLER_ARG', IsNumber(), Min(0), Max(1))
  readonly keptShare: number = 1;
}
