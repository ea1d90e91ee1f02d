import { setTimeout as sleep } from 'node:timers/promises';
import { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import { Problem } from '#kernel';
import { AddressRefused, type AllowedHosts, refusePrivateLiteral } from './address-guard.js';
import type { Outcome } from './circuit-breaker.js';
import type { ConnectionPool } from './connection-pool.js';
import { type Answer, exchange, type Message } from './exchange.js';
import { AnswerTooLarge, RateLimited, Unreachable } from './http.problems.js';
import { PAUSE_MS_MAX, type Patience } from './origin-pause.js';
import type { Origin, Origins } from './origin.js';
import type { HttpResponse, OutsideCall } from './outside-call.js';
import type { RateLimiter } from './rate-limiter.js';
import { isPermanent, redirectOf } from './redirect.js';
import { retryAfterMs } from './retry-after.js';
import { isTransientStatus, mayRepeat, RETRIES_MAX } from './retry-policy.js';

const REDIRECTS_MAX = 5;
/** An answer that took this share of its whole deadline counts as a failure: the next may not come in time. */
const SLOW_SHARE = 0.8;
/** Errors that say that nobody can be reached at an origin, whatever is asked of it. */
const HOST_FAILED =
  /^(ECONNREFUSED|EHOSTUNREACH|UND_ERR_CONNECT|CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/**
 * Errors on this side: a request that cannot be sent, a client that is closed, no network, no name to call. They say
 * nothing about an origin, and a station without the internet does not raise thirty alarms about thirty publishers.
 */
const OWN_FAULT = /^(UND_ERR_(INVALID_ARG|DESTROYED|CLOSED)|ENETUNREACH|ENOTFOUND|EAI_)/;

declare module 'axios' {
  interface AxiosRequestConfig {
    /** The call that this request is a try of. */
    outside?: OutsideCall;
  }
}

/**
 * The axios adapter: one try of a call, redirects included, straight on undici. Every hop passes the address
 * guard, the pause, the breaker and the bulkhead of its origin.
 */
export class UndiciAdapter {
  constructor(
    private readonly pool: ConnectionPool,
    private readonly origins: Origins,
    private readonly rates: ReadonlyMap<string, RateLimiter>,
    private readonly allowedHosts: AllowedHosts,
  ) {}

  /**
   * @throws AxiosError for what may be tried again: a status that may go away, a connection that failed.
   * Problems and reasons to stop are thrown as they are; nobody tries again after these.
   */
  readonly send = async (
    config: InternalAxiosRequestConfig,
  ): Promise<AxiosResponse<HttpResponse>> => {
    const call = config.outside;
    if (!call) throw new TypeError('Outside calls are made by HttpClient.');
    call.tries++;
    call.mayHaveWorked = false;
    const rate = this.rates.get(call.provider);
    if (rate) await turn(rate, call);
    const answer = await this.#follow(call).catch((error: unknown) => {
      throw retryable(error, call, config);
    });
    const response = { data: answer, status: answer.status, statusText: '', headers: {}, config };
    if (!isTransientStatus(answer.status)) return response;
    throw new AxiosError(`status ${answer.status}`, undefined, config, undefined, response);
  };

  async #follow(call: OutsideCall): Promise<HttpResponse> {
    let message: Message = call.message;
    let permanentUrl = message.url.href;
    let isUnbroken = true;
    for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      const answer = await this.#ask(message, call);
      const next = redirectOf(answer, message);
      if (!next) return { ...answer, url: message.url.href, permanentUrl };
      message = next;
      isUnbroken &&= isPermanent(answer);
      if (isUnbroken) permanentUrl = next.url.href;
    }
    throw new Unreachable(`${call.message.url.host} redirects more than ${REDIRECTS_MAX} times.`);
  }

  async #ask(message: Message, call: OutsideCall): Promise<Answer> {
    const { url } = message;
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw new Unreachable(`Only http and https are fetched, not ${url.protocol}`);
    // Whoever we trust may still send us to a stranger.
    const isUntrusted = call.request.untrusted === true || url.origin !== call.message.url.origin;
    if (isUntrusted) refusePrivateLiteral(url, this.allowedHosts);
    const origin = this.origins.of(url.origin);
    const { breaker, bulkhead, pause } = origin;
    breaker.refuseIfOpen();
    if (pause.leftMs > 0) await pause.pass(patienceOf(call));
    const entering = bulkhead.enter(call.signal);
    if (entering) await entering;
    try {
      return await breaker.run(() => this.#outcome(message, call, origin, isUntrusted));
    } finally {
      bulkhead.leave();
      this.pool.released();
    }
  }

  async #outcome(
    message: Message,
    call: OutsideCall,
    origin: Origin,
    isUntrusted: boolean,
  ): Promise<Outcome<Answer>> {
    const dispatcher = this.pool.dispatchers[isUntrusted ? 'untrusted' : 'trusted'];
    const { signal, request } = call;
    const startedMs = performance.now();
    try {
      const answer = await exchange(dispatcher, message, {
        bytesMax: request.bodyBytesMax,
        signal,
        sent: () => {
          call.mayHaveWorked = true;
          this.pool.sent();
        },
        file: request.file,
      });
      call.mayHaveWorked = false;
      this.#heed(call.provider, isUntrusted ? undefined : origin, answer);
      const tookMs = performance.now() - startedMs;
      const isIll = isFailing(answer) || tookMs > SLOW_SHARE * request.deadlineMs;
      return { judgement: isIll && !isUntrusted ? 'ill' : 'well', result: () => answer };
    } catch (error) {
      return {
        judgement: judge(error, call, isUntrusted),
        result: () => {
          throw error;
        },
      };
    }
  }

  /**
   * Who says when to come back is not asked before, by anybody: the origin, and by 429 the provider as a whole.
   * A stranger's address pauses no origin: it may name a neighbour on the same host that we need.
   */
  #heed(provider: string, origin: Origin | undefined, { status, headers }: Answer): void {
    if (status !== 429 && status !== 503) return;
    const waitMs = Math.min(retryAfterMs(headers['retry-after'], Date.now()) ?? 0, PAUSE_MS_MAX);
    if (waitMs === 0) return;
    origin?.pause.begin(waitMs);
    if (status === 429) this.rates.get(provider)?.pauseUntil(performance.now() + waitMs);
  }
}

