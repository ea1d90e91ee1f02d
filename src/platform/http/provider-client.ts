import { createHash } from 'node:crypto';
import type { Secret } from '#platform/config';
import type { Headers } from './exchange.js';
import type { HttpClient } from './http-client.js';
import { AddressRefused } from './address-guard.js';
import {
  AnswerNotKept,
  AnswerTooLarge,
  AnswerTooLate,
  CircuitOpen,
  RateLimited,
  TooManyWaiting,
  Unreachable,
} from './http.problems.js';
import type { GenAiCall, HttpRequest, HttpResponse } from './outside-call.js';

/** A provider that is busy is asked twice more; the next provider is there at once. */
const RETRIES_MAX = 2;
/** A key that was refused, or whose quota is used up, is not tried again before; a new key at once. */
const REFUSED_MS = 10 * 60_000;

export interface ProviderQuestion {
  readonly url: string;
  readonly key: Secret | undefined;
  readonly headers?: Headers;
  readonly json?: unknown;
  readonly body?: FormData;
  readonly method?: HttpRequest['method'];
  /** Where a good answer goes, instead of into memory. */
  readonly file?: string;
  readonly bodyBytesMax: number;
  readonly deadlineMs: number;
  /** For the audit: "speak", "list voices". */
  readonly operation: string;
  readonly genAi?: GenAiCall;
}

/** Why a provider did not do what it was asked, where that is more than a status. */
export type ReadRefusal = (status: number, body: string) => Refusal | undefined;

export interface Refusal {
  /** Half a sentence for the record; nothing of the provider's own words, which may quote keys or texts. */
  readonly reason: string;
  /** Whether the same key would hear the same of whatever it asks: one that may do this only is not refused for all. */
  readonly isOfKey?: boolean;
  /** Whether it was a field of the request, or a form of the answer, that it does not know. */
  readonly isOfForm?: boolean;
}

/** A provider did not do what it was asked. The message is half a sentence for the record. */
export class ProviderFailed extends Error {
  /** It may have worked, and send its bill. */
  readonly mayCost: boolean;
  readonly isOfForm: boolean;

  constructor(
    readonly reason: string,
    more: { mayCost?: boolean; isOfForm?: boolean; cause?: unknown } = {},
  ) {
    super(reason, { cause: more.cause });
    this.name = 'ProviderFailed';
    this.mayCost = more.mayCost ?? false;
    this.isOfForm = more.isOfForm ?? false;
  }
}

/** Asks one provider, and says in words of our own why it did not answer. */
export class ProviderClient {
  #refused: { readonly key: string; readonly reason: string; readonly untilMs: number } | undefined;

  /** @param authorize How the provider takes its key. */
  constructor(
    private readonly http: HttpClient,
    readonly provider: string,
    private readonly manners: {
      readonly authorize: (key: string) => Headers;
      readonly refusal: ReadRefusal;
    },
  ) {}

  /** @throws ProviderFailed when the key has been refused lately. */
  refuseIfRefused(key: Secret | undefined): void {
    const refused = this.#refused;
    if (!refused || refused.key !== key?.reveal() || refused.untilMs < performance.now()) return;
    throw new ProviderFailed(refused.reason);
  }

  /**
   * @returns A good answer (2xx).
   * @throws ProviderFailed for every other; the signal's reason when aborted.
   */
  async ask(question: ProviderQuestion, signal: AbortSignal): Promise<HttpResponse> {
    this.refuseIfRefused(question.key);
    const answer = await this.#send(question, signal);
    if (answer.status >= 200 && answer.status < 300) return answer;
    const known = this.manners.refusal(answer.status, answer.body.toString('utf8'));
    const reason = known?.reason ?? reasonOf(answer.status);
    const isOfKey = known ? known.isOfKey === true : answer.status === 401;
    if (isOfKey) {
      const untilMs = performance.now() + REFUSED_MS;
      this.#refused = { key: question.key?.reveal() ?? '', reason, untilMs };
    }
    throw new ProviderFailed(reason, { isOfForm: known?.isOfForm ?? false });
  }

  async #send(question: ProviderQuestion, signal: AbortSignal): Promise<HttpResponse> {
    const { url, key, headers, json, body, method, file, genAi, operation } = question;
    const { bodyBytesMax, deadlineMs } = question;
    const isRepeatable = json !== undefined;
    try {
      return await this.http.send(url, {
        method: method ?? (json === undefined && body === undefined ? 'GET' : 'POST'),
        ...(json !== undefined && { json }),
        ...(body !== undefined && { body }),
        headers: { ...headers, ...(key && this.manners.authorize(key.reveal())) },
        ...(file !== undefined && { file }),
        deadlineMs,
        bodyBytesMax,
        signal,
        provider: this.provider,
        operation,
        isPaid: isRepeatable || body !== undefined,
        ...(isRepeatable && { idempotencyKey: fingerprint(url, json) }),
        retriesMax: RETRIES_MAX,
        ...(genAi && { genAi }),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw unanswered(error, deadlineMs);
    }
  }
}

/** What failed without an answer, in words that tell nothing of addresses. */
function unanswered(error: unknown, deadlineMs: number): ProviderFailed {
  return new ProviderFailed(unansweredReason(error, deadlineMs), {
    mayCost: mayHaveWorked(error),
    cause: error,
  });
}

function unansweredReason(error: unknown, deadlineMs: number): string {
  if (error instanceof CircuitOpen) return 'it has failed too often and is left alone';
  if (error instanceof RateLimited || error instanceof TooManyWaiting)
    return 'it may not be asked again yet';
  if (error instanceof AnswerTooLate)
    return `it took longer than ${Math.round(deadlineMs / 1000)} s`;
  if (error instanceof AnswerTooLarge) return 'its answer is too large';
  if (error instanceof AnswerNotKept) return 'its answer could not be written to the disk';
  return mayHaveWorked(error) ? 'it could not be reached, or broke off' : 'it could not be reached';
}

/** What never went out nobody sends a bill for. */
function mayHaveWorked(error: unknown): boolean {
  if (error instanceof Unreachable) return error.mayHaveWorked;
  return ![AddressRefused, CircuitOpen, RateLimited, TooManyWaiting].some(
    (Refusal) => error instanceof Refusal,
  );
}

function reasonOf(status: number): string {
  if (status === 401 || status === 403) return `its key was refused (${status})`;
  if (status === 402) return 'it wants to be paid first (402)';
  if (status === 404) return 'its address, model or voice does not exist (404)';
  if (status === 413) return 'the text is too long for it (413)';
  if (status === 400 || status === 422) return `it does not take the request (${status})`;
  if (status === 429) return 'it is asked too often (429)';
  if (status >= 300 && status < 400) return `it answered with a redirect (${status})`;
  return `it answered ${status}`;
}

function fingerprint(url: string, json: unknown): string {
  return createHash('sha256').update(url).update(JSON.stringify(json)).digest('hex').slice(0, 48);
}
