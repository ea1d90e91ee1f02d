import type { Language } from '#kernel';
import type { ShowStatus } from '../show.entity.js';
import {
  type ContentSourceDto,
  type ShowFileDto,
  type ShowLoudnessDto,
  type ShowSpeakerDto,
  SpokenWordsDto,
  type VoiceConfigDto,
} from '../whole-show.dto.js';

/** What there is to hear of a segment. */
export class SegmentTakeDto {
  /** `pending` until it is spoken. */
  readonly state!: 'pending' | 'voiced';
  /** Whether it was spoken for an earlier version or show; null until it is there. */
  readonly reused!: boolean | null;
  /** Null until it is spoken. */
  readonly voice!: VoiceConfigDto | null;
}

/** One segment of a script, for who edits it. */
export class ShowScriptSegmentDto extends SpokenWordsDto {
  /** Number in this version, from 1. */
  readonly n!: number;
  /** Whether a new topic begins, with a bridge before it. */
  readonly starts_topic!: boolean;
  readonly take!: SegmentTakeDto;
}

/** The script of a show as it stands. */
export class ShowScriptDto {
  /** Id of the show. */
  readonly show_id!: string;
  /** 1 as it was made, one more with every edit; its ETag is `"v<version>"`. */
  readonly version!: number;
  readonly status!: ShowStatus;
  readonly title!: string;
  readonly language!: Language;
  /** Name of the writer. */
  readonly writer!: string;
  /** Who may speak. */
  readonly speakers!: ShowSpeakerDto[];
  readonly segments!: ShowScriptSegmentDto[];
  /** Articles that sources name. */
  readonly content_sources!: ContentSourceDto[];
  readonly warnings!: string[];
}

/** A version of a script, and what was made of it. */
export class ShowVersionDto {
  readonly version!: number;
  /** Whether it is the one that is heard. */
  readonly is_current!: boolean;
  /** How it came to be. */
  readonly action!: 'made' | 'edited' | 'regenerated' | 'revoiced' | 'restored';
  /** Who made it: `key <prefix>`, or `station`. */
  readonly edited_by!: string;
  readonly edited_at!: Date;
  /** Where it is a former version again. */
  readonly restored_from!: number | null;
  readonly title!: string;
  /** How many segments it has. */
  readonly segment_count!: number;
  /** Sound of this version; null where it was never finished. */
  readonly audio_url!: string | null;
  /** Seconds. */
  readonly audio_duration!: number | null;
  /** Null where it was never finished. */
  readonly loudness!: ShowLoudnessDto | null;
}

/** Versions, newest first. */
export class ShowVersionsDto {
  readonly items!: ShowVersionDto[];
}

/** A version with its words and files. */
export class WholeShowVersionDto extends ShowVersionDto {
  readonly segments!: ShowScriptSegmentDto[];
  readonly files!: ShowFileDto[];
}

/** Words of a changed segment. */
export class WordDifferenceDto {
  readonly state!: 'same' | 'added' | 'removed';
  readonly text!: string;
}

/** One side of a compared segment. */
export class ComparedSegmentDto {
  readonly speaker!: string;
  readonly text!: string;
}

/** What became of one segment. */
export class SegmentDifferenceDto {
  readonly state!: 'same' | 'added' | 'removed' | 'changed';
  /** Its number in the former version; null where it was not there. */
  readonly from_n!: number | null;
  /** Its number in the later version; null where it is no more. */
  readonly to_n!: number | null;
  readonly from!: ComparedSegmentDto | null;
  readonly to!: ComparedSegmentDto | null;
  /** Of a changed segment, in order; empty otherwise. */
  readonly words!: WordDifferenceDto[];
}

/** How many segments became what. */
export class DifferenceCountsDto {
  readonly same!: number;
  readonly added!: number;
  readonly removed!: number;
  readonly changed!: number;
}

/** Two versions side by side. */
export class ComparedVersionsDto {
  readonly from!: number;
  readonly to!: number;
  readonly counts!: DifferenceCountsDto;
  readonly segments!: SegmentDifferenceDto[];
}
