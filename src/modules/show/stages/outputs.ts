import type {
  AudioFormat,
  ChosenMusic,
  JingleChoices,
  HeardJingle,
  MixResult,
  TimelineSettings,
} from '#modules/audio';
import type { Pronunciation, VoiceSettings } from '#modules/speaker';
import type { FeedReport, Script, ScriptRequest, Story } from '#modules/content';

/** What each stage leaves behind, as JSON. Dates are ISO 8601. */
export interface PlanOutput {
  /** The moment of the show. */
  readonly airAt: string;
  readonly timeZone: string;
  readonly city: string;
  readonly presetName: string;
  readonly displayName: string;
  readonly style: ScriptRequest['style'];
  readonly showStyle: ScriptRequest['showStyle'];
  readonly speakers: readonly PlannedSpeaker[];
  readonly voiceQuality: 'low' | 'mid' | 'high' | 'ultra';
  readonly minutes: number;
  readonly newsCount?: number;
  readonly newsMaxAgeHours: number;
  readonly newsCategories: Readonly<Record<string, number>>;
  /** Ids of feeds; empty means all of the channel. */
  readonly newsSources?: readonly string[];
  /** Stories to have at hand: more than the minutes need. */
  readonly storiesWanted: number;
  readonly includeWeather: boolean;
  readonly includeBitcoinPrice: boolean;
  readonly includeTraffic: boolean;
  /** Left out by versions that knew only mp3. */
  readonly exportFormat?: AudioFormat;
  /** Times and levels the show is made by; left out by versions that had but one. */
  readonly timeline?: TimelineSettings;
  /** Pieces that the station wants; left out by versions that could not choose. */
  readonly jingles?: JingleChoices;
  readonly approvalRequired: boolean;
  /** For the music breaks; left out where none are wanted, empty where there is none. */
  readonly music?: readonly ChosenMusic[];
}

export interface PlannedSpeaker {
  readonly id: string;
  readonly name: string;
  readonly role: 'main_host' | 'co_host' | 'weather' | 'news_anchor';
  readonly mood: readonly string[];
  /** What makes the persona laugh, and how it speaks in shows of this style; left out where nothing is said. */
  readonly humour?: string;
  readonly manner?: string;
  readonly pace: number;
  /** What of the pace the style of the show makes; left out where it makes nothing. */
  readonly paceOfStyle?: number;
  readonly charactersPerSecond: number;
  /** Voice name by provider, for the show's language. */
  readonly voices: Readonly<Record<string, string>>;
  /** How each is to speak, by provider; shows of before there were such settings have none. */
  readonly voiceSettings?: Readonly<Record<string, VoiceSettings>>;
  /** By word, for the show's language; a bare text, as shows of before hold it, is a respelling. */
  readonly pronunciations: Readonly<Record<string, Pronunciation | string>>;
}

/** Stories as they pass through JSON: dates are text until `revived`. */
export interface CollectOutput {
  readonly articles: readonly unknown[];
  readonly sources: ReadonlyArray<readonly [string, { priority: number; weight: number }]>;
  readonly reports: readonly FeedReport[];
  readonly isSample: boolean;
  readonly articleCount: number;
  /** No feed answered, and stored articles stand in: how old the newest of them is, hours. */
  readonly storedNewsAgeHours?: number;
  readonly weather?: NonNullable<ScriptRequest['weather']>;
  readonly bitcoin?: NonNullable<ScriptRequest['bitcoin']>;
  readonly warnings: readonly string[];
}

export interface CurateOutput {
  readonly stories: readonly unknown[];
  readonly warnings: readonly string[];
}

export interface WriteOutput {
  readonly script: Script;
}

export interface VoiceOutput {
  /** As spoken: corrected in length once its takes were measured. */
  readonly script: Script;
  readonly takes: readonly VoicedTake[];
  readonly warnings: readonly string[];
}

export interface VoicedTake {
  readonly file: string;
  readonly hash: string;
  readonly durationS: number;
  readonly provider: string;
  readonly voice: string;
  readonly cached: boolean;
  readonly model?: string;
  /** Providers asked before that could not, and why, in the same order. */
  readonly fellBackFrom?: readonly string[];
  readonly fellBackBecause?: readonly string[];
  readonly words?: ReadonlyArray<{
    readonly text: string;
    readonly startS: number;
    readonly endS: number;
  }>;
}

export interface CoverOutput {
  readonly fileId: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** The same for lists; shows of before there were small covers have none. */
  readonly small?: {
    readonly fileId: string;
    readonly contentType: string;
    readonly sizeBytes: number;
  };
  /** "painted", or the name of an image model. */
  readonly artist?: string;
  /** Who was asked first and could not, and why. */
  readonly fellBack?: { readonly provider: string; readonly reason: string };
}

export interface MixOutput extends MixResult {
  /** Uploaded jingles that it is heard with; left out by versions that knew none. */
  readonly jingles?: readonly HeardJingle[];
  /** Titles of planned music that was not to be had any more. */
  readonly musicMissing?: readonly string[];
}

export interface PackageOutput {
  readonly files: ReadonlyArray<{
    readonly name: string;
    readonly kind: string;
    readonly fileId: string;
    readonly contentType: string;
    readonly sizeBytes: number;
  }>;
  readonly audioFile: string;
}

export interface PublishOutput {
  /** Path of the finished show under a readable name; left out where content does not lie on this disk. */
  readonly path?: string;
}

/** Stories with their dates as dates again. */
export function revivedStories(stories: readonly unknown[]): Story[] {
  return (stories as Story[]).map((story) => {
    const articles = story.articles.map((article) => ({
      ...article,
      publishedAt: dateOrNull(article.publishedAt),
    }));
    return { ...story, articles: articles as never, publishedAt: dateOrNull(story.publishedAt) };
  });
}

export function dateOrNull(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}
