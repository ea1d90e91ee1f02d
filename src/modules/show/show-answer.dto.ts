import type { Language } from '#kernel';
import type { ShowStatus, Stage } from './show.entity.js';

/** Addresses of a show, relative to this station. */
export class ShowLinksDto {
  /** The show as JSON. */
  readonly self!: string;
  /** Its progress as server-sent events. */
  readonly events!: string;
  /** Its page for people. */
  readonly dashboard!: string;
  /** Its script, to read and to edit. */
  readonly script!: string;
  /** Its versions. */
  readonly versions!: string;
}

/** What somebody said of a script that needs approval. */
export class ShowApprovalDto {
  readonly decision!: 'approved' | 'rejected';
  /** `key <prefix>`, or `station`. */
  readonly by!: string;
  readonly at!: Date;
  /** Of the script that was decided on. */
  readonly version!: number;
  /** Why it was rejected; null where it was approved. */
  readonly reason!: string | null;
}

/** Why a show failed. */
export class ShowErrorDto {
  /** Where it failed; `retry` goes on from there. */
  readonly stage!: Stage;
  /** Stable name of what went wrong, such as `show/nothing-to-tell`. */
  readonly code!: string;
  /** A sentence. */
  readonly detail!: string;
}

/** A show that has just been asked for. */
export class ShowAcceptedDto {
  /** UUID. */
  readonly id!: string;
  /** The same as `id`. */
  readonly session_id!: string;
  readonly status!: ShowStatus;
  /** All stages in their order. */
  readonly stages!: Stage[];
  readonly links!: ShowLinksDto;
}

/** A show in a list: what it is and how far. */
export class ShowDto {
  /** UUID. */
  readonly id!: string;
  /** The same as `id`. */
  readonly session_id!: string;
  readonly status!: ShowStatus;
  /** The stage it is in, or that it ended in. */
  readonly stage!: Stage;
  /** How much is done, 0 to 100, with one decimal. */
  readonly percent!: number;
  /** What happens, in a sentence. */
  readonly sentence!: string;
  /** Null until it is written. */
  readonly title!: string | null;
  /** Name of the preset. */
  readonly preset!: string;
  readonly channel!: string;
  readonly language!: Language;
  readonly created_at!: Date;
  /** Null while it is in the making. */
  readonly finished_at!: Date | null;
  /** Null unless it failed. */
  readonly error!: ShowErrorDto | null;
  /** Of its script: 1 as it was made, one more with every edit. */
  readonly version!: number;
  /** The batch it was asked for in; null where it was asked for alone. */
  readonly batch_id!: string | null;
  /** Null where nobody has decided, or nobody has to. */
  readonly approval!: ShowApprovalDto | null;
  readonly links!: ShowLinksDto;
}

/** A page of shows, newest first. */
export class ShowsDto {
  readonly items!: ShowDto[];
  /** For `cursor` of the next page; null on the last one. */
  readonly next_cursor!: string | null;
}

/** How many shows there are. */
export class ShowStatsDto {
  /** By status; a status that no show has is left out. */
  readonly by_status!: Record<string, number>;
  readonly total!: number;
}

/** How a show sounds at a time of day. */
export class ShowStyleDto {
  /** Id of the style: `fresh_morning`, ... */
  readonly name!: string;
  readonly display_name!: string;
  /** Local time HH:MM from which it is used. */
  readonly from!: string;
  /** Local time HH:MM until which it is used; may be past midnight. */
  readonly to!: string;
}

export class ShowStylesDto {
  readonly items!: ShowStyleDto[];
}
