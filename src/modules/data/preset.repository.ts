import { Injectable } from '@nestjs/common';
import { TieredCache } from '#platform/cache';
import { Database } from '#platform/database';
import { Preset } from './preset.entity.js';

@Injectable()
export class PresetRepository {
  constructor(
    private readonly database: Database,
    private readonly cache: TieredCache,
  ) {}

  find(name: string): Promise<Preset | null> {
    return this.#rows.findOneBy({ name });
  }

  /** All of them, by name: a station has dozens, not thousands. */
  all(): Promise<Preset[]> {
    return this.#rows.find({ order: { name: 'ASC' }, take: 1000 });
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
    await this.#changed();
    return (inserted.raw as unknown[]).length === 1;
  }

  async change(name: string, changes: Partial<Preset>): Promise<void> {
    if (Object.keys(changes).length > 0) await this.#rows.update({ name }, changes);
    await this.#changed();
  }

  /** @returns False when there was none. */
  async remove(name: string): Promise<boolean> {
    const { affected } = await this.#rows.delete({ name });
    await this.#changed();
    return affected === 1;
  }

  async used(name: string): Promise<void> {
    await this.database.query(
      'update preset set usage_count = usage_count + 1, last_used_at = now() where name = $1',
      [name],
    );
    await this.#changed();
  }

  async #changed(): Promise<void> {
    await this.database.onceCommitted(() => this.cache.invalidateTags('preset'));
  }

  get #rows() {
    return this.database.rows(Preset);
  }
}
