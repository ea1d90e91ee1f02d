import { Injectable } from '@nestjs/common';
import { type Fault, InvalidInput, type Language } from '#kernel';
import { Database } from '#platform/database';
import { StoredInUse, StoredThings } from '#platform/stored';
import { Preset } from '../preset/preset.entity.js';
import { References } from '../references.js';
import { Channel } from './channel.entity.js';

const CHANNELS = { module: 'data', noun: 'channel' };
export type NewChannel = Omit<Channel, 'version' | 'updatedAt'>;

/** Places the station speaks to. */
@Injectable()
export class ChannelService extends StoredThings<Channel> {
  readonly #listeners: Array<() => Promise<void>> = [];

  constructor(
    database: Database,
    private readonly references: References,
  ) {
    super(database, { ...CHANNELS, entity: Channel, table: 'channel', key: 'id', max: 200 });
  }

  /** Does something as part of every change of a time zone. */
  onZoneChanged(listener: () => Promise<void>): void {
    this.#listeners.push(listener);
  }

  /** Tells those who go by time zones: they may all be others. */
  async tellZones(): Promise<void> {
    for (const listener of this.#listeners) await listener();
  }

  /** The channel that a request names. @throws InvalidInput naming the channels there are. */
  async named(id: string): Promise<Channel> {
    const channel = await this.find(id);
    if (channel) return channel;
    throw new InvalidInput([{ field: 'channel', rule: await this.#rule() }]);
  }

  /**
   * Why a field names no channel, or none with shows in this language; nothing where it does, or nothing is named.
   */
  async faults(id: string | undefined, language?: Language): Promise<Fault[]> {
    if (id === undefined) return [];
    const channel = await this.find(id);
    if (!channel) return [{ field: 'channel', rule: await this.#rule() }];
    return language === undefined ? [] : languageFaults(channel, language);
  }

  /** @throws AlreadyStored, TooManyStored, InvalidInput */
  async make(channel: NewChannel): Promise<Channel> {
    await this.#refuseFaults(channel);
    await this.add(channel);
    return this.get(channel.id);
  }

  /**
   * @param version Of the channel that the client has read; nothing where it does not mind.
   * @throws NotStored, StoredChanged, InvalidInput
   */
  async edit(id: string, version: number | undefined, changes: Partial<Channel>): Promise<Channel> {
    await this.#refuseFaults(changes);
    await this.database.transaction(async () => {
      const { timeZone } = await this.locked(id, version);
      if (changes.languages) await this.#refuseToSilence(id, changes.languages);
      await this.change(id, changes);
      if (changes.timeZone !== undefined && changes.timeZone !== timeZone) await this.tellZones();
    });
    return this.get(id);
  }

  /** @throws NotStored, StoredChanged, StoredInUse */
  async drop(id: string, version?: number): Promise<void> {
    await this.database.transaction(async () => {
      await this.locked(id, version);
      const named = await this.#presetsOf(id);
      const users = {
        ...(named.length > 0 && { presets: named.map(({ name }) => name) }),
        ...(await this.references.usersOf('channel', id)),
      };
      if (Object.keys(users).length > 0) throw new StoredInUse(CHANNELS, id, users);
      await this.remove(id);
    });
  }

  /** A preset in a language that its channel does not have makes no show. @throws InvalidInput */
  async #refuseToSilence(id: string, languages: readonly Language[]): Promise<void> {
    const named = await this.#presetsOf(id);
    const left = named.filter(({ language }) => !languages.includes(language));
    if (left.length === 0) return;
    const users = left.map(({ name, language }) => `${name} (${language})`).join(', ');
    throw new InvalidInput([
      { field: 'languages', rule: `must hold those of the channel's presets: ${users}` },
    ]);
  }

  #presetsOf(channel: string): Promise<Preset[]> {
    return this.database.rows(Preset).find({ where: { channel }, order: { name: 'ASC' } });
  }

  async #refuseFaults({ feeds }: Partial<Channel>): Promise<void> {
    const faults = await this.references.faults('feed', 'feeds', feeds);
    if (faults.length > 0) throw new InvalidInput(faults);
  }

  async #rule(): Promise<string> {
    return `must be one of ${(await this.all()).map((channel) => channel.id).join(', ')}`;
  }
}

/** Why a channel has no shows in this language. */
export function languageFaults({ id, languages }: Channel, language: Language): Fault[] {
  if (languages.includes(language)) return [];
  const rule = `must be a language of the channel ${id}: ${languages.join(', ')}`;
  return [{ field: 'language', rule }];
}
