import type { Stage, StageState } from './show.entity.js';
import { ShowDto } from './show-answer.dto.js';

/** How one stage of a show went. */
export class ShowStageDto {
  readonly stage!: Stage;
  readonly state!: StageState;
  /** How often it was begun. */
  readonly attempts!: number;
  /** Of the attempt that finished it; null until then. */
  readonly seconds!: number | null;
}

/** A speech engine that could not speak a segment. */
export class VoiceFallbackDto {
  readonly provider!: string;
  /** Half a sentence: "its quota is used up". */
  readonly reason!: string;
}

/** The voice that speaks a segment. */
export class VoiceConfigDto {
  /** Name of the speech engine. */
  readonly provider!: string;
  /** The engine's name of the voice. */
  readonly voice!: string;
  /** Of the engine, where the quality asked for one; null where it chose itself. */
  readonly model!: string | null;
  /** Engines asked before that could not; empty where the first could. */
  readonly fell_back!: VoiceFallbackDto[];
}

/** Something a segment says that none of its sources bears out. */
export class ShowClaimDto {
  readonly kind!: 'number' | 'name' | 'quotation' | 'date';
  readonly text!: string;
}

/** One speaker's uninterrupted words, whatever has become of them. */
export class SpokenWordsDto {
  readonly segment_type!:
    | 'greeting'
    | 'headlines'
    | 'story'
    | 'handover'
    | 'weather'
    | 'traffic'
    | 'bitcoin'
    | 'look_back'
    | 'sign_off';
  /** Id of the speaker. */
  readonly speaker!: string;
  readonly text!: string;
  /** Title of the chapter that begins here; null within one. */
  readonly chapter!: string | null;
  /** Seconds, from the measured pace of the voice. */
  readonly estimated_duration!: number;
  /** Seconds of the take, measured; null until it is spoken. */
  readonly duration_seconds!: number | null;
  /** Ids of the articles these words come from, as in `metadata.content_sources`. */
  readonly sources!: string[];
  readonly unsupported_claims!: ShowClaimDto[];
}

/** A segment of a show that is made or in the making. */
export class ShowSegmentDto extends SpokenWordsDto {
  /** Where it begins in the finished programme, seconds; null until it is mixed. */
  readonly start_seconds!: number | null;
  /** Null until it is spoken. */
  readonly voice_config!: VoiceConfigDto | null;
  /** Languages of its articles where a language model has translated them; empty where nothing was translated. */
  readonly translated_from!: string[];
}

/** A file of a finished show. */
export class ShowFileDto {
  readonly name!: string;
  /** audio, cover, cover_small, transcript, chapters or peaks. */
  readonly kind!: string;
  /** Relative to this station. */
  readonly url!: string;
  readonly content_type!: string;
  readonly size_bytes!: number;
  /** Of the content, 64 hexadecimal digits. */
  readonly sha256!: string;
}

export class ShowSpeakerDto {
  readonly id!: string;
  /** As said on air. */
  readonly name!: string;
  readonly role!: 'main_host' | 'co_host' | 'weather' | 'news_anchor';
}

export class ContentStatsDto {
  /** Articles that were collected. */
  readonly total_news_collected!: number;
  /** Stories that are told. */
  readonly news_selected!: number;
}

/** An article that a told story is made from. */
export class ContentSourceDto {
  readonly id!: string;
  readonly story_id!: string;
  /** The publisher as a host says it. */
  readonly outlet!: string;
  readonly title!: string;
  /** Empty where the article has none. */
  readonly link!: string;
  /** Null where its feed gives no readable date. */
  readonly published_at!: Date | null;
}

/** What became of one feed when news was collected. */
export class ShowFeedDto {
  readonly feed_id!: string;
  readonly outlet!: string;
  readonly state!: 'fresh' | 'not_modified' | 'failed';
  /** How many it gave that are news. */
  readonly articles!: number;
  /** Items of the document, news or not; where one was read. */
  readonly items?: number;
  /** Why it failed, in a sentence; left out where it did not. */
  readonly reason?: string;
}

/** Of the finished programme, by EBU R 128. */
export class ShowLoudnessDto {
  /** LUFS. */
  readonly integrated_lufs!: number;
  /** dBTP. */
  readonly true_peak_dbtp!: number;
  /** Loudness range, LU. */
  readonly lra!: number;
}

/** What making it took and cost. */
export class ShowCostDto {
  /** Tokens of language models, read and written. */
  readonly llm_tokens!: number;
  /** Characters spoken, by whatever engine. */
  readonly tts_characters!: number;
  /** Images made. */
  readonly images!: number;
  /** Money paid, US dollars. */
  readonly usd!: number;
  /** What takes used again would have cost, US dollars. */
  readonly saved_usd!: number;
}

export class ShowPerformanceDto {
  /** Sum of the stages, seconds; those that ran side by side count each. */
  readonly generation_time_seconds!: number | null;
  /** Seconds of programme that were mixed and encoded; less than all where an edit left the rest. Null until then. */
  readonly rendered_seconds!: number | null;
  /** Seconds by stage; null for one that has not finished. */
  readonly stage_seconds!: Record<string, number | null>;
}

/** What a show is made from and how its making went. */
export class ShowMetadataDto {
  readonly preset!: string;
  readonly channel!: string;
  readonly language!: string;
  /** The same seed, news, time and data folder give the same show. */
  readonly seed!: string;
  /** Main host first; empty until it is planned. */
  readonly speakers!: ShowSpeakerDto[];
  /** Whether the stories are invented: the sample newsroom. Null until they are collected. */
  readonly is_sample!: boolean | null;
  readonly content_stats!: ContentStatsDto;
  readonly content_sources!: ContentSourceDto[];
  /** A title for each story told. */
  readonly topics_covered!: string[];
  /** 0 (one outlet, one category) to 1. */
  readonly diversity_score!: number;
  readonly feeds!: ShowFeedDto[];
  /** The moment on the show's clock, ISO 8601; null until it is planned. */
  readonly generated_at!: string | null;
  readonly audio_url!: string | null;
  /** Seconds; null until it is mixed. */
  readonly audio_duration!: number | null;
  readonly cover_art_url!: string | null;
  /** Null until it is mixed. */
  readonly loudness!: ShowLoudnessDto | null;
  /** Who wrote the script: "built-in", or the name of a language model; null until it is written. */
  readonly writer!: string | null;
  /** Sentences: what is less than was asked for, and why. */
  readonly warnings!: string[];
  readonly cost!: ShowCostDto;
  readonly performance!: ShowPerformanceDto;
}

/** A show with its script, what it is made from, and how its making went. */
export class WholeShowDto extends ShowDto {
  /** In their order. */
  readonly stages!: ShowStageDto[];
  /** Null until it is planned. */
  readonly broadcast_style!:
    'fresh_morning' | 'professional_afternoon' | 'chill_evening' | 'late_night' | null;
  readonly estimated_duration_minutes!: number | null;
  /** All words of the show, a blank line between segments; null until it is written. */
  readonly script_content!: string | null;
  readonly segments!: ShowSegmentDto[];
  /** Relative to this station; null until it is packaged. */
  readonly audio_url!: string | null;
  /** Relative to this station; null until it is packaged. */
  readonly cover_url!: string | null;
  /** The cover for lists, 300 x 300 pixels; null where there is none. */
  readonly cover_small_url!: string | null;
  readonly files!: ShowFileDto[];
  readonly metadata!: ShowMetadataDto;
}
