import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { StoredThings } from '#platform/stored';
import { Preset } from './preset.entity.js';
import { PRESETS, PresetNotFound } from './preset.problems.js';

export const PRESETS_MAX = 1_000;

@Injectable()
export class PresetRepository extends StoredThings<Preset> {
  constructor(database: Database) {
    super(database, {
      ...PRESETS,
      entity: Preset,
      table: 'preset',
      key: 'name',
      max: PRESETS_MAX,
    });
  }

  /** Counts a show; nobody has written anything, so the version stays. */
  async used(name: string): Promise<void> {
    await this.database.query(
      'update preset set usage_count = usage_count + 1, last_used_at = now() where name = $1',
      [name],
    );
    await this.changed();
  }

  override notFound(name: string): PresetNotFound {
    return new PresetNotFound(name);
  }
}
