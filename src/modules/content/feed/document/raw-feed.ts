/** A text as the feed gives it. */
export interface RawText {
  readonly text: string;
  /** The feed says that it holds no markup; true as far as it goes. */
  readonly isPlain: boolean;
}

/** One item as the feed gives it: HTML, undecoded dates. */
export interface RawItem {
  readonly title?: RawText;
  /** Made absolute where the document says against what; else as it stands there. */
  readonly link?: string;
  readonly guid?: string;
  readonly summary?: RawText;
  readonly content?: RawText;
  /** When it was published, the best word first. */
  readonly dates: readonly string[];
  /** When it was last changed. */
  readonly updates: readonly string[];
  readonly categories: readonly string[];
  /** As the item says it, where it says other than its feed. */
  readonly language?: string;
}

export interface RawFeed {
  readonly title: string;
  readonly language: string;
  readonly items: readonly RawItem[];
  /** The document was ill-formed; what could be read was read. */
  readonly isFlagged: boolean;
  /** How often the publisher wants to be asked at most, where the document says it. */
  readonly pace: RawPace;
}

/** What a feed says of its own rhythm, as it stands there. */
export interface RawPace {
  /** RSS `ttl`, minutes. */
  readonly ttl?: string;
  /** RSS 1.0 syndication module: hourly, daily, weekly, monthly, yearly. */
  readonly updatePeriod?: string;
  readonly updateFrequency?: string;
  /** RSS `skipHours`, hours of the day in GMT. */
  readonly skipHours?: readonly string[];
}
