import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Fault, InvalidInput, type Language } from '#kernel';
import { AuditLog } from '#platform/audit';
import { Database, isTaken } from '#platform/database';
import { HttpClient } from '#platform/http';
import { ChannelService, References } from '#modules/data';
import { ContentSettings } from '../../content.settings.js';
import { SEEDED_FEEDS } from '../seeded-feeds.js';
import { addressFault, feedIdOf } from './feed-address.js';
import type { FeedEntry, FeedFields, FeedOverview } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';
import { FeedChanged, FeedExists, FeedNotFound, TooManyFeeds } from './feed.problems.js';

/** Feeds that a station lists; a round of reading them all takes minutes. */
export const FEEDS_MAX = 2_000;

/** What a feed is like where its producer says nothing. */
export const FEED_DEFAULTS: Omit<FeedFields, 'url'> = {
  outlet: '',
  category: 'general',
  language: '',
  priority: 5,
  weight: 1,
  channels: [],
  fetchIntervalMinutes: 15,
  freshWithinHours: 72,
  itemsMax: 60,
  timeoutMs: 20_000,
  isEnabled: true,
};

/** What of a feed its articles are made of, beside its document. */
const REMADE = ['category', 'language', 'outlet', 'itemsMax'] as const;

/** Whose feeds are wanted. */
export interface FeedWish {
  readonly channel: string;
  readonly language: Language;
  /** Ids of feeds; empty means all of the channel. */
  readonly only?: readonly string[];
}

/** The feeds of the station: what a producer makes of them, and which a show reads. */
@Injectable()
export class FeedRegister implements OnModuleInit {
  constructor(
    private readonly entries: FeedEntryRepository,
    private readonly database: Database,
    private readonly http: HttpClient,
    private readonly settings: ContentSettings,
    private readonly audit: AuditLog,
    private readonly references: References,
    private readonly channels: ChannelService,
  ) {}

  async onModuleInit(): Promise<void> {
    this.references.register('feed', async (ids) => {
      const known = new Set((await this.entries.all()).map(({ id }) => id));
      return ids.filter((id) => !known.has(id));
    });
    this.references.registerUsers('channel', async (channel) => ({
      feeds: (await this.entries.all())
        .filter(({ channels }) => channels.includes(channel))
        .map(({ id }) => id),
    }));
    await this.entries.seed(SEEDED_FEEDS);
  }

  /**
   * Feeds that a show reads live: those it names, else those its channel names, else all that name the channel or none
   * and that it can tell something of.
   */
  async wanted({ channel, language, only = [] }: FeedWish): Promise<FeedEntry[]> {
    const enabled = (await this.entries.all()).filter(({ isEnabled }) => isEnabled);
    const own = (await this.channels.find(channel))?.feeds ?? [];
    for (const ids of [only, own]) {
      const named = enabled.filter(({ id }) => ids.includes(id));
      if (named.length > 0) return named;
    }
    return enabled.filter(
      (feed) =>
        (feed.channels.length === 0 || feed.channels.includes(channel)) &&
        (['', language].includes(feed.language) || LOCAL.has(feed.category)),
    );
  }

  /** By id. */
  list(): Promise<FeedOverview[]> {
    return this.entries.overview();
  }

  /** @throws FeedNotFound */
  async get(id: string): Promise<FeedOverview> {
    const feed = await this.entries.overviewOf(id);
    if (!feed) throw new FeedNotFound(id);
    return feed;
  }

  /** @throws InvalidInput, FeedExists, TooManyFeeds */
  async add(fields: Partial<FeedFields> & { readonly url: string }): Promise<FeedOverview> {
    const entry = await this.newEntry(fields);
    const known = await this.entries.idByAddress(entry.url);
    if (known !== undefined) throw new FeedExists(known);
    if ((await this.entries.count()) >= FEEDS_MAX) throw new TooManyFeeds(FEEDS_MAX);
    await this.database.transaction(async () => {
      const [id] = await this.entries.add([entry]);
      if (id === undefined)
        throw new FeedExists((await this.entries.idByAddress(entry.url)) ?? entry.id);
      await this.audit.record({ action: 'feed.added', target: id, facts: { url: entry.url } });
    });
    return this.get(entry.id);
  }

