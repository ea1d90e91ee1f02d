import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';

/** Moments of presets that have been looked at; the primary key lets each be looked at once in a fleet. */
@Injectable()
export class SlotRepository {
  constructor(private readonly database: Database) {}

  /** @returns False when the moment was taken before, by whichever process. */
  async take(preset: string, slot: Date, outcome: 'made' | 'skipped'): Promise<boolean> {
    const rows = await this.database.query(
      `insert into show_slot (preset, slot, outcome) values ($1, $2, $3)
       on conflict do nothing returning preset`,
      [preset, slot, outcome],
    );
    return rows.length === 1;
  }

  /** Notes which show was made for a moment. */
  async made(preset: string, slot: Date, showId: string): Promise<void> {
    await this.database.query('update show_slot set show_id = $3 where preset = $1 and slot = $2', [
      preset,
      slot,
      showId,
    ]);
  }

  /** Forgets moments of long ago. */
  async prune(preset: string, before: Date): Promise<void> {
    await this.database.query('delete from show_slot where preset = $1 and slot < $2', [
      preset,
      before,
    ]);
  }
}
