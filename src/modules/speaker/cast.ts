import { Injectable } from '@nestjs/common';
import { InvalidInput, type Language } from '#kernel';
import type { Style } from '#modules/data';
import {
  deliveryOf,
  type Pronunciation,
  type SeatInShow,
  seatOf,
  type ShowStyle,
  type VoiceSettings,
} from './persona.js';
import type { Speaker } from './speaker.entity.js';
import { SpeakerNotFound } from './speaker.problems.js';
import { SpeakerService } from './speaker.service.js';

/** What engines take, as a factor. */
const PACE_MIN = 0.5;
const PACE_MAX = 2;

/** What decides how a speaker sounds. */
export interface Manner {
  readonly language: Language;
  readonly showStyle: ShowStyle;
  /** Of the hour. */
  readonly style: Pick<Style, 'moods' | 'tempo'>;
}

/** Somebody of a cast, as heard in it. */
export interface CastMember {
  readonly id: string;
  readonly name: string;
  readonly role: SeatInShow;
  readonly mood: readonly string[];
  /** Left out where nothing is said. */
  readonly humour?: string;
  readonly manner?: string;
  /** Factor, 0.5 to 2. */
  readonly pace: number;
  /** What of the pace the styles make, of the show and of the hour; left out where they make nothing. */
  readonly paceOfStyle?: number;
  /** Of script text, at that pace. */
  readonly charactersPerSecond: number;
  /** By provider. */
  readonly voices: Readonly<Record<string, string>>;
  readonly voiceSettings: Readonly<Record<string, VoiceSettings>>;
  readonly pronunciations: Readonly<Record<string, Pronunciation>>;
}

/** Seats speakers: shows and scripts of a preset sound alike, for both are cast here. */
@Injectable()
export class Casts {
  constructor(private readonly speakers: SpeakerService) {}

  /** @param ids Who named twice sits once. @throws InvalidInput naming who is no speaker. */
  async of(ids: readonly string[], manner: Manner): Promise<CastMember[]> {
    const speakers = await Promise.all([...new Set(ids)].map((id) => this.#named(id)));
    return Promise.all(speakers.map((speaker, at) => this.#seated(speaker, at, manner)));
  }

  async #named(id: string): Promise<Speaker> {
    try {
      return await this.speakers.get(id);
    } catch (error) {
      if (!(error instanceof SpeakerNotFound)) throw error;
      throw new InvalidInput([{ field: 'speakers', rule: `"${id}" is not a speaker` }]);
    }
  }

  async #seated(
    speaker: Speaker,
    at: number,
    { language, showStyle, style }: Manner,
  ): Promise<CastMember> {
    const delivery = deliveryOf(speaker, language, showStyle);
    const { humour, manner, voices, voiceSettings, pronunciations } = delivery;
    const role = seatOf(speaker, at);
    const pace = Math.min(PACE_MAX, Math.max(PACE_MIN, delivery.pace * style.tempo));
    const paceOfStyle = pace / speaker.pace;
    const measured = await this.speakers.charactersPerSecond(speaker.id, language);
    return {
      id: speaker.id,
      name: speaker.name,
      role,
      mood: style.moods[role] ?? delivery.mood,
      ...(humour !== '' && { humour }),
      ...(manner !== '' && { manner }),
      pace,
      ...(paceOfStyle !== 1 && { paceOfStyle }),
      // Measured at the speaker's own pace.
      charactersPerSecond: measured * paceOfStyle,
      voices,
      voiceSettings,
      pronunciations,
    };
  }
}
