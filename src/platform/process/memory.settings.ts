import { IsInt, Min } from 'class-validator';
import { Env, Section } from '#platform/config';

@Section('performance')
export class MemorySettings {
  /** Memory that RadioX and its workers may use together, MB: where it is short, fewer shows and takes are worked on at once. Unset (0), as many as the settings say. */
  @Env('MAX_MEMORY_MB', IsInt(), Min(0))
  readonly memoryMbMax: number = 0;
}
