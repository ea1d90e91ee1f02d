import type { Language } from '#kernel';
import type { Story } from '../story/story.js';

export const SEGMENT_TYPES = [
  'greeting',
  'headlines',
  'story',
  'handover',
  'weather',
  'traffic',
  'bitcoin',
  'look_back',
  'sign_off',
] as const;
export type SegmentType = (typeof SEGMENT_TYPES)[number];

/** A host at the microphone: what the writer needs to know of a speaker. */
export interface ScriptSpeaker {
  /** For example "marcel". */
  readonly id: string;
  /** As said on air. */
  readonly name: string;
  readonly role: 'main_host' | 'co_host' | 'weather' | 'news_anchor';
  /** Mood words that colour the phrasing: "warm", "dry", "calm". */
  readonly mood: readonly string[];
  /** What makes the persona laugh, in a few words. */
  readonly humour?: string;
  /** How it speaks in shows of this style, in a few words. */
  readonly manner?: string;
  /** Measured pace of the voice in characters of script text a second, silence between segments left out. */
  readonly charactersPerSecond: number;
}

export type StyleName = 'fresh_morning' | 'professional_afternoon' | 'chill_evening' | 'late_night';
export type ShowStyle = 'energetic' | 'professional' | 'casual' | 'local' | 'balanced';

export interface WeatherReport {
  readonly city: string;
  readonly temperatureC: number;
  /** In the show's language: "light rain". */
  readonly condition: string;
  readonly highC?: number;
  readonly lowC?: number;
  readonly source: string;
}

export interface BitcoinPrice {
  readonly usd: number;
  readonly change24hPercent?: number;
  readonly source: string;
}

export interface ScriptRequest {
  readonly language: Language;
  readonly stationName: string;
  /** City of the channel as spoken in the show's language. */
  readonly city: string;
  /** IANA zone of the channel: "Europe/Zurich". */
  readonly timeZone: string;
  /** The moment of the show. */
  readonly now: Date;
  readonly style: StyleName;
  readonly showStyle: ShowStyle;
  /** Two to four; the first is the main host. */
  readonly speakers: readonly ScriptSpeaker[];
  /** Ranked, best first; more than the minutes need, so that there is something to choose from. */
  readonly stories: readonly Story[];
  /** Stories wanted; left out: what the minutes need. */
  readonly newsCount?: number;
  /** Seconds of pure speech the script should fill (jingles and pauses already taken off). */
  readonly speechSecondsTarget: number;
  /** Seconds of pause after a segment, by what follows; part of the plan, not of speech. */
  readonly seed: string;
  /** The sample newsroom feeds this show: the greeting says that the stories are invented. */
  readonly isSample: boolean;
  /** No feed answered: the stories are from stored articles, the newest of them so old. The greeting says it. */
  readonly storedNewsAgeHours?: number;
  readonly weather?: WeatherReport;
  readonly bitcoin?: BitcoinPrice;
  /** What the money is for: the id of the show. */
  readonly subject?: string;
  /** Names the purchase among those of its subject; left out, it is the script. */
  readonly item?: string;
  /** Words never to be said on this station (lower case). */
  readonly forbiddenWords?: readonly string[];
}

/** One speaker's uninterrupted words. */
export interface Segment {
  readonly segmentType: SegmentType;
  readonly speakerId: string;
  /** As written for a reader: numbers in digits, no markup. Speech normalises it later. */
  readonly text: string;
  /** Ids of the articles these words come from; empty only for words that claim nothing of the news. */
  readonly sources: readonly string[];
  readonly storyId?: string;
  /** The first segment of a chapter carries the chapter's title. */
  readonly chapter?: string;
  /** A new topic begins: the mixer plays a bridge before it. */
  readonly startsTopic: boolean;
  /** From the speaker's measured pace. */
  readonly estimatedSeconds: number;
  /** 0 = must stay (greeting, sign-off); the higher, the sooner it goes when the show is too long. */
  readonly expendability: number;
  readonly unsupportedClaims: readonly UnsupportedClaim[];
  /** Languages of its articles, where a language model has translated them. */
  readonly translatedFrom?: readonly string[];
}

export interface UnsupportedClaim {
  readonly kind: 'number' | 'name' | 'quotation' | 'date';
  readonly text: string;
}

export interface Script {
  readonly title: string;
  readonly language: Language;
  readonly segments: readonly Segment[];
  /** Stories told, in order. */
  readonly storyIds: readonly string[];
  readonly warnings: readonly string[];
  /** Name of the writer: "built-in", or a model's. */
  readonly writer: string;
}

/**
 * Writes a show. Abstract so that it is type, port and injection token in one; every writer passes
 * `test/support/script-writer.contract.ts`.
 */
export abstract class ScriptWriter {
  /** Whether it tells stories whose articles are all in other languages than the show's. */
  get translates(): boolean {
    return false;
  }

  /** Whether asking it costs money: it is asked no oftener than it must be. */
  get isPaid(): boolean {
    return false;
  }

  /** The same request gives the same script where the writer is deterministic. */
  abstract write(request: ScriptRequest, signal: AbortSignal): Promise<Script>;

  /**
   * Fits a script to the clock after its takes were measured: drops the least important segments, or adds
   * what was left out, and leaves the rest word for word as it is (their takes stay valid).
   * @param speechSeconds Measured seconds of each segment of `script`, in its order.
   */
  abstract fit(
    script: Script,
    speechSeconds: readonly number[],
    request: ScriptRequest,
    signal: AbortSignal,
  ): Promise<Script>;
}
