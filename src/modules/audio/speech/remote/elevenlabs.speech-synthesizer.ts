import { fnv1a, type Language } from '#kernel';
import type { Headers, HttpClient, Refusal } from '#platform/http';
import { SpeechUnavailable } from '../../audio.problems.js';
import { castFrom, type SpeechSettings, type Voice } from '../speech-synthesizer.js';
import type { VoiceKind } from '../voices.js';
import { ElevenLabsCloning } from './elevenlabs-cloning.js';
import { mannersOf } from './elevenlabs-models.js';
import { ElevenLabsQuota, type Quota } from './elevenlabs-quota.js';
import { ElevenLabsVoices } from './elevenlabs-voices.js';
import type { ElevenLabsSettings } from './elevenlabs.settings.js';
import { FormatRefused, SpeechCalls } from './speech-calls.js';
import {
  type PartAnswer,
  type PartQuestion,
  RemoteSpeechSynthesizer,
  type RemoteTerms,
} from './remote.speech-synthesizer.js';

/** What every plan may ask for. */
const PLAIN_FORMAT = 'mp3_44100_128';
/** Of `voice_settings.speed`. */
const SPEED_MIN = 0.7;
const SPEED_MAX = 1.2;
const SEED_RANGE = 2 ** 32;

/** Speech of ElevenLabs: `POST /v1/text-to-speech/{voice_id}`. */
export class ElevenLabsSpeechSynthesizer extends RemoteSpeechSynthesizer {
  override readonly provider = 'elevenlabs';
  readonly calls: SpeechCalls;
  readonly cloning: ElevenLabsCloning;
  readonly #voices: ElevenLabsVoices;
  readonly #quota: ElevenLabsQuota;
  #isPlain = false;

  constructor(
    http: HttpClient,
    private readonly settings: ElevenLabsSettings,
    terms: RemoteTerms,
  ) {
    super(terms);
    this.calls = new SpeechCalls(http, 'elevenlabs', {
      authorize: (key) => ({ 'xi-api-key': key }),
      refusal: refusalIn,
    });
    this.cloning = new ElevenLabsCloning(this.calls, settings);
    this.#voices = new ElevenLabsVoices(this.calls, settings);
    this.#quota = new ElevenLabsQuota(this.calls, settings);
  }

  override identity(): string {
    return `elevenlabs 1, ${this.settings.model}`;
  }

  /** What is left of the subscription, as far as it is known. */
  get quota(): Quota | undefined {
    return this.#quota.known;
  }

  override takesIpa(model: string | undefined): boolean {
    return mannersOf(model ?? this.settings.model).hasPhonemes;
  }

  override async voices(): Promise<readonly Voice[]> {
    return this.settings.apiKey ? this.#voices.look() : [];
  }

  /** The list is asked for anew. @throws SpeechUnavailable when it cannot be had. */
  async freshVoices(): Promise<readonly Voice[]> {
    if (!this.settings.apiKey) throw new SpeechUnavailable(this.provider, 'it has no key');
    this.#voices.forget();
    return this.#voices.all();
  }

  /** Whether it can be asked at all. */
  get hasKey(): boolean {
    return this.settings.apiKey !== undefined;
  }

  override async castVoice(kind: VoiceKind, language: Language): Promise<string | undefined> {
    if (!this.settings.apiKey) return undefined;
    const all = await this.#voices.all();
    // Those made for the language first.
    const native = all.filter(({ languages }) => languages[0] === language);
    return castFrom(native, kind, language) ?? castFrom(all, kind, language);
  }

  protected override missing(): string | undefined {
    if (!this.settings.apiKey) return 'it has no key';
    this.calls.refuseIfRefused(this.settings.apiKey);
    return undefined;
  }

  protected override charactersMax(): number {
    return this.settings.charactersMax;
  }

  protected override async ask(question: PartQuestion, signal: AbortSignal): Promise<PartAnswer> {
    const fault = await this.#quota.fault(question.text.length, signal);
    if (fault !== undefined) throw new SpeechUnavailable(this.provider, fault);
    try {
      return await this.#send(question, this.#format(), signal);
    } catch (error) {
      if (!(error instanceof FormatRefused) || this.#isPlain) throw error;
      this.#isPlain = true; // The plan does not allow what was set.
      return this.#send(question, PLAIN_FORMAT, signal);
    }
  }

  #format(): string {
    return this.#isPlain ? PLAIN_FORMAT : this.settings.outputFormat;
  }

