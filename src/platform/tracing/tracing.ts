import type { TraceParent } from './traceparent.js';

export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** What a span is of: a request we answer, a call we make, a job we do, or work within. */
export type SpanKind = 'server' | 'client' | 'consumer' | 'internal';

export interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** Where the work came from; left out, the span in progress. */
  readonly parent?: TraceParent | undefined;
}

/** A span that has begun. End it once. */
export interface OpenSpan {
  /** Nothing where nobody traces. */
  readonly context: TraceParent | undefined;
  set(attributes: Attributes): void;
  /** Marks it as failed. Of an error only its name is told: messages may hold what must not leave. */
  fail(error?: unknown): void;
  end(): void;
}

/** Where traces are made. Nobody need ask whether they are. */
export abstract class Tracing {
  /** Whether spans are kept anywhere: asked by who would prepare something only for them. */
  abstract readonly isEnabled: boolean;

  /** Begins a span that `run` can be given. */
  abstract begin(name: string, options?: SpanOptions): OpenSpan;

  /** Work within a span: what begins in it belongs to it, and its log lines carry the trace's id. */
  abstract run<T>(span: OpenSpan, work: () => T): T;

  /** The span in progress, for who sends work elsewhere. */
  abstract current(): TraceParent | undefined;

  /** Work that is a span of its own. */
  async span<T>(
    name: string,
    options: SpanOptions,
    work: (span: OpenSpan) => Promise<T>,
  ): Promise<T> {
    if (!this.isEnabled) return work(NO_SPAN);
    const span = this.begin(name, options);
    try {
      return await this.run(span, () => work(span));
    } catch (error) {
      span.fail(error);
      throw error;
    } finally {
      span.end();
    }
  }

  /** Sends what waits to be sent. */
  abstract close(): Promise<void>;
}

const nothing = () => undefined;
export const NO_SPAN: OpenSpan = { context: undefined, set: nothing, fail: nothing, end: nothing };

/** Where no collector is named: costs nothing. */
export class NoTracing extends Tracing {
  readonly isEnabled = false;

  begin(): OpenSpan {
    return NO_SPAN;
  }

  run<T>(_span: OpenSpan, work: () => T): T {
    return work();
  }

  current(): undefined {
    return undefined;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
