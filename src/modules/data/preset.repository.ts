import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Preset } from './preset.entity.js';

/** Presets change by hand; another process that changes one is noticed after this time, milliseconds. */
const KEPT_MS = 5_000;
const OF_PRESETS = { tables: ['preset'] };

@Injectable()
export class PresetRepository {
  constructor(private readonly database: Database) {
    database.onPreload('presets', () => this.all());
  }

  /** By the primary key. */
  find(name: string): Promise<Preset | null> {
    const query = () => this.#rows.findOneBy({ name });
    return this.database.cachedQuery(`preset:${name}`, KEPT_MS, query, OF_PRESETS);
  }

  /** All of them, by name: a station has dozens, not thousands. */
  all(): Promise<Preset[]> {
    const query = () => this.#rows.find({ order: { name: 'ASC' }, take: 1000 });
    return this.database.cachedQuery('presets', KEPT_MS, query, OF_PRESETS);
  }

  /** @returns False when the name is taken. */
  async add(preset: Omit<Preset, 'usageCount' | 'lastUsedAt'>): Promise<boolean> {
    const inserted = await this.#rows
      .createQueryBuilder()
      .insert()
      .values(preset)
      .orIgnore()
      .returning('name')
      .execute();
    await this.database.changed('preset');
    return (inserted.raw as unknown[]).length === 1;
  }

  async change(name: string, changes: Partial<Preset>): Promise<void> {
    if (Object.keys(changes).length > 0) await this.#rows.update({ name }, changes);
    await this.database.changed('preset');
  }

  /** @returns False when there was none. */
  async remove(name: string): Promise<boolean> {
    const { affected } = await this.#rows.delete({ name });
    await this.database.changed('preset');
    return affected === 1;
  }

  async used(name: string): Promise<void> {
    await this.database.query(
      'update preset set usage_count = usage_count + 1, last_used_at = now() where name = $1',
      [name],
    );
    await this.database.changed('preset');
  }

  get #rows() {
    return this.database.rows(Preset);
  }
}
