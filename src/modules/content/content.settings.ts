import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { Env, Reloadable, Section } from '#platform/config';

@Section('station')
export class ContentSettings {
  /** Whether the API may be told to read feeds from files of this machine. The command line always may. */
  @Env('CONTENT_FILE_FEEDS', IsBoolean())
  readonly fileFeeds: boolean = false;

  /** Days in which a channel does not tell a story again. */
  @Env('CONTENT_NO_REPEAT_DAYS', IsInt(), Min(0), Max(365))
  @Reloadable()
  readonly noRepeatDays: number = 7;

  /** Size of a feed after decompression at most, bytes. */
  @Env('CONTENT_FEED_BYTES_MAX', IsInt(), Min(1024), Max(104_857_600))
  @Reloadable()
  readonly feedBytesMax: number = 15_728_640;

  /** How long "auto" waits for any live feed before it takes the sample newsroom, milliseconds. */
  @Env('CONTENT_LIVE_WAIT_MS', IsInt(), Min(100), Max(60_000))
  @Reloadable()
  readonly liveWaitMs: number = 5_000;

  /** Once some feeds have answered, how long a show waits for the rest, milliseconds since it began to ask. */
  @Env('CONTENT_STRAGGLERS_MS', IsInt(), Min(100), Max(60_000))
  @Reloadable()
  readonly stragglersMs: number = 6_000;

  /** Whether feeds are read by the clock, as often as each publishes; off, only shows and who asks for it read them. */
  @Env('CONTENT_FEED_REFRESH', IsBoolean())
  @Reloadable()
  readonly feedRefresh: boolean = true;

  /** Where no feed answers, a show is made from stored articles published in so many days, and says how old they are. */
  @Env('CONTENT_STORED_NEWS_DAYS', IsInt(), Min(1), Max(30))
  @Reloadable()
  readonly storedNewsDays: number = 3;

  /** Days for which an article is kept after its feed last held it. */
  @Env('CONTENT_ARTICLE_DAYS', IsInt(), Min(1), Max(400))
  @Reloadable()
  readonly articleDays: number = 14;

  /** Days for which it is kept what a channel told; never fewer than it must not be told again. */
  @Env('CONTENT_USED_NEWS_DAYS', IsInt(), Min(1), Max(400))
  @Reloadable()
  readonly usedNewsDays: number = 7;
}
