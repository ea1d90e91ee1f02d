import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';

/** Sound that needs no decoder first. */
export const OUTPUT_FORMATS = [
  'pcm_16000',
  'pcm_22050',
  'pcm_24000',
  'pcm_44100',
  'mp3_22050_32',
  'mp3_44100_64',
  'mp3_44100_128',
  'mp3_44100_192',
] as const;

/** Speech of ElevenLabs. */
@Section('audio')
export class ElevenLabsSettings {
  /** Key of ElevenLabs; with it ElevenLabs speaks, in the order of AUDIO_SPEECH_PROVIDERS. */
  @Env('ELEVENLABS_API_KEY', IsOptional())
  @Reloadable()
  readonly apiKey?: Secret;

  /** Address of the API of ElevenLabs, or of a data residency of it. */
  @Env(
    'ELEVENLABS_BASE_URL',
    Matches(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/u, {
      message: 'must be an http or https address without user, query and fragment',
    }),
  )
  readonly baseUrl: string = 'https://api.elevenlabs.io';

  /** Id of the model that speaks, unless AUDIO_QUALITY_TIERS names another. */
  @Env('ELEVENLABS_MODEL', IsString(), Matches(/^[\w.-]{1,100}$/u))
  @Reloadable()
  readonly model: string = 'eleven_v3';

  /** How its sound is coded: raw (`pcm_...`) needs no decoder. Where the plan does not allow it, mp3_44100_128 is asked for. */
  @Env('ELEVENLABS_OUTPUT_FORMAT', IsIn(OUTPUT_FORMATS))
  @Reloadable()
  readonly outputFormat: (typeof OUTPUT_FORMATS)[number] = 'pcm_24000';

  /** Characters of one request at most; longer segments are cut at sentences and joined. */
  @Env('ELEVENLABS_CHARACTERS_MAX', IsInt(), Min(200), Max(40_000))
  @Reloadable()
  readonly charactersMax: number = 5_000;
}
