/** One item as the feed gives it: HTML, undecoded dates, relative links. */
export interface RawItem {
  readonly title?: string;
  readonly link?: string;
  readonly guid?: string;
  readonly summary?: string;
  readonly content?: string;
  readonly date?: string;
  readonly updated?: string;
  readonly categories?: readonly string[];
}

export interface RawFeed {
  readonly title: string;
  readonly language: string;
  readonly items: readonly RawItem[];
  /** The document was ill-formed; what could be read was read. */
  readonly isFlagged: boolean;
}