/** A call that may be sent again may as well be sent later; any other fails at once, so that its caller decides. */
function patienceOf({ message, request, remainingMs, signal }: OutsideCall): Patience {
  const { retriesMax = RETRIES_MAX, idempotencyKey } = request;
  const canWait = retriesMax > 0 && mayRepeat(message.method, idempotencyKey);
  return { waitMsMax: canWait ? remainingMs : 0, signal };
}

/** Waits for a turn at the rate agreed for the provider. */
async function turn(rate: RateLimiter, call: OutsideCall): Promise<void> {
  const { waitMs, refused } = rate.reserve(performance.now(), call.remainingMs);
  if (refused) throw new RateLimited(call.provider, waitMs);
  if (waitMs > 0) await sleep(waitMs, undefined, { signal: call.signal });
}

function isFailing({ status }: Answer): boolean {
  return status >= 500 && status !== 501;
}

/**
 * What a failure says about the origin. An address that strangers gave may be bad in ways that its
 * neighbours on the same host are not (one feed of many): there only a host that cannot be reached counts.
 */
function judge(
  error: unknown,
  call: OutsideCall,
  isUntrusted: boolean,
): Outcome<Answer>['judgement'] {
  const refused = problemIn(error);
  if (refused instanceof AnswerTooLarge) return 'well';
  if (refused || (call.signal.aborted && !call.isLate)) return 'silent';
  if (OWN_FAULT.test(codeOf(error) ?? '')) return 'silent';
  if (isUntrusted && !HOST_FAILED.test(codeOf(error) ?? '')) return call.isLate ? 'silent' : 'well';
  return 'ill';
}

function retryable(error: unknown, call: OutsideCall, config: InternalAxiosRequestConfig): unknown {
  if (call.signal.aborted) return call.signal.reason;
  const problem = problemIn(error);
  if (problem) return problem;
  const failure = new AxiosError(messageOf(error), codeOf(error), config);
  failure.cause = error as Error;
  return failure;
}

/** Our own refusals reach us as the cause of undici's errors where they happen while connecting. */
function problemIn(error: unknown): Problem | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  if (error instanceof Problem) return error;
  if (cause instanceof Problem) return cause;
  const inside: unknown[] = (error as { errors?: unknown[] } | undefined)?.errors ?? [];
  return inside.find((one) => one instanceof AddressRefused);
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

function messageOf(error: unknown): string {
  const { message, code } = (error ?? {}) as { message?: string; code?: string };
  return message || code || String(error);
}
