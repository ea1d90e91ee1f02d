import { setImmediate as letOthers } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { InvalidInput } from '#kernel';
import { AuditLog } from '#platform/audit';
import { Database } from '#platform/database';
import { type OpmlOutline, OpmlRefused, readOpml, writeOpml } from '../document/opml.js';
import { publisherOf } from '../publisher.js';
import { categoryOf } from '../../story/category.js';
import { CATEGORIES, type Category } from '../../story/story.js';
import { canonicalAddress } from './feed-address.js';
import type { OpmlImportDto, SkippedFeedDto } from './feed-answer.dto.js';
import type { FeedEntry, FeedFields } from './feed-entry.js';
import { FeedEntryRepository } from './feed-entry.repository.js';
import { FeedRegister, FEEDS_MAX } from './feed-register.js';
import { feedFields, fromWire, NewFeedDto, type OpmlQueryDto, toWire } from './feeds.dto.js';

/** Of the attributes that OPML does not know. */
const PREFIX = 'radiox';
const NAMESPACE = 'urn:radiox:opml:1';
const OUTLET_CHARACTERS_MAX = 100;
const URL_CHARACTERS_TOLD_MAX = 300;
const FULL = `The station lists ${FEEDS_MAX} feeds at most.`;
/** Looking at a feed with fields of ours takes a third of a millisecond: then the event loop turns. */
const OUTLINES_AT_ONCE = 50;
/** Rows of one statement. */
const ROWS_MAX = 500;
/** Fields of ours by the name of their attribute. */
const NUMBERS = [
  'priority',
  'weight',
  'fetch_interval_minutes',
  'fresh_within_hours',
  'max_items',
  'timeout_s',
] as const;

interface Wanted {
  readonly entry: Omit<FeedEntry, 'version'>;
  /** What the file says, and nothing that it leaves open. */
  readonly said: Partial<FeedFields>;
}

/** Feeds of the station as a file that every feed reader knows, and back. */
@Injectable()
export class FeedOpml {
  constructor(
    private readonly register: FeedRegister,
    private readonly entries: FeedEntryRepository,
    private readonly database: Database,
    private readonly audit: AuditLog,
  ) {}

  /** All feeds by category; reading it back loses nothing. */
  async export(): Promise<string> {
    const groups = new Map<string, Array<ReturnType<typeof outlineOf>>>();
    for (const feed of await this.entries.all())
      groups.set(feed.category, [...(groups.get(feed.category) ?? []), outlineOf(feed)]);
    return writeOpml('Feeds of RadioX', { [PREFIX]: NAMESPACE }, groups);
  }

  /**
   * Adds the feeds of a file that are not listed yet; of those that are it takes what the file says, where that is
   * wished. One that cannot be taken costs no other.
   * @throws InvalidInput where the file is no OPML.
   */
  async import(
    bytes: Uint8Array,
    contentType: string,
    query: OpmlQueryDto,
  ): Promise<OpmlImportDto> {
    const outlines = await readOpml(bytes, contentType).catch((error: unknown) => {
      if (error instanceof OpmlRefused)
        throw new InvalidInput([{ field: 'body', rule: error.message }]);
      throw error;
    });
    const skipped: SkippedFeedDto[] = [];
    const wanted = await this.#wanted(outlines, query, skipped);
    const answer = await this.database.transaction(async () => {
      const known = await this.#known();
      const fresh = [...wanted].filter(([address]) => !known.has(address));
      const added = await this.#add(
        fresh.map(([, one]) => one.entry),
        known.size,
        skipped,
      );
      const updated = await this.#update(wanted, known, query, skipped);
      const facts = { added: added.length, updated: updated.length, skipped: skipped.length };
      await this.audit.record({ action: 'feed.imported', facts });
      return { added, updated };
    });
    return { ...answer, skipped };
  }

  /** By canonical address, each once. */
  async #wanted(
    outlines: readonly OpmlOutline[],
    query: OpmlQueryDto,
    skipped: SkippedFeedDto[],
  ): Promise<Map<string, Wanted>> {
    const wanted = new Map<string, Wanted>();
    for (const [at, outline] of outlines.entries()) {
      if (at % OUTLINES_AT_ONCE === 0) await letOthers();
      const url = addressOf(outline.url);
      const skip = (reason: string) =>
        skipped.push({ url: url.slice(0, URL_CHARACTERS_TOLD_MAX), reason });
      if (wanted.has(canonicalAddress(url))) {
        skip('It stands in the file twice.');
        continue;
      }
      if (wanted.size >= FEEDS_MAX) {
        skip(FULL);
        continue;
      }
      try {
        const said = saidOf({ ...outline, url });
        const usual = usualOf(outline, query);
        const fresh = await this.register.newEntry({ ...usual, ...said, url });
        const entry = { ...fresh, ...idOf(outline) };
        wanted.set(canonicalAddress(url), { entry, said });
      } catch (error) {
        if (!(error instanceof InvalidInput)) throw error;
        skip(`${error.message}.`);
      }
    }
    return wanted;
  }

  async #known(): Promise<Map<string, FeedEntry>> {
    const all = await this.entries.all();
    return new Map(all.map((feed) => [canonicalAddress(feed.url), feed]));
  }

  async #add(
    entries: ReadonlyArray<Omit<FeedEntry, 'version'>>,
    known: number,
    skipped: SkippedFeedDto[],
  ): Promise<string[]> {
    const room = Math.max(0, FEEDS_MAX - known);
    const added: string[] = [];
    for (let at = 0; at < Math.min(room, entries.length); at += ROWS_MAX)
      added.push(...(await this.entries.add(entries.slice(at, Math.min(room, at + ROWS_MAX)))));
    const isAdded = new Set(added);
    for (const { id, url } of entries.slice(0, room))
      if (!isAdded.has(id)) skipped.push({ url, reason: `There is another feed "${id}".` });
    for (const { url } of entries.slice(room)) skipped.push({ url, reason: FULL });
    return added;
  }

  async #update(
    wanted: ReadonlyMap<string, Wanted>,
    known: ReadonlyMap<string, FeedEntry>,
    { existing }: OpmlQueryDto,
    skipped: SkippedFeedDto[],
  ): Promise<string[]> {
    const updated: string[] = [];
    for (const [address, { said, entry }] of wanted) {
      const feed = known.get(address);
      if (!feed) continue;
      const changes = existing === 'update' ? changesOf(feed, said) : {};
      const isChanged =
        Object.keys(changes).length > 0 &&
        (await this.entries.change(feed.id, feed.version, changes));
      if (isChanged) updated.push(feed.id);
      else skipped.push({ url: entry.url, reason: `It is the feed "${feed.id}" already.` });
    }
    return updated;
  }
}

