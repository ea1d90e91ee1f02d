import { IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('station')
export class RetentionSettings {
  /** Days for which a finished show stays in the archive with its files, since it was last changed; 0 is for ever. */
  @Env('RETENTION_SHOW_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly showDays: number = 0;

  /** Days for which former versions of scripts are kept, with their sound; the one on the air always is. 0 is for ever. */
  @Env('RETENTION_SCRIPT_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly scriptDays: number = 90;

  /** Days for which it is kept how the making of a show went, step by step; 0 is for ever. */
  @Env('RETENTION_LOG_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly logDays: number = 30;

  /** Days for which uploaded music is kept; 0 is for ever. */
  @Env('RETENTION_MUSIC_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly musicDays: number = 0;

  /** Days for which uploaded jingles are kept; 0 is for ever. */
  @Env('RETENTION_JINGLE_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly jingleDays: number = 0;

  /** Days for which uploaded beds are kept; 0 is for ever. */
  @Env('RETENTION_BED_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly bedDays: number = 0;

  /** Days for which covers of the library are kept; 0 is for ever. */
  @Env('RETENTION_COVER_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly coverDays: number = 0;

  /** Days for which samples of voices are kept; 0 is for ever. */
  @Env('RETENTION_SAMPLE_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly sampleDays: number = 0;

  /** Days for which the sound of audio jobs is kept, and what was sent for them; 0 is for ever. */
  @Env('RETENTION_PRODUCTION_DAYS', IsInt(), Min(0), Max(3650))
  @Reloadable()
  readonly productionDays: number = 30;

  /** Stored files that nobody refers to are removed once they are so old, days. */
  @Env('RETENTION_ORPHAN_DAYS', IsInt(), Min(1), Max(365))
  @Reloadable()
  readonly orphanDays: number = 2;
}
