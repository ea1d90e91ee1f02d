import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';

const ADDRESS = Matches(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/u, {
  message: 'must be an http or https address without user, query and fragment',
});

/** Covers by a model behind the API of OpenAI, there or on this machine. */
@Section('api')
export class ImageModelSettings {
  /** Key of the provider of language models. A server on this machine may need none. */
  @Env('OPENAI_API_KEY', IsOptional())
  @Reloadable()
  readonly openAiKey?: Secret;

  /** Address of an OpenAI-compatible API; `/chat/completions` is asked below it. Set to another than OpenAI's, it is used without a key as well: `http://127.0.0.1:11434/v1`. */
  @Env('OPENAI_BASE_URL', ADDRESS)
  readonly openAiBaseUrl: string = 'https://api.openai.com/v1';

  /** Key of the provider of images, where it is not that of OPENAI_API_KEY. */
  @Env('OPENAI_IMAGE_API_KEY', IsOptional())
  @Reloadable()
  readonly apiKey?: Secret;

  /** Address of an API with `/images/generations` below it. Set to another than OpenAI's, it is used without a key as well. The key of OPENAI_API_KEY goes to OpenAI only. */
  @Env('OPENAI_IMAGE_BASE_URL', ADDRESS)
  readonly baseUrl: string = 'https://api.openai.com/v1';

  /** Name of the model that makes covers. */
  @Env('OPENAI_IMAGE_MODEL', IsString(), MaxLength(200))
  @Reloadable()
  readonly model: string = 'gpt-image-1';

  /** Size asked for, pixels; what comes is made a square of 1500. */
  @Env('OPENAI_IMAGE_SIZE', Matches(/^(auto|\d{3,4}x\d{3,4})$/u))
  @Reloadable()
  readonly size: string = '1024x1024';

  /** Quality asked for, as the model names it: low, medium, high, auto, or standard and hd. */
  @Env('OPENAI_IMAGE_QUALITY', IsIn(['low', 'medium', 'high', 'auto', 'standard', 'hd']))
  @Reloadable()
  readonly quality: string = 'auto';

  /** Who makes covers: `auto`, an image model where there is one and the station else; `painted`, never a model. */
  @Env('COVER_ARTIST', IsIn(['auto', 'painted']))
  @Reloadable()
  readonly coverArtist: 'auto' | 'painted' = 'auto';
}

const HOSTED = new ImageModelSettings().baseUrl;

/** The key for the address that is asked; OpenAI's goes to no other server. */
export function imageKeyOf(settings: ImageModelSettings): Secret | undefined {
  const { apiKey, baseUrl, openAiKey, openAiBaseUrl } = settings;
  if (apiKey) return apiKey;
  return baseUrl === HOSTED && openAiBaseUrl === HOSTED ? openAiKey : undefined;
}

/** @returns Whether a model may be asked: it is wanted, and there is a key or a server of one's own. */
export function hasImageModel(settings: ImageModelSettings): boolean {
  if (settings.coverArtist === 'painted') return false;
  return imageKeyOf(settings) !== undefined || settings.baseUrl !== HOSTED;
}
