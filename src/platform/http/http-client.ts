import { HttpService } from '@nestjs/axios';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import axios, { AxiosError } from 'axios';
import axiosRetry from 'axios-retry';
import { Problem } from '#kernel';
import { NoTracing, Tracing } from '#platform/tracing';
import { refusePrivateLiteral } from './address-guard.js';
import { attributesOf, headersWith, noteAnswer, spanNameOf } from './call-span.js';
import { CallRecorder, NoCallRecorder } from './call-recorder.js';
import { HttpEngine } from './http-engine.js';
import { AnswerTooLate, Unreachable } from './http.problems.js';
import {
  type HttpRequest,
  type HttpResponse,
  OutsideCall,
  packed,
  type PackedRequest,
} from './outside-call.js';
import { type Rate, RateLimiter } from './rate-limiter.js';
import { retryAfterMs } from './retry-after.js';
import {
  isTransientCode,
  isTransientStatus,
  mayRepeat,
  RETRIES_MAX,
  retryDelayMs,
} from './retry-policy.js';

/** Every request to the outside: pooled, bounded in time, bytes and redirects, retried within a budget. */
@Injectable()
export class HttpClient implements OnApplicationShutdown {
  constructor(
    private readonly service: HttpService,
    private readonly engine: HttpEngine,
    private readonly recorder: CallRecorder,
    private readonly tracing: Tracing,
  ) {
    const { axiosRef } = service;
    for (const name of Object.keys(axiosRef.defaults))
      Reflect.deleteProperty(axiosRef.defaults, name); // Made for browsers, and merged at every request.
    Object.assign(axiosRef.defaults, engine.axios);
    const { requestInterceptorId } = axiosRetry(axiosRef, {
      retries: RETRIES_MAX,
      shouldResetTimeout: true, // The call keeps its one deadline itself.
      retryCondition: (error) => this.#isWorthRetrying(error),
      retryDelay: (_retry, error) => error.config?.outside?.retryWaitMs ?? 0,
    });
    // It only notes when a try began, which the call knows, and costs every request four microtasks.
    axiosRef.interceptors.request.eject(requestInterceptorId);
  }

  /** Without Nest, for programs and tests. Close it by `onApplicationShutdown`. */
  static over(
    engine: HttpEngine,
    recorder: CallRecorder = new NoCallRecorder(),
    tracing: Tracing = new NoTracing(),
  ): HttpClient {
    const service = new HttpService(axios.create(engine.axios as object));
    return new HttpClient(service, engine, recorder, tracing);
  }

  /** Fetches a document, whatever its status. @throws As `send` does. */
  async get(url: string, request: HttpRequest): Promise<HttpResponse> {
    return this.send(url, request);
  }

  /**
   * Sends a request and reads the whole answer, whatever its status.
   * @throws AddressRefused when an untrusted address is not public; CircuitOpen, TooManyWaiting or
   * RateLimited when nothing was sent; AnswerNotKept where a file could not be written; Unreachable for every other failure; the signal's reason when aborted.
   */
  async send(url: string, request: HttpRequest): Promise<HttpResponse> {
    request.signal?.throwIfAborted();
    if (!URL.canParse(url)) throw new Unreachable('The address did not answer: Invalid URL');
    if (!this.tracing.isEnabled || !URL.canParse(url)) return this.#send(url, request);
    const options = { kind: 'client', attributes: attributesOf(new URL(url), request) } as const;
    return this.tracing.span(spanNameOf(request), options, async (span) => {
      const answer = await this.#send(url, { ...request, headers: headersWith(span, request) });
      noteAnswer(span, request, answer);
      return answer;
    });
  }

