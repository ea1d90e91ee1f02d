import { Injectable } from '@nestjs/common';
import { InvalidInput, Problem } from '#kernel';
import { Database } from '#platform/database';
import { StoredThings } from '#platform/stored';
import { Style, styleOf } from './style.entity.js';

export type NewStyle = Omit<Style, 'version' | 'updatedAt'>;

/** A station always sounds like something. */
class LastStyle extends Problem {
  readonly code = 'data/last-style';
  readonly kind = 'conflict';
  constructor(id: string) {
    super(`"${id}" is the only style. Add another first.`, { style: id });
  }
}

/** How shows sound by the hour of the day. */
@Injectable()
export class StyleService extends StoredThings<Style> {
  constructor(database: Database) {
    const max = 24;
    super(database, {
      module: 'data',
      noun: 'style',
      entity: Style,
      table: 'style',
      key: 'id',
      max,
    });
  }

  /** The style of a local hour, 0 to 23. */
  async at(hour: number): Promise<Style> {
    const style = styleOf(await this.all(), hour);
    if (!style) throw new Error('There is no style: the last one cannot be removed.');
    return style;
  }

  /** @throws AlreadyStored, TooManyStored, InvalidInput */
  async make(style: NewStyle): Promise<Style> {
    await this.database.transaction(async () => {
      await this.#refuseTaken(style.id, style.fromHour);
      await this.add(style);
    });
    return this.get(style.id);
  }

  /**
   * @param version Of the style that the client has read; nothing where it does not mind.
   * @throws NotStored, StoredChanged, InvalidInput
   */
  async edit(id: string, version: number | undefined, changes: Partial<Style>): Promise<Style> {
    await this.database.transaction(async () => {
      await this.lock();
      const style = await this.locked(id, version);
      await this.#refuseTaken(id, changes.fromHour ?? style.fromHour);
      await this.change(id, changes);
    });
    return this.get(id);
  }

  /** @throws NotStored, StoredChanged, LastStyle */
  async drop(id: string, version?: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.lock();
      await this.locked(id, version);
      if ((await this.rows.count()) === 1) throw new LastStyle(id);
      await this.remove(id);
    });
  }

  /** Hours are shared out among all of them: one writer at a time. */
  async lock(): Promise<void> {
    await this.database.query('lock table style in share row exclusive mode');
  }

  /** @throws InvalidInput */
  async #refuseTaken(id: string, fromHour: number): Promise<void> {
    await this.lock();
    const taken = await this.rows.findOneBy({ fromHour });
    if (taken && taken.id !== id)
      throw new InvalidInput([
        { field: 'from_hour', rule: `must be another hour: "${taken.id}" begins then` },
      ]);
  }
}
