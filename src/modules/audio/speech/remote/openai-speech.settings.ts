import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
} from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';

/** `onyx:male`: a voice and whether it is a man's or a woman's. */
const VOICE = /^[\w.-]{1,64}:(female|male)$/u;
const VOICES_MAX = 100;
const ADDRESS = Matches(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/u, {
  message: 'must be an http or https address without user, query and fragment',
});

/** Speech behind the API of OpenAI, there or on this machine. */
@Section('audio')
export class OpenAiSpeechSettings {
  /** Key of the provider of language models. A server on this machine may need none. */
  @Env('OPENAI_API_KEY', IsOptional())
  @Reloadable()
  readonly openAiKey?: Secret;

  /** Address of an OpenAI-compatible API; `/chat/completions` is asked below it. Set to another than OpenAI's, it is used without a key as well: `http://127.0.0.1:11434/v1`. */
  @Env('OPENAI_BASE_URL', ADDRESS)
  readonly openAiBaseUrl: string = 'https://api.openai.com/v1';

  /** Key of the provider of speech, where it is not that of OPENAI_API_KEY. */
  @Env('OPENAI_SPEECH_API_KEY', IsOptional())
  @Reloadable()
  readonly apiKey?: Secret;

  /** Address of an API with `/audio/speech` below it. Set to another than OpenAI's, it is used without a key as well. The key of OPENAI_API_KEY goes to OpenAI only. */
  @Env('OPENAI_SPEECH_BASE_URL', ADDRESS)
  readonly baseUrl: string = 'https://api.openai.com/v1';

  /** Name of the model that speaks, unless AUDIO_QUALITY_TIERS names another. */
  @Env('OPENAI_SPEECH_MODEL', IsString(), MaxLength(200))
  @Reloadable()
  readonly model: string = 'gpt-4o-mini-tts';

  /** Its voices, each `name:male` or `name:female`. The first two of each are given to hosts who have no voice of this provider. */
  @Env(
    'OPENAI_SPEECH_VOICES',
    IsArray(),
    ArrayMaxSize(VOICES_MAX),
    Matches(VOICE, { each: true, message: 'must be entries like onyx:male' }),
  )
  @Reloadable()
  readonly voices: string[] = [
    'onyx:male',
    'nova:female',
    'echo:male',
    'shimmer:female',
    'ash:male',
    'coral:female',
  ];

  /** How its sound is coded: `pcm` (16 bits, 24 kHz) needs no decoder. A server that refuses it is asked for wav, then for mp3. */
  @Env('OPENAI_SPEECH_FORMAT', IsIn(['pcm', 'wav', 'mp3']))
  @Reloadable()
  readonly format: 'pcm' | 'wav' | 'mp3' = 'pcm';

  /** How it is to speak, in a sentence or two, for models that take instructions: "Like a news presenter on public radio." */
  @Env('OPENAI_SPEECH_INSTRUCTIONS', IsString(), MaxLength(2_000))
  @Reloadable()
  readonly instructions: string = '';
}

const HOSTED = new OpenAiSpeechSettings().baseUrl;

/** The key for the address that is asked; OpenAI's goes to no other server. */
export function speechKeyOf(settings: OpenAiSpeechSettings): Secret | undefined {
  const { apiKey, baseUrl, openAiKey, openAiBaseUrl } = settings;
  if (apiKey) return apiKey;
  return baseUrl === HOSTED && openAiBaseUrl === HOSTED ? openAiKey : undefined;
}

/** @returns Whether it may be asked: there is a key, or a server of one's own. */
export function hasSpeech(settings: OpenAiSpeechSettings): boolean {
  return speechKeyOf(settings) !== undefined || settings.baseUrl !== HOSTED;
}
