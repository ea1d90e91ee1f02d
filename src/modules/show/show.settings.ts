import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('station')
export class ShowSettings {
  /** Versions kept of each show, the present one among them; an edit beyond that forgets the oldest with its files, never the last that was heard. */
  @Env('SHOW_VERSIONS_KEPT', IsInt(), Min(2), Max(500))
  @Reloadable()
  readonly versionsKept: number = 20;

  /** Whether a segment with a claim that no source holds goes back to the writer once and is then dropped, where a request does not say; otherwise it is only marked. */
  @Env('SHOW_STRICT_CLAIMS', IsBoolean())
  @Reloadable()
  readonly strictClaims: boolean = false;
}
