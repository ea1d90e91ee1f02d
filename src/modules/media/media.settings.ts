import { IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('station')
export class MediaSettings {
  /** Largest file that may be uploaded, bytes. */
  @Env('MEDIA_FILE_BYTES_MAX', IsInt(), Min(1024), Max(4_294_967_296))
  @Reloadable()
  readonly fileBytesMax: number = 268_435_456;

  /** Files that the library holds at most. */
  @Env('MEDIA_FILES_MAX', IsInt(), Min(1), Max(1_000_000))
  @Reloadable()
  readonly filesMax: number = 20_000;
}
