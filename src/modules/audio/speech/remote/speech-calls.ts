import type { Secret } from '#platform/config';
import {
  type Headers,
  type HttpClient,
  type HttpResponse,
  ProviderClient,
  ProviderFailed,
  type ProviderQuestion,
  type Refusal,
} from '#platform/http';
import { SpeechPaidInVain, SpeechUnavailable } from '../../audio.problems.js';

/** Asks a provider of speech; what fails is a problem of speech. */
export class SpeechCalls {
  readonly #client: ProviderClient;

  /** @param authorize How the provider takes its key. */
  constructor(
    http: HttpClient,
    private readonly provider: string,
    manners: {
      readonly authorize: (key: string) => Headers;
      readonly refusal: (status: number, body: string) => Refusal | undefined;
    },
  ) {
    this.#client = new ProviderClient(http, provider, manners);
  }

  /** @throws SpeechUnavailable when the key has been refused lately. */
  refuseIfRefused(key: Secret | undefined): void {
    try {
      this.#client.refuseIfRefused(key);
    } catch (error) {
      throw this.#translated(error);
    }
  }

  /**
   * @param model That speaks, where one does.
   * @returns A good answer (2xx).
   * @throws SpeechUnavailable for every other; SpeechPaidInVain where it may have worked; the signal's reason when aborted.
   */
  async ask(
    { model, ...question }: ProviderQuestion & { readonly model?: string },
    signal: AbortSignal,
  ): Promise<HttpResponse> {
    const genAi = model !== undefined && { genAi: { operation: 'text_to_speech' as const, model } };
    try {
      return await this.#client.ask({ ...question, ...genAi }, signal);
    } catch (error) {
      signal.throwIfAborted();
      throw this.#translated(error);
    }
  }

  #translated(error: unknown): unknown {
    if (!(error instanceof ProviderFailed)) return error;
    const { reason, mayCost, isOfForm, cause } = error;
    if (mayCost) return new SpeechPaidInVain(this.provider, reason, { cause });
    return isOfForm
      ? new FormatRefused(this.provider, reason, cause)
      : new SpeechUnavailable(this.provider, reason, cause);
  }
}

/** It gives its sound in another coding only. */
export class FormatRefused extends SpeechUnavailable {}
