import { Injectable } from '@nestjs/common';
import type { Language } from '#kernel';
import { PresetService } from '#modules/data';
import type { Speaker } from './speaker.entity.js';
import { SpeakerExists, SpeakerInUse, SpeakerNotFound } from './speaker.problems.js';
import { SpeakerRepository } from './speaker.repository.js';

/**
 * Characters of script text a second before a voice was measured: medians over the sample newsroom with
 * the local engines (flite for English, espeak-ng for the others).
 */
const PACE_DEFAULT: Readonly<Record<Language, number>> = {
  en: 15.5,
  de: 14,
  fr: 15,
  it: 15,
  es: 15,
};
/** The last ten minutes or so of speech decide the pace. */
const PACE_SECONDS_KEPT = 600;

@Injectable()
export class SpeakerService {
  constructor(
    private readonly speakers: SpeakerRepository,
    private readonly presets: PresetService,
  ) {}

  /** @throws SpeakerNotFound */
  async get(id: string): Promise<Speaker> {
    const speaker = await this.speakers.find(id);
    if (!speaker) throw new SpeakerNotFound(id);
    return speaker;
  }

  all(): Promise<Speaker[]> {
    return this.speakers.all();
  }

  /** @throws SpeakerExists */
  async add(speaker: Speaker): Promise<Speaker> {
    if (!(await this.speakers.add(speaker))) throw new SpeakerExists(speaker.id);
    return this.get(speaker.id);
  }

  /** @throws SpeakerNotFound */
  async change(id: string, changes: Partial<Speaker>): Promise<Speaker> {
    await this.get(id);
    await this.speakers.change(id, changes);
    return this.get(id);
  }

  /** @throws SpeakerNotFound, SpeakerInUse */
  async remove(id: string): Promise<void> {
    const hosted = (await this.presets.all())
      .filter(({ primarySpeaker, secondarySpeaker }) =>
        [primarySpeaker, secondarySpeaker].includes(id),
      )
      .map(({ name }) => name);
    if (hosted.length > 0) throw new SpeakerInUse(id, hosted);
    if (!(await this.speakers.remove(id))) throw new SpeakerNotFound(id);
  }

  /** @returns Characters of script text that this speaker's voice reads in a second. */
  async charactersPerSecond(id: string, language: Language): Promise<number> {
    return (await this.speakers.pace(id, language))?.charactersPerSecond ?? PACE_DEFAULT[language];
  }

  /** Remembers how long a voice took over so many characters of script text. */
  async learnPace(
    id: string,
    language: Language,
    characters: number,
    seconds: number,
  ): Promise<void> {
    if (seconds <= 0 || characters <= 0) return;
    const charactersPerSecond = characters / seconds;
    const measured = { speakerId: id, language, charactersPerSecond, measuredSeconds: seconds };
    await this.speakers.learnPace(measured, PACE_SECONDS_KEPT);
  }
}
