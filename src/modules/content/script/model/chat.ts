import { createHash } from 'node:crypto';
import {
  CircuitOpen,
  HttpClient,
  type HttpResponse,
  RateLimited,
  TIME_LIMITS,
  TooManyWaiting,
} from '#platform/http';
import type { Units } from '#platform/spend';
import { tokensOf } from './brief.js';
import { ModelFailed } from './model-failed.js';
import type { OpenAiSettings } from './openai.settings.js';

export const PROVIDER = 'openai';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface ChatQuestion {
  readonly messages: readonly ChatMessage[];
  readonly schema: object;
  readonly outputTokensMax: number;
  /** For the servers that know how: the same seed, the same words. */
  readonly seed: number;
  /** What is left of the time, milliseconds. */
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

export interface ChatAnswer {
  readonly content: string;
  readonly used: Units;
  /** Why its words are of no use, as half a sentence; undefined where they may be. */
  readonly fault?: string;
  /** Whether asking again may help. */
  readonly mayRepair: boolean;
}

const ANSWER_BYTES_MAX = 8_000_000;
/** Four forms from strict to plain: servers of one's own know fewer. */
const REFUSALS_MAX = 6;
/** A provider that is busy is asked again; the built-in writer is there at once. */
const RETRIES_MAX = 2;
const TOKENS_MAX = 100_000_000;

/** What a server is known not to understand, learnt from its refusals. */
interface Dialect {
  readonly format: 'json_schema' | 'json_object' | 'text';
  readonly hasTemperature: boolean;
  readonly hasSeed: boolean;
  readonly limit: 'max_completion_tokens' | 'max_tokens';
}

const STRICTEST: Dialect = {
  format: 'json_schema',
  hasTemperature: true,
  hasSeed: true,
  limit: 'max_completion_tokens',
};

/** Asks a language model over the chat-completions API of OpenAI, in the dialect that its server understands. */
export class Chat {
  /** Of the one model that the settings name: the simplest form that it has answered. */
  #learnt: { readonly server: string; readonly dialect: Dialect } | undefined;

  constructor(
    private readonly http: HttpClient,
    private readonly settings: OpenAiSettings,
  ) {}

  get deadlineMs(): number {
    const limits = {
      fast: TIME_LIMITS.FAST,
      standard: TIME_LIMITS.STANDARD,
      slow: TIME_LIMITS.SLOW,
      ultra_slow: TIME_LIMITS.ULTRA_SLOW,
    };
    return limits[this.settings.timeLimit];
  }

  /** @throws ModelFailed when no answer came; the signal's reason when aborted. */
  async ask(question: ChatQuestion): Promise<ChatAnswer> {
    const startedMs = performance.now();
    const server = `${this.settings.baseUrl} ${this.settings.model}`;
    let dialect = this.#learnt?.server === server ? this.#learnt.dialect : STRICTEST;
    for (let refusals = 0; ; refusals++) {
      const leftMs = question.deadlineMs - (performance.now() - startedMs);
      const answer = await this.#send(question, dialect, Math.max(1, leftMs));
      if (answer.status === 200) {
        // Whoever refuses everything for a while has said nothing of what it understands.
        this.#learnt = { server, dialect };
        return answerOf(answer, question);
      }
      const refusal = (answer.status === 400 || answer.status === 422) && refusals < REFUSALS_MAX;
      const simpler = refusal ? simplified(dialect, answer.body.toString('utf8')) : undefined;
      if (!simpler) throw refused(answer);
      dialect = simpler;
    }
  }

  async #send(question: ChatQuestion, dialect: Dialect, deadlineMs: number): Promise<HttpResponse> {
    const { settings } = this;
    const json = bodyOf(question, dialect, settings);
    const key = settings.apiKey?.reveal();
    try {
      return await this.http.send(`${settings.baseUrl.replace(/\/+$/u, '')}/chat/completions`, {
        method: 'POST',
        json,
        headers: {
          accept: 'application/json',
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
        },
        deadlineMs,
        bodyBytesMax: ANSWER_BYTES_MAX,
        signal: question.signal,
        provider: PROVIDER,
        operation: 'write script',
        idempotencyKey: createHash('sha256')
          .update(JSON.stringify(json))
          .digest('hex')
          .slice(0, 48),
        isPaid: true,
        retriesMax: RETRIES_MAX,
        genAi: { operation: 'chat', model: settings.model, usage: usageIn },
      });
    } catch (error) {
      question.signal.throwIfAborted();
      throw unanswered(error, deadlineMs);
    }
  }
}

function bodyOf(
  { messages, schema, outputTokensMax, seed }: ChatQuestion,
  { format, hasTemperature, hasSeed, limit }: Dialect,
  { model, temperature }: OpenAiSettings,
): object {
  return {
    model,
    messages,
    [limit]: outputTokensMax,
    ...(hasTemperature && { temperature }),
    ...(hasSeed && { seed }),
    ...(format === 'json_schema' && {
      response_format: {
        type: 'json_schema',
        json_schema: { name: 'radio_script', strict: true, schema },
      },
    }),
    ...(format === 'json_object' && { response_format: { type: 'json_object' } }),
  };
}

