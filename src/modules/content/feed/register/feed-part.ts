import { Injectable, type OnModuleInit } from '@nestjs/common';
import { IsString, Matches } from 'class-validator';
import { InvalidInput } from '#kernel';
import { DocumentParts, ListPart } from '#modules/data';
import { canonicalAddress } from './feed-address.js';
import type { FeedEntry } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';
import { FEED_DEFAULTS, FeedRegister, FEEDS_MAX } from './feed-register.js';
import { feedFields, NewFeedDto, toWire } from './feeds.dto.js';

/** A feed as a document of configuration holds it. */
class FeedOfDocumentDto extends NewFeedDto {
  @IsString()
  @Matches(/^[a-z0-9][a-z0-9_-]{0,99}$/)
  readonly id!: string;
}

/** The feeds of a station as a section of its configuration. */
@Injectable()
export class FeedPart implements OnModuleInit {
  /** Of the list that was asked about last. */
  #addresses:
    | { readonly of: readonly FeedOfDocumentDto[]; readonly ids: ReadonlyMap<string, string[]> }
    | undefined;

  constructor(
    private readonly parts: DocumentParts,
    private readonly entries: FeedEntryRepository,
    private readonly register: FeedRegister,
  ) {}

  onModuleInit(): void {
    const part = new ListPart<FeedOfDocumentDto, FeedEntry>({
      Dto: FeedOfDocumentDto,
      table: 'feed',
      idField: 'id',
      max: FEEDS_MAX,
      all: () => this.entries.all(),
      idOf: ({ id }) => id,
      toWire: wireOf,
      add: (dto) => this.#add(dto),
      change: (id, dto) => this.#change(id, dto),
      remove: (id) => this.#remove(id),
      dangling: (dto, all) => this.#faults(dto, all),
    });
    this.parts.register('feeds', part);
  }

  async #add(dto: FeedOfDocumentDto): Promise<void> {
    const fields = { ...FEED_DEFAULTS, ...feedFields(dto), url: dto.url };
    const [id] = await this.entries.add([{ ...fields, id: dto.id, isSeeded: false }]);
    if (id === undefined)
      throw new InvalidInput([{ field: dto.id, rule: 'has the address of another feed' }]);
  }

  /** What the server called unchanged was read under other names and for other channels: it is read again. */
  async #change(id: string, dto: FeedOfDocumentDto): Promise<void> {
    const feed = await this.entries.find(id);
    const fields = { ...FEED_DEFAULTS, ...feedFields(dto), url: dto.url };
    if (!feed || !(await this.entries.change(id, feed.version, fields))) throw changedMeanwhile(id);
    if (feed.url === dto.url) await this.entries.forgetValidators(id);
    else await this.entries.forgetState(id);
  }

  async #remove(id: string): Promise<void> {
    const feed = await this.entries.find(id);
    if (!feed || !(await this.entries.remove(id, feed.version))) throw changedMeanwhile(id);
    await this.entries.forgetState(id);
  }

  async #faults(dto: FeedOfDocumentDto, all: readonly FeedOfDocumentDto[]) {
    const faults = await this.register.faultsOf(feedFields(dto));
    const twin = this.#idsByAddress(all)
      .get(canonicalAddress(dto.url))
      ?.find((id) => id !== dto.id);
    return twin ? [...faults, { field: 'url', rule: `is that of "${twin}" too` }] : faults;
  }

  /** Once for a list: two thousand feeds, each held against each, would be millions of addresses to take apart. */
  #idsByAddress(all: readonly FeedOfDocumentDto[]): ReadonlyMap<string, string[]> {
    if (this.#addresses?.of !== all)
      this.#addresses = {
        of: all,
        ids: idsByAddress(all),
      };
    return this.#addresses.ids;
  }
}

function idsByAddress(all: readonly FeedOfDocumentDto[]): ReadonlyMap<string, string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, url } of all) {
    const address = canonicalAddress(url);
    ids.set(address, [...(ids.get(address) ?? []), id]);
  }
  return ids;
}

function changedMeanwhile(id: string): InvalidInput {
  return new InvalidInput([{ field: id, rule: 'was changed meanwhile; send the document again' }]);
}

function wireOf(feed: FeedEntry): Partial<FeedOfDocumentDto> {
  return {
    id: feed.id,
    url: feed.url,
    outlet: feed.outlet,
    category: feed.category,
    language: toWire(feed.language),
    priority: feed.priority,
    weight: feed.weight,
    channels: [...feed.channels],
    fetch_interval_minutes: feed.fetchIntervalMinutes,
    fresh_within_hours: feed.freshWithinHours,
    max_items: feed.itemsMax,
    timeout_s: feed.timeoutMs / 1000,
    enabled: feed.isEnabled,
  };
}
