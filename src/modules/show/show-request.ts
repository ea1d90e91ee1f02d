import type { Language } from '#kernel';
import type { AudioFormat } from '#modules/audio';
import type { FeedChoice } from '#modules/content';

/** What somebody asked for; what is left out comes from the preset. */
export interface ShowRequest {
  readonly presetName: string;
  readonly channel?: string;
  readonly language?: Language;
  readonly newsCount?: number;
  readonly durationMinutes?: number;
  /** HH:MM on the channel's clock: the show is made as if for that time of today. */
  readonly targetTime?: string;
  /** Ids, main host first. */
  readonly speakers?: readonly string[];
  readonly includeWeather?: boolean;
  readonly includeBitcoinPrice?: boolean;
  readonly includeTraffic?: boolean;
  /** Uploaded music between topics. */
  readonly includeMusic?: boolean;
  readonly voiceQuality?: 'low' | 'mid' | 'high' | 'ultra';
  /** Kind of the finished file; left out, mp3. */
  readonly exportFormat?: AudioFormat;
  readonly seed?: string;
  /** What no source holds is written again once, then dropped; left out: the station's setting. */
  readonly strictClaims?: boolean;
  readonly feeds: FeedChoice;
  /** Stop after the script. */
  readonly isDryRun: boolean;
  /** Where speech, bed and master are written as WAV beside the show; the command line only. */
  readonly stemsFolder?: string;
}
