import { IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('station')
export class ShowSettings {
  /** Versions kept of each show, the present one among them; an edit beyond that forgets the oldest with its files. */
  @Env('SHOW_VERSIONS_KEPT', IsInt(), Min(2), Max(500))
  @Reloadable()
  readonly versionsKept: number = 20;
}