/** Without what the server has complained about, else without what it most likely does not know; nothing when all is left out. */
function simplified(dialect: Dialect, complaint: string): Dialect | undefined {
  const { format, hasTemperature, hasSeed, limit } = dialect;
  const isNewLimit = limit === 'max_completion_tokens';
  if (hasTemperature && /temperature/iu.test(complaint))
    return { ...dialect, hasTemperature: false };
  if (hasSeed && /\bseed\b/iu.test(complaint)) return { ...dialect, hasSeed: false };
  if (isNewLimit && /max_completion_tokens|max_tokens/iu.test(complaint))
    return { ...dialect, limit: 'max_tokens' };
  if (/context|too long|maximum.*tokens/iu.test(complaint)) return undefined;
  if (format === 'json_schema') return { ...dialect, format: 'json_object' };
  if (format === 'json_object') return { ...dialect, format: 'text' };
  if (isNewLimit) return { ...dialect, limit: 'max_tokens' };
  return hasSeed ? { ...dialect, hasSeed: false } : undefined;
}

interface Choice {
  readonly finish_reason?: unknown;
  readonly message?: {
    readonly content?: unknown;
    readonly refusal?: unknown;
    readonly tool_calls?: unknown;
  } | null;
}

interface Completion {
  readonly choices?: unknown;
  readonly usage?: {
    readonly prompt_tokens?: unknown;
    readonly completion_tokens?: unknown;
  } | null;
}

function completionOf({ body }: HttpResponse): Completion | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function usageIn(answer: HttpResponse): { input?: number; output?: number } {
  const { prompt_tokens: input, completion_tokens: output } = completionOf(answer)?.usage ?? {};
  return {
    ...(isCount(input) && { input }),
    ...(isCount(output) && { output }),
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < TOKENS_MAX;
}

function answerOf(response: HttpResponse, { messages }: ChatQuestion): ChatAnswer {
  const completion = completionOf(response);
  const choices: readonly unknown[] = Array.isArray(completion?.choices) ? completion.choices : [];
  const choice = choices[0] as Choice | null | undefined;
  const message = choice?.message;
  const content = textOf(message?.content);
  const told = usageIn(response);
  const asked = messages.map((one) => one.content).join('\n');
  const used: Units = {
    inputTokens: told.input ?? tokensOf(asked),
    outputTokens: told.output ?? tokensOf(content),
  };
  const base = { content, used };
  if (!completion) return { ...base, fault: 'it answered garbage', mayRepair: true };
  if (!choice || !message) return { ...base, fault: 'it answered nothing', mayRepair: true };
  if (typeof message.refusal === 'string' && message.refusal !== '')
    return { ...base, fault: 'it refused to write', mayRepair: false };
  if (choice.finish_reason === 'content_filter')
    return { ...base, fault: "its provider's filter stopped it", mayRepair: false };
  if (choice.finish_reason === 'length')
    return { ...base, fault: 'its answer was cut off', mayRepair: true };
  if (content.trim() === '' && Array.isArray(message.tool_calls))
    return { ...base, fault: 'it called tools instead of writing', mayRepair: true };
  if (content.trim() === '') return { ...base, fault: 'it answered nothing', mayRepair: true };
  return { ...base, mayRepair: true };
}

/** Some servers answer in parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map((part: unknown) => (part as { text?: unknown } | null)?.text)
    .filter((text) => typeof text === 'string')
    .join('');
}

function refused({ status }: HttpResponse): ModelFailed {
  if (status === 401 || status === 403) return new ModelFailed(`its key was refused (${status})`);
  if (status === 404) return new ModelFailed('its address or model does not exist (404)');
  if (status === 429) return new ModelFailed('it is asked too often or its quota is used up (429)');
  if (status >= 300 && status < 400)
    return new ModelFailed(`it answered with a redirect (${status})`);
  return new ModelFailed(`it answered ${status}`);
}

/** What failed without an answer, in words that tell nothing of addresses. Time that ran out may have been work. */
function unanswered(error: unknown, deadlineMs: number): ModelFailed {
  const text = error instanceof Error ? error.message : '';
  if (error instanceof CircuitOpen)
    return new ModelFailed('it has failed too often and is left alone for a while', {}, error);
  if (error instanceof RateLimited || error instanceof TooManyWaiting)
    return new ModelFailed('it may not be asked again yet', {}, error);
  if (/took longer/u.test(text))
    return new ModelFailed(
      `it took longer than ${Math.round(deadlineMs / 1000)} s`,
      undefined,
      error,
    );
  if (/larger than/u.test(text))
    return new ModelFailed('its answer is too large', undefined, error);
  return new ModelFailed('it could not be reached, or broke off', undefined, error);
}
