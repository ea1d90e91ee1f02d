import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Env, Path, Section } from '#platform/config';

/** Neural voices on this machine. */
@Section('audio')
export class SherpaSettings {
  /** Folder of neural voices for sherpa-onnx: a folder for each model, as its releases have them (`vits-piper-en_US-amy-low`, a model, `tokens.txt`, and `lexicon.txt` or `espeak-ng-data`). Of two models in a folder the one with int8 in its name speaks. Unset, it is not used. */
  @Env('AUDIO_SHERPA_MODELS', IsString(), MaxLength(1_000))
  @Path()
  readonly models: string = '';

  /** Threads of one take. */
  @Env('AUDIO_SHERPA_THREADS', IsInt(), Min(1), Max(32))
  readonly threads: number = 1;
}
