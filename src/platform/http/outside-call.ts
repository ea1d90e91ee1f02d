import type { Headers, Message, Method } from './exchange.js';
import { ACCEPTED_ENCODINGS } from './unpack.js';

const USER_AGENT = 'RadioX/0.1 (AI radio station; reads feeds for news shows)';

/** What is asked of a model, for traces, in the words of OpenTelemetry's GenAI conventions. Never prompts or answers. */
export interface GenAiCall {
  readonly operation:
    'chat' | 'text_completion' | 'embeddings' | 'generate_content' | 'text_to_speech';
  readonly model: string;
  /** Tokens it cost, where the answer says so. */
  readonly usage?: (answer: HttpResponse) => { readonly input?: number; readonly output?: number };
}

export interface HttpRequest {
  readonly method?: Method;
  readonly headers?: Headers;
  /** Of a form the content type is known (multipart); of anything else the caller names it. */
  readonly body?: string | Uint8Array | FormData;
  /** Sent as JSON, in place of `body`. */
  readonly json?: unknown;
  /** Total deadline from call to last byte, retries and redirects included: one of `TIME_LIMITS`, or your own. */
  readonly deadlineMs: number;
  /** Bound on the body after decompression. */
  readonly bodyBytesMax: number;
  /** Where the body of a good answer (2xx) goes instead of into memory; every try replaces what stood there. The caller removes it. */
  readonly file?: string;
  readonly signal?: AbortSignal;
  /** The address comes from outside (a feed, an article, an image, a webhook): only the public internet. */
  readonly untrusted?: boolean;
  /**
   * It may be paid for each time it works: it is sent again only where it was refused by a status, or never went out.
   */
  readonly isPaid?: boolean;
  /** Makes a request safe to repeat whatever its method; sent as `Idempotency-Key`. */
  readonly idempotencyKey?: string;
  /** Tries after the first at most, within the deadline and the budget; 3 when left out. */
  readonly retriesMax?: number;
  /** Who is asked, for the audit and for a rate agreed by `HttpClient.limit`; the host when left out. */
  readonly provider?: string;
  /** What for, for the audit: "speak", "write script". Never anything of the content. */
  readonly operation?: string;
  /** The call is one to a model: its span says so. */
  readonly genAi?: GenAiCall;
  /** What the answer cost, US dollars, for the audit. */
  readonly costUsd?: (answer: HttpResponse) => number;
}

/** A request whose body is bytes. */
export type PackedRequest = HttpRequest & { readonly body?: string | Uint8Array };

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated headers joined by a comma. */
  readonly headers: Headers;
  /** Empty where it went into a file. */
  readonly body: Buffer;
  /** Where the body came from after redirects. */
  readonly url: string;
  /** Where to ask next time: the last target of permanent redirects (301, 308) in an unbroken row. */
  readonly permanentUrl: string;
}

/** The caller's deadline has passed. Only a mark: callers see a sentence. */
export class DeadlinePassed extends Error {
  readonly code = 'EDEADLINE';
}

/** One call to the outside from its start to its end, over all tries and redirects. */
export class OutsideCall {
  readonly startedMs = performance.now();
  readonly message: Message;
  readonly provider: string;
  /** Requests sent so far but for redirects. */
  tries = 0;
  /** The last try went out and was not answered to the end: what became of it nobody knows. */
  mayHaveWorked = false;
  /** Before the next try. */
  retryWaitMs = 0;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(
    url: URL,
    readonly request: PackedRequest,
  ) {
    this.message = messageOf(url, request);
    this.provider = request.provider ?? url.host;
    this.#timer = setTimeout(() => {
      this.#abort.abort(new DeadlinePassed());
    }, request.deadlineMs);
    request.signal?.addEventListener('abort', this.#giveUp, { once: true });
  }

  /** Aborted at the deadline, or when the caller gives up. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get remainingMs(): number {
    return this.request.deadlineMs - this.elapsedMs;
  }

  get elapsedMs(): number {
    return performance.now() - this.startedMs;
  }

  get isLate(): boolean {
    return this.signal.reason instanceof DeadlinePassed;
  }

  /** Call once, when there is an answer or none will come. */
  end(): void {
    clearTimeout(this.#timer);
    this.request.signal?.removeEventListener('abort', this.#giveUp);
  }

  readonly #giveUp = (): void => {
    this.#abort.abort(this.request.signal?.reason);
  };
}

/**
 * Forms as bytes: they can be sent again, and undici knows only forms of its own making, not the global ones.
 */
export async function packed(request: HttpRequest, form: FormData): Promise<PackedRequest> {
  const answer = new Response(form);
  const type = answer.headers.get('content-type') ?? '';
  return {
    ...request,
    body: await answer.bytes(),
    headers: { ...request.headers, 'content-type': type },
  };
}

function messageOf(
  url: URL,
  { method = 'GET', headers, body, json, ...rest }: PackedRequest,
): Message {
  const all: Record<string, string> = {
    'user-agent': USER_AGENT,
    'accept-encoding': ACCEPTED_ENCODINGS,
  };
  if (json !== undefined) all['content-type'] = 'application/json';
  if (rest.idempotencyKey !== undefined) all['idempotency-key'] = rest.idempotencyKey;
  for (const name in headers) all[name.toLowerCase()] = headers[name] ?? '';
  return { url, method, headers: all, body: json === undefined ? body : JSON.stringify(json) };
}
