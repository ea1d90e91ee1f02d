import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import { Problem } from '#kernel';
import { guardedLookup, refusePrivateLiteral } from './address-guard.js';
import { HttpSettings } from './http.settings.js';

const REDIRECTS_MAX = 5;
const KEEP_ALIVE_MS = 30_000;
const CONNECT_MS_MAX = 10_000;
const CONNECTIONS_PER_ORIGIN = 20;
const USER_AGENT = 'RadioX/0.1 (AI radio station; reads feeds for news shows)';

export interface HttpRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** Total deadline from call to last byte. */
  readonly deadlineMs: number;
  /** Bound on the body after decompression. */
  readonly bodyBytesMax: number;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Where the body came from after redirects. */
  readonly url: string;
  /** Where to ask next time: the last target of permanent redirects (301, 308) in an unbroken row. */
  readonly permanentUrl: string;
}

/** Nobody answered, or not in the way HTTP wants it, or too late, or too much. */
export class Unreachable extends Problem {
  readonly code = 'http/unreachable';
  readonly kind = 'unavailable';
}

/**
 * Requests to addresses that strangers gave (feeds, articles, images): pooled, HTTP/2 where offered, bounded
 * in time, bytes and redirects, and only to the public internet.
 */
@Injectable()
export class HttpClient implements OnApplicationShutdown {
  readonly #agent: Agent;
  readonly #allowedHosts: ReadonlySet<string>;

  constructor(settings: HttpSettings) {
    this.#allowedHosts = new Set(settings.allowedPrivateHosts);
    this.#agent = new Agent({
      allowH2: true,
      connections: Math.min(CONNECTIONS_PER_ORIGIN, settings.connectionsMax),
      keepAliveTimeout: KEEP_ALIVE_MS,
      connect: { timeout: CONNECT_MS_MAX, lookup: guardedLookup(this.#allowedHosts) as never },
    });
  }

  /**
   * Fetches a document, whatever its status.
   * @throws AddressRefused when the address is not public; Unreachable for every other failure; the
   * signal's reason when aborted.
   */
  async get(url: string, options: HttpRequest): Promise<HttpResponse> {
    const deadline = AbortSignal.timeout(options.deadlineMs);
    const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
    try {
      return await this.#follow(new URL(url), options, signal);
    } catch (error) {
      options.signal?.throwIfAborted();
      throw translate(error, url, deadline.aborted ? options.deadlineMs : undefined);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#agent.destroy();
  }

  async #follow(start: URL, options: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    let url = start;
    let permanentUrl = start.href;
    let isPermanent = true;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const answer = await this.#ask(url, options, signal);
      const target = answer.headers['location'];
      if (![301, 302, 303, 307, 308].includes(answer.status) || target === undefined)
        return { ...answer, url: url.href, permanentUrl };
      url = new URL(target, url);
      isPermanent &&= answer.status === 301 || answer.status === 308;
      if (isPermanent) permanentUrl = url.href;
    }
    throw new Unreachable(`${start.host} redirects more than ${REDIRECTS_MAX} times.`);
  }

  async #ask(url: URL, options: HttpRequest, signal: AbortSignal) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new Unreachable(`Only http and https are fetched, not ${url.protocol}`);
    refusePrivateLiteral(url, this.#allowedHosts);
    const answer = await request(url, {
      dispatcher: this.#agent,
      signal,
      headersTimeout: options.deadlineMs,
      bodyTimeout: options.deadlineMs,
      headers: {
        'user-agent': USER_AGENT,
        'accept-encoding': 'gzip, br',
        ...options.headers,
      },
    });
    const headers = flatten(answer.headers);
    const body = await readBounded(answer.body, headers['content-encoding'], options.bodyBytesMax);
    return { status: answer.statusCode, headers, body };
  }
}

/** Reads to the end, or to the bound; a body that breaks off while compressed gives what came. */
async function readBounded(body: Readable, encoding: string | undefined, bytesMax: number) {
  const unpacked = unpack(body, encoding);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bytesMax) {
      body.destroy();
      throw new Unreachable(`The answer is larger than ${bytesMax} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Gives what came of a packed body that ends too early, as zlib's manual says under "Compressing HTTP". */
const CUT_SHORT = { finishFlush: constants.Z_SYNC_FLUSH };

function unpack(body: Readable, encoding: string | undefined): Readable {
  const make: Record<string, () => Transform> = {
    gzip: () => createGunzip(CUT_SHORT),
    'x-gzip': () => createGunzip(CUT_SHORT),
    deflate: () => createInflate(CUT_SHORT),
    br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  };
  const transform = make[encoding?.trim().toLowerCase() ?? '']?.();
  if (!transform) return body;
  body.on('error', (error) => transform.destroy(error));
  return body.pipe(transform);
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function translate(error: unknown, url: string, deadlineMs: number | undefined): Error {
  const host = URL.canParse(url) ? new URL(url).host : 'The address';
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  for (const known of [error, cause]) if (known instanceof Problem) return known;
  if (deadlineMs !== undefined)
    return new Unreachable(`${host} took longer than ${deadlineMs} ms.`, {}, error);
  const reason = typeof error === 'object' && error && 'message' in error ? error.message : error;
  return new Unreachable(`${host} did not answer: ${String(reason)}`, {}, error);
}
