import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpClient, TIME_LIMITS } from '#platform/http';
import { logContext } from '#platform/logging';
import { Tracing } from '#platform/tracing';
import { type RunningApp, startApp } from '#test/app';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number };
  readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: object }>;
}
interface Batch {
  readonly resourceSpans: ReadonlyArray<{
    readonly scopeSpans: ReadonlyArray<{ readonly spans: readonly Span[] }>;
  }>;
}

/** A collector, and a provider of models beside it. */
let server: Server;
let base: string;
let running: RunningApp;
const spans: Span[] = [];
const collectorHeaders: IncomingHttpHeaders[] = [];
const askedWith: IncomingHttpHeaders[] = [];
let inSpan: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/v1/traces') {
        collectorHeaders.push(request.headers);
        const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as Batch;
        for (const { scopeSpans } of resourceSpans)
          for (const scope of scopeSpans) spans.push(...scope.spans);
        response.end('{}');
      } else {
        askedWith.push(request.headers);
        response.end(JSON.stringify({ usage: { input: 12, output: 34 } }));
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  running = await startApp({
    OTEL_EXPORTER_OTLP_ENDPOINT: base,
    OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=abcdef',
    HTTP_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
  });
  try {
    await work();
  } finally {
    await running.stop(); // What waits is sent on the way out.
  }
}, 60_000);

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function work(): Promise<void> {
  const accepted = await running.app.inject({
    method: 'POST',
    url: '/api/v1/shows/generate',
    headers: { ...running.operator, traceparent: `00-${TRACE}-${PARENT}-01` },
    payload: { duration_minutes: 1, feeds: 'sample', seed: 7, dry_run: true },
  });
  const { id } = accepted.json<{ id: string }>();
  const tracing = running.app.get(Tracing, { strict: false });
  const client = running.app.get(HttpClient, { strict: false });
  await tracing.span('outer', {}, async () => {
    inSpan = logContext();
    const request = { deadlineMs: TIME_LIMITS.FAST, bodyBytesMax: 1_000, provider: 'models' };
    const usage = ({ body }: { body: Buffer }) =>
      (JSON.parse(body.toString()) as { usage: { input: number; output: number } }).usage;
    const genAi = { operation: 'chat', model: 'small-1', usage } as const;
    await client.send(`${base}/chat?key=secret`, { ...request, method: 'POST', json: {}, genAi });
    await client.get(`${base}/feed`, { ...request, untrusted: true });
  });
  const deadlineMs = performance.now() + 40_000;
  for (let status = ''; status !== 'completed';) {
    if (performance.now() > deadlineMs) throw new Error(`The show is still ${status}.`);
    await sleep(100);
    status = (await running.app.inject(`/api/v1/shows/${id}`)).json<{ status: string }>().status;
  }
  await sleep(200);
}

const named = (name: string) => {
  const span = spans.find((one) => one.name === name);
  if (!span) throw new Error(`No span "${name}" among ${spans.map((one) => one.name).join(', ')}`);
  return span;
};
const attributes = ({ attributes: all }: Span) =>
  Object.fromEntries(all.map(({ key, value }) => [key, Object.values(value)[0] as unknown]));

describe('traces', () => {
  it('go on from the request that asked, through the queue, to every stage', () => {
    const request = named('POST /api/v1/shows/generate');
    const job = spans.find(({ parentSpanId }) => parentSpanId === request.spanId);
    const stages = spans.filter(({ name }) => name.startsWith('stage '));

    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, kind: 2 });
    expect(attributes(request)).toMatchObject({
      'http.request.method': 'POST',
      'http.route': '/api/v1/shows/generate',
      'http.response.status_code': 202,
    });
    expect(job).toMatchObject({ name: 'job show.stage', traceId: TRACE, kind: 5 });
    expect(stages.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['stage plan', 'stage collect', 'stage write', 'stage check']),
    );
    expect(stages.every(({ traceId }) => traceId === TRACE)).toBe(true);
    expect(named('stage plan').parentSpanId).toBe(job?.spanId);
  });

  it('tell of models what was asked and what it cost, and never of secrets', () => {
    const call = named('chat small-1');

    expect(call.kind).toBe(3);
    expect(call.parentSpanId).toBe(named('outer').spanId);
    expect(attributes(call)).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'models',
      'gen_ai.request.model': 'small-1',
      'gen_ai.usage.input_tokens': 12,
      'gen_ai.usage.output_tokens': 34,
      'server.address': '127.0.0.1',
      'http.response.status_code': 200,
    });
    expect(JSON.stringify(spans)).not.toMatch(/secret|rx_/);
  });

  it('are handed on to who is trusted, and to no stranger', () => {
    const { traceId, spanId } = named('chat small-1');

    expect(askedWith.map((headers) => headers['traceparent'])).toEqual([
      `00-${traceId}-${spanId}-01`,
      undefined,
    ]);
  });

  it('are in the log lines, and reach the collector with its key', () => {
    expect(inSpan).toMatchObject({ trace_id: named('outer').traceId });
    expect(collectorHeaders[0]?.['x-collector-key']).toBe('abcdef');
  });
});
