import { LANGUAGES } from '#kernel';
import type { HttpClient, Refusal } from '#platform/http';
import { SpeechUnavailable } from '../../audio.problems.js';
import type { SpeechSettings, Voice } from '../speech-synthesizer.js';
import { type OpenAiSpeechSettings, hasSpeech, speechKeyOf } from './openai-speech.settings.js';
import { FormatRefused, SpeechCalls } from './speech-calls.js';
import {
  type PartAnswer,
  type PartQuestion,
  RemoteSpeechSynthesizer,
  type RemoteTerms,
} from './remote.speech-synthesizer.js';
import type { SoundFormat } from './sound.worker.js';

/** What the API takes at once, characters. */
const CHARACTERS_MAX = 4_096;
/** Raw sound of this API: 24 kHz, 16 bits, little endian, mono. */
const SAMPLE_RATE_HZ = 24_000;
const SPEED_MIN = 0.25;
const SPEED_MAX = 4;
/** The API does not tell how high its voices are: what is usual for men and women. */
const USUAL_PITCH_HZ = { male: 110, female: 205 } as const;
/** Models that take no instructions. */
const WITHOUT_INSTRUCTIONS = /^tts-1/u;
/** What is asked for next where a format is refused. */
const NEXT_FORMAT: Readonly<Partial<Record<SoundFormat, SoundFormat>>> = { pcm: 'wav', wav: 'mp3' };

/** Speech over `/audio/speech`, at OpenAI or at a server that speaks the same. */
export class OpenAiSpeechSynthesizer extends RemoteSpeechSynthesizer {
  override readonly provider = 'openai';
  readonly #calls: SpeechCalls;
  /** The formats that a server is known to refuse, by its address. */
  readonly #refused = new Map<string, SoundFormat>();

  constructor(
    http: HttpClient,
    private readonly settings: OpenAiSpeechSettings,
    terms: RemoteTerms,
  ) {
    super(terms);
    this.#calls = new SpeechCalls(http, 'openai', {
      authorize: (key) => ({ authorization: `Bearer ${key}` }),
      refusal: refusalIn,
    });
  }

  override identity(): string {
    const { baseUrl, model, instructions } = this.settings;
    return `openai speech 1, ${baseUrl} ${model} ${instructions}`.trim();
  }

  override async voices(): Promise<readonly Voice[]> {
    if (!hasSpeech(this.settings)) return [];
    return this.settings.voices.map((entry) => {
      const [name, gender] = entry.split(':') as [string, 'female' | 'male'];
      return {
        id: `openai:${name}`,
        provider: 'openai',
        name,
        languages: LANGUAGES,
        gender,
        pitchHz: USUAL_PITCH_HZ[gender],
        sampleRateHz: SAMPLE_RATE_HZ,
      };
    });
  }

  protected override missing(): string | undefined {
    if (!hasSpeech(this.settings)) return 'it has no key';
    this.#calls.refuseIfRefused(speechKeyOf(this.settings));
    return undefined;
  }

  protected override charactersMax(): number {
    return CHARACTERS_MAX;
  }

  protected override async ask(question: PartQuestion, signal: AbortSignal): Promise<PartAnswer> {
    const voices = await this.voices();
    if (!voices.some(({ name }) => name === question.voice))
      throw new SpeechUnavailable(this.provider, `it has no voice "${question.voice}"`);
    for (;;) {
      const format = this.#format();
      try {
        await this.#send(question, format, signal);
        return { format, sampleRateHz: SAMPLE_RATE_HZ };
      } catch (error) {
        const next = NEXT_FORMAT[format];
        const isFormat = error instanceof FormatRefused && next !== undefined;
        if (!isFormat) throw error;
        this.#refused.set(this.settings.baseUrl, format);
      }
    }
  }

  /** What was set, or what comes after all that was refused. */
  #format(): SoundFormat {
    const refused = this.#refused.get(this.settings.baseUrl);
    if (refused === undefined) return this.settings.format;
    return NEXT_FORMAT[refused] ?? refused;
  }

  async #send(
    { text, voice, settings, file, bytesMax }: PartQuestion,
    format: SoundFormat,
    signal: AbortSignal,
  ): Promise<void> {
    const model = settings.model ?? this.settings.model;
    const { instructions, baseUrl } = this.settings;
    const speed = speedOf(settings);
    const isInstructed = instructions !== '' && !WITHOUT_INSTRUCTIONS.test(model);
    await this.#calls.ask(
      {
        url: `${baseUrl.replace(/\/+$/u, '')}/audio/speech`,
        key: speechKeyOf(this.settings),
        json: {
          model,
          input: text,
          voice,
          response_format: format,
          ...(speed !== 1 && { speed }),
          ...(isInstructed && { instructions }),
        },
        file,
        bodyBytesMax: bytesMax,
        deadlineMs: this.terms.answerMsMax,
        operation: 'speak',
        model,
      },
      signal,
    );
  }
}

function speedOf({ rate, voice }: SpeechSettings): number {
  const speed = rate * (voice?.speed ?? 1);
  return Math.round(100 * Math.min(SPEED_MAX, Math.max(SPEED_MIN, speed))) / 100;
}

/** Reads `{error: {code, message}}`. */
function refusalIn(status: number, body: string): Refusal | undefined {
  if (/insufficient_quota|billing/iu.test(body))
    return { reason: `its quota is used up (${status})`, isOfKey: true };
  if (status !== 400 && status !== 422 && status !== 403) return undefined;
  if (/content_policy|moderation|safety/iu.test(body)) return { reason: 'it refused to say this' };
  if (/response_format/iu.test(body))
    return { reason: 'it has no such sound format', isOfForm: true };
  return undefined;
}
