import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { StoredThings } from '#platform/stored';
import { Schedule } from './schedule.entity.js';

@Injectable()
export class ScheduleRepository extends StoredThings<Schedule> {
  constructor(database: Database) {
    super(database, {
      module: 'data',
      noun: 'schedule',
      entity: Schedule,
      table: 'preset_schedule',
      key: 'id',
      max: 1_000,
    });
  }

  /** Those of a preset, by the index on it. */
  ofPreset(preset: string): Promise<Schedule[]> {
    return this.rows.find({ where: { preset }, order: { id: 'ASC' } });
  }
}
