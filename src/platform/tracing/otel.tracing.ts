import { AsyncLocalStorage } from 'node:async_hooks';
import * as api from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { withLogContext } from '#platform/logging';
import type { TraceParent } from './traceparent.js';
import {
  type Attributes,
  type OpenSpan,
  type SpanKind,
  type SpanOptions,
  Tracing,
} from './tracing.js';
import type { TracingSettings } from './tracing.settings.js';

/** Spans that wait at most; beyond it the newest are dropped. */
const WAITING_MAX = 4_096;
const BATCH_MAX = 512;
const SEND_EVERY_MS = 2_000;
const SEND_MS_MAX = 5_000;

const KINDS: Readonly<Record<SpanKind, api.SpanKind>> = {
  server: api.SpanKind.SERVER,
  client: api.SpanKind.CLIENT,
  consumer: api.SpanKind.CONSUMER,
  internal: api.SpanKind.INTERNAL,
};

/** Spans by OpenTelemetry's SDK, sent as OTLP over HTTP. Nothing of it is global: several apps may trace in one process. */
export class OtelTracing extends Tracing {
  readonly isEnabled = true;
  readonly #current = new AsyncLocalStorage<TraceParent>();
  readonly #provider: TracerProvider;
  readonly #tracer: api.Tracer;

  constructor(settings: TracingSettings & { readonly endpoint: string }) {
    super();
    const { endpoint, headers, serviceName, keptShare } = settings;
    const exporter = new OTLPTraceExporter({
      url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
      headers: headersOf(headers?.reveal() ?? ''),
      timeoutMillis: SEND_MS_MAX,
    });
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({ 'service.name': serviceName }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(keptShare) }),
      spanProcessors: [
        new BatchSpanProcessor({
          exporter,
          maxQueueSize: WAITING_MAX,
          maxExportBatchSize: BATCH_MAX,
          scheduledDelayMillis: SEND_EVERY_MS,
          exportTimeoutMillis: SEND_MS_MAX,
        }),
      ],
    });
    this.#tracer = this.#provider.getTracer('radiox');
  }

  begin(name: string, { kind = 'internal', attributes, parent }: SpanOptions = {}): OpenSpan {
    const from = parent ?? this.#current.getStore();
    const options = { kind: KINDS[kind], ...(attributes && { attributes: { ...attributes } }) };
    return new OtelSpan(this.#tracer.startSpan(name, options, contextOf(from)));
  }

  run<T>(span: OpenSpan, work: () => T): T {
    const { context } = span;
    if (!context) return work();
    return this.#current.run(context, () =>
      withLogContext({ trace_id: context.traceId, span_id: context.spanId }, work),
    );
  }

  current(): TraceParent | undefined {
    return this.#current.getStore();
  }

  async close(): Promise<void> {
    await this.#provider.shutdown();
  }
}

class OtelSpan implements OpenSpan {
  readonly context: TraceParent;

  constructor(private readonly span: api.Span) {
    const { traceId, spanId, traceFlags } = span.spanContext();
    this.context = { traceId, spanId, isSampled: (traceFlags & api.TraceFlags.SAMPLED) !== 0 };
  }

  set(attributes: Attributes): void {
    this.span.setAttributes({ ...attributes });
  }

  fail(error?: unknown): void {
    this.span.setStatus({ code: api.SpanStatusCode.ERROR });
    if (error instanceof Error) this.span.setAttribute('error.type', error.name);
  }

  end(): void {
    this.span.end();
  }
}

function contextOf(parent: TraceParent | undefined): api.Context {
  if (!parent) return api.ROOT_CONTEXT;
  return api.trace.setSpanContext(api.ROOT_CONTEXT, {
    traceId: parent.traceId,
    spanId: parent.spanId,
    traceFlags: parent.isSampled ? api.TraceFlags.SAMPLED : api.TraceFlags.NONE,
    isRemote: true,
  });
}

function headersOf(text: string): Record<string, string> {
  const pairs = text.split(',').map((pair) => pair.split(/=(.*)/s));
  return Object.fromEntries(
    pairs.flatMap(([name = '', value]) =>
      value === undefined ? [] : [[name.trim(), decoded(value.trim())]],
    ),
  );
}

/** OpenTelemetry lets values be percent-encoded. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
