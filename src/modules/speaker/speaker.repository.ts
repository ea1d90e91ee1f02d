import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Speaker, SpeakerPace } from './speaker.entity.js';

/** Speakers change by hand; another process that changes one is noticed after this time, milliseconds. */
const KEPT_MS = 5_000;
const OF_SPEAKERS = { tables: ['speaker'] };

@Injectable()
export class SpeakerRepository {
  constructor(private readonly database: Database) {
    database.onPreload('speakers', () => this.all());
  }

  /** By the primary key. */
  find(id: string): Promise<Speaker | null> {
    const query = () => this.#rows.findOneBy({ id });
    return this.database.cachedQuery(`speaker:${id}`, KEPT_MS, query, OF_SPEAKERS);
  }

  /** All of them, by id: a station has dozens, not thousands. */
  all(): Promise<Speaker[]> {
    const query = () => this.#rows.find({ order: { id: 'ASC' }, take: 1000 });
    return this.database.cachedQuery('speakers', KEPT_MS, query, OF_SPEAKERS);
  }

  /** @returns False when the id is taken. */
  async add(speaker: Speaker): Promise<boolean> {
    const inserted = await this.#rows
      .createQueryBuilder()
      .insert()
      .values(speaker)
      .orIgnore()
      .returning('id')
      .execute();
    await this.database.changed('speaker');
    return (inserted.raw as unknown[]).length === 1;
  }

  async change(id: string, changes: Partial<Speaker>): Promise<void> {
    if (Object.keys(changes).length > 0) await this.#rows.update({ id }, changes);
    await this.database.changed('speaker');
  }

  /** @returns False when there was none. */
  async remove(id: string): Promise<boolean> {
    const { affected } = await this.#rows.delete({ id });
    await this.database.changed('speaker');
    return affected === 1;
  }

  pace(speakerId: string, language: string): Promise<SpeakerPace | null> {
    return this.database.rows(SpeakerPace).findOneBy({ speakerId, language });
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

  get #rows() {
    return this.database.rows(Speaker);
  }
}
