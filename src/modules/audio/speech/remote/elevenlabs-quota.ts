import { TIME_LIMITS } from '#platform/http';
import type { ElevenLabsSettings } from './elevenlabs.settings.js';
import type { SpeechCalls } from './speech-calls.js';

/** What an account may still have spoken in its period. */
export interface Quota {
  readonly used: number;
  readonly limit: number;
}

const KEPT_MS = 5 * 60_000;
const BYTES_MAX = 200_000;

interface WireSubscription {
  readonly character_count?: unknown;
  readonly character_limit?: unknown;
  readonly can_extend_character_limit?: unknown;
  readonly allowed_to_extend_character_limit?: unknown;
}

/** The characters of a subscription: asked for now and then, counted in between. */
export class ElevenLabsQuota {
  #quota: Quota | undefined;
  #spoken = 0;
  #freshUntilMs = 0;
  #of = '';
  #asking: Promise<void> | undefined;

  constructor(
    private readonly calls: SpeechCalls,
    private readonly settings: ElevenLabsSettings,
  ) {}

  /** @returns What is known; nothing where the account may go beyond it, or a key may not ask. */
  get known(): Quota | undefined {
    return this.#quota && { ...this.#quota, used: this.#quota.used + this.#spoken };
  }

  /**
   * Why so many characters cannot be spoken any more, as half a sentence.
   * @throws The signal's reason when aborted.
   */
  async fault(characters: number, signal: AbortSignal): Promise<string | undefined> {
    const key = this.settings.apiKey?.reveal() ?? '';
    if (key !== this.#of || performance.now() >= this.#freshUntilMs) {
      this.#of = key;
      // Asked for all who wait: it ends by its deadline, and by nobody's leaving.
      this.#asking ??= this.#ask().finally(() => (this.#asking = undefined));
      await unlessAborted(this.#asking, signal);
    }
    const { known } = this;
    if (!known || known.used + characters <= known.limit) return undefined;
    return `its quota is used up (${known.used} of ${known.limit} characters)`;
  }

  spoke(characters: number): void {
    this.#spoken += characters;
  }

  async #ask(): Promise<void> {
    this.#freshUntilMs = performance.now() + KEPT_MS;
    this.#spoken = 0;
    try {
      const { body } = await this.calls.ask(
        {
          url: `${this.settings.baseUrl.replace(/\/+$/u, '')}/v1/user/subscription`,
          key: this.settings.apiKey,
          bodyBytesMax: BYTES_MAX,
          deadlineMs: TIME_LIMITS.FAST,
          operation: 'read quota',
        },
        new AbortController().signal,
      );
      this.#quota = quotaOf(JSON.parse(body.toString('utf8')) as WireSubscription);
    } catch {
      // A key may speak and not ask this; what is refused while speaking is heard there.
      this.#quota = undefined;
    }
  }
}

/** Waits for work that others wait for as well. @throws The signal's reason when aborted; else what the work throws. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const left = Promise.withResolvers<never>();
  const leave = (): void => {
    left.reject(signal.reason);
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    await Promise.race([work, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function quotaOf(wire: WireSubscription): Quota | undefined {
  const { character_count: used, character_limit: limit } = wire;
  const mayExtend =
    wire.can_extend_character_limit === true && wire.allowed_to_extend_character_limit === true;
  const isKnown = typeof used === 'number' && typeof limit === 'number' && used >= 0 && limit > 0;
  return isKnown && !mayExtend ? { used, limit } : undefined;
}
