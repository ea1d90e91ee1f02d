import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Env, Path, Section } from '#platform/config';

/** Speech of programs that are installed on this machine. */
@Section('audio')
export class ProgramSpeechSettings {
  /** Folder of voices for piper: pairs of `<language>_<country>-<name>-<quality>.onnx` and `.onnx.json`. Without it piper is not used. */
  @Env('AUDIO_PIPER_MODELS', IsString(), MaxLength(1_000))
  @Path()
  readonly piperModels: string = '';

  /** Memory of a program that speaks at most, MB of address space; piper with a large voice needs 2000. */
  @Env('AUDIO_SPEECH_PROGRAM_MEMORY_MB', IsInt(), Min(200), Max(64_000))
  readonly memoryMbMax: number = 4_000;
}
