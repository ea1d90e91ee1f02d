import { IsIn, IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('audio')
export class JingleSettings {
  /** Music of shows: `auto` takes uploaded jingles where fitting ones are in the library, `built_in` never does. */
  @Env('AUDIO_JINGLES', IsIn(['auto', 'built_in']))
  @Reloadable()
  readonly jingles: 'auto' | 'built_in' = 'auto';

  /** Longest jingle or bed that may be uploaded, seconds. */
  @Env('AUDIO_JINGLE_SECONDS_MAX', IsInt(), Min(1), Max(3_600))
  @Reloadable()
  readonly jingleSecondsMax: number = 600;

  /** Decoded jingles and music kept on disk, bytes; the longest unused go first, but nothing that was used within ten minutes. A minute takes 21 MB. */
  @Env('AUDIO_DECODED_BYTES_MAX', IsInt(), Min(100_000_000))
  readonly decodedBytesMax: number = 2_000_000_000;
}
