import type { Language } from '#kernel';

export const ROLES = ['host', 'co_host', 'weather', 'news_anchor', 'guest'] as const;
export type Role = (typeof ROLES)[number];

/** Styles of shows that a speaker may have a manner of its own for. */
export const SHOW_STYLES = ['energetic', 'professional', 'casual', 'local', 'balanced'] as const;
export type ShowStyle = (typeof SHOW_STYLES)[number];

/** How somebody speaks in shows of one style; what is left out is as always. */
export interface SpeakingStyle {
  /** For the writer, in a few words: "short sentences, a wink now and then". */
  readonly manner?: string;
  /** Instead of the speaker's own mood words. */
  readonly mood?: readonly string[];
  /** Factor on the speaker's own pace, 0.5 to 2. */
  readonly pace?: number;
}

/** How a provider is asked to say it; what is left out is as the provider has it. */
export interface VoiceSettings {
  /** 0 (lively, changing) to 1 (even). */
  readonly stability?: number;
  /** How near to the voice it was made from, 0 to 1. */
  readonly similarity?: number;
  /** How much of the manner of that voice is overdone, 0 to 1. */
  readonly style?: number;
  /** Factor of pace, 0.5 to 2. */
  readonly speed?: number;
  /** Whether the likeness is boosted, at the price of time. */
  readonly boost?: boolean;
}

/** How a word is to be said: at least one of the two. */
export interface Pronunciation {
  /** As the voice should read it: for every engine. */
  readonly respelling?: string;
  /** In the international phonetic alphabet: for engines that take it. */
  readonly ipa?: string;
}

/** A bare text is a respelling. */
export type PronunciationEntry = string | Pronunciation;

/** By word as it is written. */
export type Dictionary = Readonly<Record<string, PronunciationEntry>>;

/** By language, then by provider. */
export type ByVoice<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** Both ways to write an entry as one. */
export function pronunciationOf(entry: PronunciationEntry): Pronunciation {
  return typeof entry === 'string' ? { respelling: entry } : entry;
}

/** A persona as it speaks in one language, in shows of one style. */
export interface Delivery {
  readonly mood: readonly string[];
  readonly humour: string;
  readonly manner: string;
  /** Factor of pace, 0.5 to 2. */
  readonly pace: number;
  /** What of it the style of the show makes: `pace` is so many times the speaker's own. */
  readonly paceOfStyle: number;
  /** Voice by provider. */
  readonly voices: Readonly<Record<string, string>>;
  /** By provider. */
  readonly voiceSettings: Readonly<Record<string, VoiceSettings>>;
  readonly pronunciations: Readonly<Record<string, Pronunciation>>;
}

const PACE_MIN = 0.5;
const PACE_MAX = 2;

/** @returns How this persona speaks there; the style's own manner goes before the general one. */
export function deliveryOf(
  persona: {
    readonly mood: readonly string[];
    readonly humour: string;
    readonly pace: number;
    readonly speakingStyles: Readonly<Partial<Record<ShowStyle, SpeakingStyle>>>;
    readonly voices: ByVoice<string>;
    readonly voiceSettings: ByVoice<VoiceSettings>;
    readonly pronunciations: Readonly<Record<string, Dictionary>>;
  },
  language: Language,
  showStyle: ShowStyle,
): Delivery {
  const {
    mood = persona.mood,
    manner = '',
    pace: wanted = 1,
  } = persona.speakingStyles[showStyle] ?? {};
  const pace = Math.min(PACE_MAX, Math.max(PACE_MIN, persona.pace * wanted));
  return {
    mood,
    manner,
    humour: persona.humour,
    pace,
    paceOfStyle: pace / persona.pace,
    voices: persona.voices[language] ?? {},
    voiceSettings: persona.voiceSettings[language] ?? {},
    pronunciations: Object.fromEntries(
      Object.entries(persona.pronunciations[language] ?? {}).map(([word, entry]) => [
        word,
        pronunciationOf(entry),
      ]),
    ),
  };
}

/** What somebody is in one show. */
export type SeatInShow = 'main_host' | 'co_host' | 'weather' | 'news_anchor';

/** @param at Place in the cast: the first is the main host whoever it is; the others keep their own trade. */
export function seatOf({ roles }: { readonly roles: readonly Role[] }, at: number): SeatInShow {
  if (at === 0) return 'main_host';
  if (roles.includes('weather')) return 'weather';
  return roles.includes('news_anchor') ? 'news_anchor' : 'co_host';
}