/** `feed:` is what readers put before an address. */
function addressOf(url: string): string {
  return url.replace(/^feed:(?:\/\/(?!https?:)|\/*(?=https?:))/i, (prefix) =>
    /^feed:\/\/$/i.test(prefix) ? 'http://' : '',
  );
}

function outlineOf(feed: FeedEntry) {
  return {
    attributes: {
      type: 'rss',
      text: feed.outlet || feed.id,
      title: feed.outlet || feed.id,
      xmlUrl: feed.url,
      language: feed.language || undefined,
      category: `/${feed.category}`,
      [`${PREFIX}:id`]: feed.id,
      [`${PREFIX}:outlet`]: feed.outlet,
      [`${PREFIX}:category`]: feed.category,
      [`${PREFIX}:language`]: toWire(feed.language),
      [`${PREFIX}:channels`]: feed.channels.join(','),
      [`${PREFIX}:priority`]: feed.priority,
      [`${PREFIX}:weight`]: feed.weight,
      [`${PREFIX}:fetch_interval_minutes`]: feed.fetchIntervalMinutes,
      [`${PREFIX}:fresh_within_hours`]: feed.freshWithinHours,
      [`${PREFIX}:max_items`]: feed.itemsMax,
      [`${PREFIX}:timeout_s`]: feed.timeoutMs / 1000,
      [`${PREFIX}:enabled`]: feed.isEnabled,
    },
  };
}

/** Presets name feeds by their ids: they last. */
function idOf({ attributes }: OpmlOutline): { readonly id?: string } {
  const id = attributes[`${PREFIX}:id`] ?? '';
  return /^[a-z0-9][a-z0-9-]{1,63}$/.test(id) ? { id } : {};
}

/** What a file says by our own attributes, checked as a request is. @throws InvalidInput */
function saidOf({ url, attributes }: OpmlOutline): Partial<FeedFields> {
  if (!Object.keys(attributes).some((name) => name.startsWith(`${PREFIX}:`))) return {};
  const own = (name: string) => attributes[`${PREFIX}:${name}`];
  const plain: Record<string, unknown> = {
    url,
    outlet: own('outlet'),
    category: own('category'),
    language: own('language'),
    channels: own('channels')?.split(',').filter(Boolean),
    enabled: own('enabled') === undefined ? undefined : own('enabled') === 'true',
  };
  for (const name of NUMBERS) plain[name] = own(name) === undefined ? undefined : Number(own(name));
  const dto = plainToInstance(NewFeedDto, plain);
  const [error] = validateSync(dto);
  if (error) {
    const [rule = 'cannot be used'] = Object.values(error.constraints ?? {});
    throw new InvalidInput([{ field: error.property, rule }]);
  }
  return feedFields(dto);
}

/** What the attributes of OPML, and where the feed stands, tell of it. */
function usualOf(
  { url, title, groups, attributes }: OpmlOutline,
  query: OpmlQueryDto,
): Partial<FeedFields> {
  const names = (attributes['category'] ?? '').split(/[,/]/).map((name) => name.trim());
  const exact = names.find((name): name is Category =>
    (CATEGORIES as readonly string[]).includes(name),
  );
  const language = /^[a-z]{2}(?=$|[-_])/i.exec(attributes['language'] ?? '')?.[0].toLowerCase();
  return {
    outlet: title === '' ? '' : publisherOf(title, [], url).slice(0, OUTLET_CHARACTERS_MAX),
    category: exact ?? categoryOf([...names, ...groups.toReversed()], query.category),
    language: language ?? fromWire(query.language),
  };
}

/** What the file says otherwise than the feed is. */
function changesOf(feed: FeedEntry, said: Partial<FeedFields>): Partial<FeedFields> {
  return Object.fromEntries(
    Object.entries(said).filter(
      ([name, value]) =>
        name !== 'url' && JSON.stringify(value) !== JSON.stringify(feed[name as keyof FeedFields]),
    ),
  );
}
