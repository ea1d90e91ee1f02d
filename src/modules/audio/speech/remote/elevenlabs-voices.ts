import { type Language, LANGUAGES } from '#kernel';
import { TIME_LIMITS } from '#platform/http';
import { SpeechUnavailable } from '../../audio.problems.js';
import type { Voice } from '../speech-synthesizer.js';
import type { ElevenLabsSettings } from './elevenlabs.settings.js';
import type { SpeechCalls } from './speech-calls.js';

const PAGE_SIZE = 100;
/** A thousand voices; an account has dozens. */
const PAGES_MAX = 10;
const PAGE_BYTES_MAX = 8_000_000;
/** A list is asked for again after this time; one that failed, after the shorter. */
const KEPT_MS = 10 * 60_000;
const FAILED_KEPT_MS = 30_000;
/** Who only looks does not wait longer for a list that is not there yet. */
const LOOK_MS_MAX = 1_500;
const USUAL_PITCH_HZ = { male: 110, female: 205 } as const;

interface WireVoice {
  readonly voice_id?: unknown;
  readonly name?: unknown;
  readonly labels?: Readonly<Record<string, unknown>> | null;
  readonly verified_languages?: ReadonlyArray<{ readonly language?: unknown }> | null;
}

interface WirePage {
  readonly voices?: unknown;
  readonly has_more?: unknown;
  readonly next_page_token?: unknown;
}

/** The voices of an account, asked for page by page and kept for a while. */
export class ElevenLabsVoices {
  #known: readonly Voice[] = [];
  #failure: SpeechUnavailable | undefined;
  #freshUntilMs = 0;
  #of = '';
  #listing: Promise<void> | undefined;

  constructor(
    private readonly calls: SpeechCalls,
    private readonly settings: ElevenLabsSettings,
  ) {}

  /** What is known now, and what a short wait brings. Never fails. */
  async look(): Promise<readonly Voice[]> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, LOOK_MS_MAX);
    });
    await Promise.race([this.#list(), late]);
    clearTimeout(timer);
    return this.#known;
  }

  /** @throws SpeechUnavailable when there is no list, old or new. */
  async all(): Promise<readonly Voice[]> {
    await this.#list();
    if (this.#known.length === 0 && this.#failure) throw this.#failure;
    return this.#known;
  }

  /** The next who asks gets a new list. */
  forget(): void {
    this.#freshUntilMs = 0;
  }

  async #list(): Promise<void> {
    const of = `${this.settings.baseUrl} ${this.settings.apiKey?.reveal() ?? ''}`;
    if (this.#of !== of) {
      this.#of = of;
      this.#known = [];
      this.#freshUntilMs = 0;
    }
    if (performance.now() < this.#freshUntilMs) return;
    this.#listing ??= this.#fetch().finally(() => (this.#listing = undefined));
    await this.#listing;
  }

  async #fetch(): Promise<void> {
    try {
      const voices: Voice[] = [];
      let token: string | undefined;
      for (let page = 0; page < PAGES_MAX; page++) {
        const answer = await this.#page(token);
        voices.push(...voicesOf(answer));
        token = typeof answer.next_page_token === 'string' ? answer.next_page_token : undefined;
        if (answer.has_more !== true || token === undefined) break;
      }
      this.#known = voices;
      this.#failure = undefined;
      this.#freshUntilMs = performance.now() + KEPT_MS;
    } catch (error) {
      this.#failure =
        error instanceof SpeechUnavailable
          ? error
          : new SpeechUnavailable('elevenlabs', 'its voices cannot be listed', error);
      this.#freshUntilMs = performance.now() + FAILED_KEPT_MS;
    }
  }

  async #page(token: string | undefined): Promise<WirePage> {
    const query = new URLSearchParams({ page_size: String(PAGE_SIZE) });
    if (token !== undefined) query.set('next_page_token', token);
    const { body } = await this.calls.ask(
      {
        url: `${this.settings.baseUrl.replace(/\/+$/u, '')}/v2/voices?${query.toString()}`,
        key: this.settings.apiKey,
        bodyBytesMax: PAGE_BYTES_MAX,
        deadlineMs: TIME_LIMITS.FAST,
        operation: 'list voices',
      },
      new AbortController().signal,
    );
    return JSON.parse(body.toString('utf8')) as WirePage;
  }
}

function voicesOf({ voices }: WirePage): Voice[] {
  if (!Array.isArray(voices)) throw new SpeechUnavailable('elevenlabs', 'it answered garbage');
  return (voices as WireVoice[]).flatMap((wire) => {
    const { voice_id: id, labels } = wire;
    if (typeof id !== 'string') return [];
    const gender = labels?.['gender'] === 'female' ? ('female' as const) : ('male' as const);
    return [
      {
        id: `elevenlabs:${id}`,
        provider: 'elevenlabs',
        name: id,
        languages: languagesOf(wire),
        gender,
        pitchHz: USUAL_PITCH_HZ[gender],
        sampleRateHz: 24_000,
        ...(typeof wire.name === 'string' && { title: wire.name }),
      },
    ];
  });
}

/** The models speak every language with every voice; those a voice was made for come first where it says so. */
function languagesOf({ verified_languages: verified }: WireVoice): Language[] {
  const own = (verified ?? []).map(({ language }) => language);
  return [...LANGUAGES].sort((a, b) => Number(own.includes(b)) - Number(own.includes(a)));
}
