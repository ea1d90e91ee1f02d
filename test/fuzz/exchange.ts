import { Agent, type IncomingHttpHeaders, request as send } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Request } from './request.ts';

/** What came back. */
export interface Answer {
  /** 0 when the connection ended without one. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Until the last byte; of a stream of events, until the first. */
  readonly durationMs: number;
  /** Why there is no answer. */
  readonly error?: string;
}

/** A stream of events goes on; so much of it is enough. */
const STREAM_MS_MAX = 150;
const BODY_BYTES_MAX = 20_000_000;

/** Sends requests exactly as they are written; `fetch` would mend some of them. */
export class Wire {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });
  readonly #base: URL;
  readonly #timeoutMs: number;

  constructor(url: string, timeoutMs: number) {
    this.#base = new URL(url);
    this.#timeoutMs = timeoutMs;
  }

  exchange({ method, target, headers, body }: Request): Promise<Answer> {
    const startedMs = performance.now();
    return new Promise((answered) => {
      let status = 0;
      let received: IncomingHttpHeaders = {};
      const chunks: Buffer[] = [];
      const finish = (error?: string) => {
        const durationMs = performance.now() - startedMs;
        const about = { status, headers: received, body: Buffer.concat(chunks), durationMs };
        answered({ ...about, ...(error !== undefined && status === 0 && { error }) });
      };
      const { hostname, port } = this.#base;
      const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
      const outgoing = send(
        {
          ...{ agent: this.#agent, hostname, port, method, path: target },
          headers: { ...headers, ...length },
          timeout: this.#timeoutMs,
        },
        (incoming) => {
          status = incoming.statusCode ?? 0;
          received = incoming.headers;
          let bytes = 0;
          incoming.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
            if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
          });
          incoming.on('error', () => undefined); // Told by `close`, with what came until then.
          incoming.on('close', () => {
            finish();
          });
          if (received['content-type']?.startsWith('text/event-stream'))
            setTimeout(() => incoming.destroy(), STREAM_MS_MAX).unref();
        },
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
      outgoing.on('error', (error) => {
        finish(error.message);
      });
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