  /** A feed as it would be added. @throws InvalidInput */
  async newEntry(
    fields: Partial<FeedFields> & { readonly url: string },
  ): Promise<Omit<FeedEntry, 'version'>> {
    const url = fields.url.trim();
    await this.#refuseFaults({ ...fields, url });
    const outlet = fields.outlet ?? '';
    return { ...FEED_DEFAULTS, ...fields, url, id: feedIdOf(url, outlet), isSeeded: false };
  }

  /**
   * @param version Of the feed that the client has read; nothing where it does not mind.
   * @throws InvalidInput, FeedNotFound, FeedChanged, FeedExists
   */
  async change(
    id: string,
    version: number | undefined,
    changes: Partial<FeedFields>,
  ): Promise<FeedOverview> {
    await this.#refuseFaults(changes);
    await this.#refusingTwins(changes.url, () => this.#change(id, version, changes));
    return this.get(id);
  }

  async #change(
    id: string,
    version: number | undefined,
    changes: Partial<FeedFields>,
  ): Promise<void> {
    await this.database.transaction(async () => {
      const feed = await this.#at(id, version);
      const { url } = changes;
      const known = url === undefined ? undefined : await this.entries.idByAddress(url);
      if (known !== undefined && known !== id) throw new FeedExists(known);
      if (!(await this.entries.change(id, feed.version, changes))) throw await this.#gone(id);
      if (REMADE.some((field) => changes[field] !== undefined))
        await this.entries.forgetValidators(id);
      await this.audit.record({ action: 'feed.changed', target: id, facts: changes });
    });
  }

  /** Of two who take one address at the same moment the index lets one have it. @throws FeedExists */
  async #refusingTwins(url: string | undefined, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const known =
        url !== undefined && isTaken(error) ? await this.entries.idByAddress(url) : undefined;
      throw known === undefined ? error : new FeedExists(known);
    }
  }

  /**
   * One that ships does not come back.
   * @throws FeedNotFound, FeedChanged
   */
  async remove(id: string, version: number | undefined): Promise<void> {
    await this.database.transaction(async () => {
      const feed = await this.#at(id, version);
      if (!(await this.entries.remove(id, feed.version))) throw await this.#gone(id);
      await this.entries.forgetState(id);
      await this.audit.record({ action: 'feed.removed', target: id, facts: { url: feed.url } });
    });
  }

  async #at(id: string, version: number | undefined): Promise<FeedEntry> {
    const feed = await this.entries.find(id);
    if (!feed) throw new FeedNotFound(id);
    if (version !== undefined && version !== feed.version) throw new FeedChanged(id, feed.version);
    return feed;
  }

  async #gone(id: string): Promise<Error> {
    const feed = await this.entries.find(id);
    return feed ? new FeedChanged(id, feed.version) : new FeedNotFound(id);
  }

  /** @throws InvalidInput naming every fault. */
  async #refuseFaults(fields: Partial<FeedFields>): Promise<void> {
    const faults = await this.faultsOf(fields);
    if (faults.length > 0) throw new InvalidInput(faults);
  }

  /** What is wrong with fields of a feed. */
  async faultsOf({ url, channels: wanted = [] }: Partial<FeedFields>): Promise<Fault[]> {
    const known = wanted.length > 0 ? (await this.channels.all()).map(({ id }) => id) : [];
    const faults: Fault[] = wanted.flatMap((channel, at) =>
      known.includes(channel)
        ? []
        : [{ field: `channels.${at}`, rule: `must be one of ${known.join(', ')}` }],
    );
    const rule = url === undefined ? undefined : this.addressFault(url);
    if (rule !== undefined) faults.unshift({ field: 'url', rule });
    return faults;
  }

  /** Why nobody would ever read this address; nothing where it may be tried. */
  addressFault(address: string): string | undefined {
    const rule = addressFault(address, this.settings.fileFeeds);
    if (rule !== undefined) return rule;
    try {
      this.http.refusePrivate(new URL(address));
      return undefined;
    } catch (error) {
      return `must be on the public internet: ${(error as Error).message}`;
    }
  }
}

/** What happens at the door is known whoever writes of it. */
const LOCAL: ReadonlySet<string> = new Set(['zurich', 'switzerland', 'traffic']);
