import { Injectable } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { Database } from '#platform/database';
import { Speaker, SpeakerPace } from './speaker.entity.js';

@Injectable()
export class SpeakerRepository {
  constructor(
    private readonly database: Database,
    private readonly cache: TieredCache,
  ) {}

  find(id: string): Promise<Speaker | null> {
    return this.#rows.findOneBy({ id });
  }

  /** All of them, by id: a station has dozens, not thousands. */
  all(): Promise<Speaker[]> {
    return this.#rows.find({ order: { id: 'ASC' }, take: 1000 });
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
    await this.#changed();
    return (inserted.raw as unknown[]).length === 1;
  }

  async change(id: string, changes: Partial<Speaker>): Promise<void> {
    if (Object.keys(changes).length > 0) await this.#rows.update({ id }, changes);
    await this.#changed();
  }

  /** @returns False when there was none. */
  async remove(id: string): Promise<boolean> {
    const { affected } = await this.#rows.delete({ id });
    await this.#changed();
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

  async #changed(): Promise<void> {
    await this.database.onceCommitted(() => this.cache.invalidateTags('speaker'));
  }

  get #rows() {
    return this.database.rows(Speaker);
  }
}