  async #send(
    question: PartQuestion,
    outputFormat: string,
    signal: AbortSignal,
  ): Promise<PartAnswer> {
    const { text, voice, settings, file, bytesMax } = question;
    const model = settings.model ?? this.settings.model;
    const query = new URLSearchParams({ output_format: outputFormat });
    const path = `/v1/text-to-speech/${encodeURIComponent(voice)}?${query.toString()}`;
    const { headers } = await this.calls.ask(
      {
        url: `${this.settings.baseUrl.replace(/\/+$/u, '')}${path}`,
        key: this.settings.apiKey,
        json: bodyOf(question, model),
        file,
        bodyBytesMax: bytesMax,
        deadlineMs: this.terms.answerMsMax,
        operation: 'speak',
        model,
      },
      signal,
    );
    const charged = chargedIn(headers) ?? text.length;
    this.#quota.spoke(charged);
    const [coding = '', rate = ''] = outputFormat.split('_');
    return { format: coding === 'pcm' ? 'pcm' : 'mp3', sampleRateHz: Number(rate), charged };
  }
}

function bodyOf({ text, settings, before, after }: PartQuestion, model: string): object {
  const manners = mannersOf(model);
  const { language, reading = 0, ipa } = settings;
  const isEnglish = language === 'en';
  return {
    text: manners.hasPhonemes && isEnglish && ipa ? withPhonemes(text, ipa) : text,
    model_id: model,
    seed: (fnv1a(text) + reading) % SEED_RANGE,
    ...(manners.hasLanguage && { language_code: language }),
    ...(manners.hasContext && before !== undefined && { previous_text: before }),
    ...(manners.hasContext && after !== undefined && { next_text: after }),
    ...voiceSettings(settings, manners.hasSteps),
  };
}

/** Only what was set: the rest stays as the voice has it at the provider. */
function voiceSettings({ rate, voice = {} }: SpeechSettings, hasSteps: boolean): object {
  const { stability, similarity, style, boost } = voice;
  const speed = Math.min(SPEED_MAX, Math.max(SPEED_MIN, rate * (voice.speed ?? 1)));
  const all = {
    ...(stability !== undefined && {
      stability: hasSteps ? Math.round(2 * stability) / 2 : stability,
    }),
    ...(similarity !== undefined && { similarity_boost: similarity }),
    ...(style !== undefined && { style }),
    ...(boost !== undefined && { use_speaker_boost: boost }),
    ...(speed !== 1 && { speed: Math.round(100 * speed) / 100 }),
  };
  return Object.keys(all).length === 0 ? {} : { voice_settings: all };
}

function withPhonemes(text: string, ipa: Readonly<Record<string, string>>): string {
  return text.replace(/[\p{L}\p{M}'’-]+/gu, (word) => {
    const sound = ipa[word];
    if (sound === undefined) return word;
    const safe = sound.replace(/[<>"&]/gu, '');
    return `<phoneme alphabet="ipa" ph="${safe}">${word}</phoneme>`;
  });
}

function chargedIn(headers: Headers): number | undefined {
  const characters = Number(headers['character-cost'] ?? NaN);
  return Number.isInteger(characters) && characters >= 0 ? characters : undefined;
}

/** Reads `{detail: {status, message}}`. A used-up quota comes as 401. */
function refusalIn(status: number, body: string): Refusal | undefined {
  if (/voice_limit_reached|voice_add_edit_limit/u.test(body))
    return { reason: 'its account has no room for another voice' };
  if (/can_not_use_instant_voice_cloning/u.test(body))
    return { reason: 'its plan does not allow cloning' };
  if (/quota_exceeded/u.test(body)) return { reason: 'its quota is used up', isOfKey: true };
  if (/output_format|subscription_required/u.test(body) && status !== 422)
    return { reason: 'its plan does not allow the sound format', isOfForm: true };
  if (/voice_not_found|voice_does_not_exist/u.test(body)) return { reason: 'it has no such voice' };
  if (/missing_permissions/u.test(body)) return { reason: 'its key may not do this' };
  if (/content|moderat|safety|prohibited/u.test(body) && (status === 400 || status === 403))
    return { reason: 'it refused to say this' };
  if (/max_character_limit|text_too_long/u.test(body))
    return { reason: 'the text is too long for it' };
  return undefined;
}
