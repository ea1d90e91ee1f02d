export { formatTraceparent, parseTraceparent, type TraceParent } from './traceparent.js';
export {
  type Attributes,
  NoTracing,
  type OpenSpan,
  type SpanKind,
  type SpanOptions,
  Tracing,
} from './tracing.js';
export { TracingModule } from './tracing.module.js';
export { TracingSettings } from './tracing.settings.js';
