import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a provider sees it. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  /** Nothing where the body is no JSON. */
  readonly json: Record<string, unknown> | undefined;
}

/** What it does instead of what it should. */
export type Fault = (response: ServerResponse, answer: () => void) => void;

/**
 * A provider on loopback. Every request is held against the published API of the provider: one that breaks it is
 * answered with 400 or 422, and noted, so that a test sees it.
 */
export abstract class ProviderServer {
  /** What was wrong with the requests. */
  readonly faults: string[] = [];
  readonly asked: Asked[] = [];
  /** The key it wants. */
  key = 'sk-test-0123456789';
  /** What goes wrong, while it is set, with what costs something. */
  fault: Fault | undefined;
  /** Of costly requests, how many ran at once at most. */
  mostAtOnce = 0;
  #running = 0;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = Buffer.concat(chunks);
      const asked = {
        method: request.method ?? '',
        url: new URL(request.url ?? '/', 'http://provider'),
        headers: request.headers,
        bytes,
        json: parsed(bytes),
      };
      this.asked.push(asked);
      this.answer(asked, response);
    });
  });

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Forgets what was asked and answers well again. */
  reset(): void {
    this.faults.length = 0;
    this.asked.length = 0;
    this.fault = undefined;
    this.mostAtOnce = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  protected abstract answer(asked: Asked, response: ServerResponse): void;

  /** Does something costly, or what goes wrong with it. */
  protected work(response: ServerResponse, answer: () => void): void {
    this.#running++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#running);
    response.once('close', () => this.#running--);
    if (this.fault) this.fault(response, answer);
    else answer();
  }

  protected demand(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(fault);
  }

  protected send(response: ServerResponse, status: number, json: object): void {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }
}

function parsed(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

const status =
  (
    code: number,
    headers: Record<string, string> = {},
    body = '{"error":{"message":"no"}}',
  ): Fault =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers }).end(body);
  };

/** A sound of its own making, in place of what was asked for. */
const sound = (seconds: number, sampleOf: (at: number) => number): Fault => {
  const pcm = Int16Array.from({ length: seconds * 24_000 }, (_, at) => sampleOf(at));
  return (response) => {
    response.writeHead(200, { 'content-type': 'audio/pcm' }).end(Buffer.from(pcm.buffer));
  };
};

const MEGABYTE = Buffer.alloc(1_000_000, 'sound ');

/** Every way in which a provider can be bad, what its record says, and how often it is asked at most. */
export const PROVIDER_FAULTS: ReadonlyArray<
  readonly [name: string, fault: Fault, says: RegExp, askedMax: number]
> = [
  ['429', status(429), /asked too often/u, 3],
  ['429 for an hour', status(429, { 'retry-after': '3600' }), /429|may not be asked again/u, 1],
  ['500', status(500), /answered 500/u, 3],
  ['503', status(503), /answered 503/u, 3],
  ['401', status(401), /key was refused \(401\)/u, 1],
  ['403', status(403), /key was refused \(403\)/u, 1],
  ['404', status(404), /does not exist/u, 1],
  ['a hang', () => undefined, /took longer than/u, 1],
  [
    'an answer drop by drop',
    (response) => {
      response.writeHead(200, { 'content-type': 'audio/pcm' });
      const timer = setInterval(() => response.write(Buffer.alloc(100, 1)), 50);
      response.once('close', () => {
        clearInterval(timer);
      });
    },
    /took longer than/u,
    1,
  ],
  [
    'a reset',
    (response) => {
      response.socket?.resetAndDestroy();
    },
    /could not be reached, or broke off/u,
    1,
  ],
  ['a page', status(200, {}, `<html>${'Bad gateway '.repeat(500)}</html>`), /garbage/u, 1],
  [
    'noise',
    sound(3, (at) => ((Math.imul(at + 7, 2_654_435_761) >>> 8) % 40_000) - 20_000),
    /noise/u,
    1,
  ],
  ['silence', sound(3, (at) => at % 2), /silent|noise/u, 1],
  [
    'half an answer',
    (response) => {
      response.writeHead(200, { 'content-type': 'audio/pcm', 'content-length': '99999' });
      response.write(Buffer.alloc(1_000, 1), () => response.socket?.destroy());
    },
    /broke off/u,
    1,
  ],
  ['a word of the sentence', sound(0.5, (at) => 9_000 * Math.sin(at / 20)), /cut off/u, 1],
  ['nothing', status(200, {}, ''), /answered nothing/u, 1],
  [
    'a refusal',
    status(
      400,
      {},
      '{"error":{"code":"content_policy_violation"},"detail":{"status":"content_moderated"}}',
    ),
    /refused to say this/u,
    1,
  ],
  [
    'sound without end',
    (response) => {
      response.writeHead(200, { 'content-type': 'audio/pcm' });
      const more = (): void => {
        while (!response.destroyed && response.write(MEGABYTE));
      };
      response.on('drain', more);
      more();
    },
    /too large/u,
    1,
  ],
  ['more sound than words', sound(18, (at) => 9_000 * Math.sin(at / 20)), /too long/u, 1],
];

/** About the pace of a voice. */
const SECONDS_PER_CHARACTER = 1 / 15;

/** Something like a voice: a buzz of a pitch in whole hertz, in syllables. The same words sound the same. */
export function hum(text: string, pitchHz: number, rateHz: number, speed = 1): Int16Array {
  const frames = Math.round((text.length * SECONDS_PER_CHARACTER * rateHz) / speed);
  // A second of it is like the next.
  const second = Int16Array.from({ length: rateHz }, (_, at) => {
    const phase = (2 * Math.PI * pitchHz * at) / rateHz;
    const voiced = Math.sin(phase) + Math.sin(2 * phase) / 2 + Math.sin(3 * phase) / 3;
    return 6_000 * voiced * (0.6 + 0.4 * Math.sin((2 * Math.PI * 4 * at) / rateHz));
  });
  const pcm = new Int16Array(frames);
  for (let at = 0; at < frames; at += rateHz) pcm.set(second.subarray(0, frames - at), at);
  return pcm;
}