  async #send(url: string, request: HttpRequest): Promise<HttpResponse> {
    const { body } = request;
    const ready =
      body instanceof FormData ? await packed(request, body) : (request as PackedRequest);
    const call = new OutsideCall(new URL(url), ready);
    this.engine.origins.of(call.message.url.origin).budget.earn();
    let answer: HttpResponse | undefined;
    try {
      answer = await this.#answer(call);
      return answer;
    } finally {
      call.end();
      this.#note(call, answer);
    }
  }

  /**
   * Refuses a stranger's URL at once for the address that stands in it. One that only its name hides is refused when
   * it is dialled.
   * @throws AddressRefused
   */
  refusePrivate(url: URL): void {
    const { allowedPrivateHosts } = this.engine.settings;
    refusePrivateLiteral(url, { has: (host) => allowedPrivateHosts.includes(host) });
  }

  /** Agrees how often a provider is asked; calls beyond that wait for their turn, or fail before their deadline. */
  limit(provider: string, rate: Rate): void {
    this.engine.rates.set(provider, new RateLimiter(rate));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine.close();
  }

  async #answer(call: OutsideCall): Promise<HttpResponse> {
    const { signal } = call;
    try {
      const { data } = await this.service.axiosRef.request<HttpResponse>({
        outside: call,
        signal,
      });
      return data;
    } catch (error) {
      call.request.signal?.throwIfAborted();
      const response = error instanceof AxiosError ? error.response : undefined;
      if (response) return response.data as HttpResponse;
      throw translate(error, call);
    }
  }

  /** Decides on a retry, and how long to wait for it. */
  #isWorthRetrying({ config, response, code }: AxiosError): boolean {
    const call = config?.outside;
    if (!call) return false;
    const { retriesMax = RETRIES_MAX, idempotencyKey, isPaid = false } = call.request;
    if (call.tries > retriesMax || !mayRepeat(call.message.method, idempotencyKey)) return false;
    if (isPaid && call.mayHaveWorked) return false;
    if (response ? !isTransientStatus(response.status) : !isTransientCode(code)) return false;
    const { breaker, budget } = this.engine.origins.of(call.message.url.origin);
    if (breaker.isOpen) return false;
    const answer = response?.data as HttpResponse | undefined;
    call.retryWaitMs = retryDelayMs(call.tries, {
      baseMs: this.engine.tempo.retryBaseMs,
      chance: Math.random(),
      askedMs: retryAfterMs(answer?.headers['retry-after'], Date.now()),
    });
    return call.retryWaitMs < call.remainingMs && budget.spend();
  }

  #note(call: OutsideCall, answer: HttpResponse | undefined): void {
    const { message, provider, request, tries, elapsedMs } = call;
    const isCancelled = call.signal.aborted && !call.isLate;
    const ending = call.isLate ? 'timeout' : answer && answer.status < 400 ? 'success' : 'failure';
    if (!isCancelled) this.engine.stats.add(ending, elapsedMs, tries);
    if (!isCancelled && ending !== 'success')
      this.engine.stats.lastFailure = {
        what: `${message.url.origin}: ${answer ? `status ${answer.status}` : ending}`,
        at: new Date(),
      };
    this.recorder.record({
      at: new Date(),
      provider,
      operation: request.operation ?? message.method.toLowerCase(),
      method: message.method,
      origin: message.url.origin,
      status: answer?.status,
      ending: isCancelled ? 'cancelled' : ending,
      durationMs: elapsedMs,
      tries,
      costUsd: answer && request.costUsd?.(answer),
    });
  }
}

/** What callers see. It holds on to nothing of axios, whose errors carry the request with its keys. */
function translate(error: unknown, call: OutsideCall): Error {
  const { mayHaveWorked, message } = call;
  const { host } = message.url;
  if (call.isLate)
    return new AnswerTooLate(`${host} took longer than ${call.request.deadlineMs} ms.`, {
      mayHaveWorked,
    });
  if (error instanceof Problem) return error;
  const cause = error instanceof AxiosError ? error.cause : error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Unreachable(`${host} did not answer: ${reason}`, { cause, mayHaveWorked });
}
