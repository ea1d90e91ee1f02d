import {
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Env, Reloadable, Secret, Section } from '#platform/config';

/** A language model behind the chat-completions API, at OpenAI or on this machine. */
@Section('api')
export class OpenAiSettings {
  /** Key of the provider of language models. A server on this machine may need none. */
  @Env('OPENAI_API_KEY', IsOptional())
  @Reloadable()
  readonly apiKey?: Secret;

  /** Address of an OpenAI-compatible API; `/chat/completions` is asked below it. Set to another than OpenAI's, it is used without a key as well: `http://127.0.0.1:11434/v1`. */
  @Env(
    'OPENAI_BASE_URL',
    Matches(/^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/u, {
      message: 'must be an http or https address without user, query and fragment',
    }),
  )
  readonly baseUrl: string = 'https://api.openai.com/v1';

  /** Name of the model that writes scripts. */
  @Env('OPENAI_MODEL', IsString(), MaxLength(200))
  @Reloadable()
  readonly model: string = 'gpt-4.1-mini';

  /** Tokens that prompt and answer of the model may have together; where the stories are more, the least important are left out. */
  @Env('OPENAI_CONTEXT_TOKENS', IsInt(), Min(2_000), Max(2_000_000))
  @Reloadable()
  readonly contextTokensMax: number = 32_000;

  /** Tokens of one answer at most; the built-in writer fills what a long show needs beyond. */
  @Env('OPENAI_OUTPUT_TOKENS_MAX', IsInt(), Min(500), Max(200_000))
  @Reloadable()
  readonly outputTokensMax: number = 12_000;

  /** How freely the model writes, 0 (always the same) to 2. */
  @Env('OPENAI_TEMPERATURE', IsNumber(), Min(0), Max(2))
  @Reloadable()
  readonly temperature: number = 0.6;

  /** How long the model may take for a script, corrections included: fast 5 s, standard 30 s, slow 120 s, ultra_slow 300 s. */
  @Env('OPENAI_TIME_LIMIT', IsIn(['fast', 'standard', 'slow', 'ultra_slow']))
  @Reloadable()
  readonly timeLimit: 'fast' | 'standard' | 'slow' | 'ultra_slow' = 'slow';

  /** Who writes scripts: `auto`, a language model where one is set and the built-in writer else; `built-in`, never a model. */
  @Env('SCRIPT_WRITER', IsIn(['auto', 'built-in']))
  @Reloadable()
  readonly scriptWriter: 'auto' | 'built-in' = 'auto';
}

const HOSTED = new OpenAiSettings().baseUrl;

/** @returns Whether a model may be asked: it is wanted, and there is a key or a server of one's own. */
export function hasModel({ apiKey, baseUrl, scriptWriter }: OpenAiSettings): boolean {
  return scriptWriter === 'auto' && (apiKey !== undefined || baseUrl !== HOSTED);
}
