import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { StoredThings } from '#platform/stored';
import { Speaker, SpeakerPace } from './speaker.entity.js';
import { SpeakerNotFound, SPEAKERS } from './speaker.problems.js';

export const SPEAKERS_MAX = 1_000;

@Injectable()
export class SpeakerRepository extends StoredThings<Speaker> {
  constructor(database: Database) {
    super(database, {
      ...SPEAKERS,
      entity: Speaker,
      table: 'speaker',
      key: 'id',
      max: SPEAKERS_MAX,
    });
  }

  override notFound(id: string): SpeakerNotFound {
    return new SpeakerNotFound(id);
  }

  pace(speakerId: string, language: string): Promise<SpeakerPace | null> {
    return this.database.rows(SpeakerPace).findOneBy({ speakerId, language });
  }

  /** What has been measured of a speaker, by language. */
  paces(speakerId: string): Promise<SpeakerPace[]> {
    return this.database
      .rows(SpeakerPace)
      .find({ where: { speakerId }, order: { language: 'ASC' }, take: 50 });
  }

  /** Adds a measurement to what is known; what was measured long ago counts less and less. */
  async learnPace(measured: SpeakerPace, secondsKept: number): Promise<void> {
    await this.database.query(
      `insert into speaker_pace (speaker_id, language, characters_per_second, measured_seconds)
       values ($1, $2, $3, $4)
       on conflict (speaker_id, language) do update set
         characters_per_second =
           (speaker_pace.characters_per_second * least(speaker_pace.measured_seconds, $5)
             + excluded.characters_per_second * excluded.measured_seconds)
           / (least(speaker_pace.measured_seconds, $5) + excluded.measured_seconds),
         measured_seconds = least(speaker_pace.measured_seconds, $5) + excluded.measured_seconds`,
      [
        measured.speakerId,
        measured.language,
        measured.charactersPerSecond,
        measured.measuredSeconds,
        secondsKept,
      ],
    );
  }
}
