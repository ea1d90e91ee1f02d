import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Fault, InvalidInput, Problem } from '#kernel';
import { AuditLog } from '#platform/audit';
import { Database, isTaken } from '#platform/database';
import { ChannelService } from '../channel/channel.service.js';
import {
  DocumentParts,
  type ImportMode,
  type Section,
  type SectionResult,
} from './document-parts.js';

export const DOCUMENT_KIND = 'radiox-configuration';
/** Goes up when a document of before would be read wrongly. */
export const DOCUMENT_VERSION = 1;
/** Named at most of what is wrong with a document. */
const FAULTS_MAX = 500;
/** Sections that say when shows are made by themselves. */
const ZONED: readonly Section[] = ['channels', 'presets', 'schedules'];
/** Of all imports, one at a time in the whole fleet: any number that nobody else locks. */
const IMPORT_LOCK = 7_406_142;

/** Everything a station is configured with, but secrets, usage, and what belongs to keys. */
export type ConfigurationDocument = Readonly<Record<Section, unknown>> & {
  readonly kind: typeof DOCUMENT_KIND;
  readonly schema_version: number;
  readonly mode: ImportMode;
};

export interface ImportWish {
  readonly sections: Partial<Record<Section, unknown>>;
  readonly mode: ImportMode;
  /** Nothing stays: only what would become of it is told. */
  readonly isDryRun: boolean;
  /** Tag of the document that the client has read; nothing where it does not mind. */
  readonly tag: string | undefined;
}

export type ImportResult = Partial<Record<Section, SectionResult>>;

/** Something was changed since the client read the document. */
class ConfigurationChanged extends Problem {
  readonly code = 'data/configuration-changed';
  readonly kind = 'stale';
  constructor() {
    super('The configuration has changed since it was exported. Export it again, and change that.');
  }
}

/** Takes a transaction back that has done all it should have. */
class TakenBack extends Error {
  constructor(readonly result: ImportResult) {
    super('A dry run leaves nothing.');
  }
}

/** The configuration of a station as one document. */
@Injectable()
export class ConfigurationDocuments {
  constructor(
    private readonly parts: DocumentParts,
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly channels: ChannelService,
  ) {}

  /** All of it, as it is at one moment. */
  export(): Promise<ConfigurationDocument> {
    return this.database.transaction(async () => {
      await this.database.query('set transaction isolation level repeatable read');
      return this.#document();
    });
  }

  /**
   * Writes the sections that a document has: all of them or nothing.
   * @throws InvalidInput naming every fault with the way to it; ConfigurationChanged.
   */
  async import(wish: ImportWish): Promise<ImportResult> {
    try {
      return await this.database.transaction(async () => {
        const result = await this.#write(wish);
        if (wish.isDryRun) throw new TakenBack(result);
        return result;
      });
    } catch (error) {
      if (error instanceof TakenBack) return error.result;
      if (!isTaken(error)) throw error;
      throw new InvalidInput([
        { field: 'feeds', rule: 'must not take the address of another feed in the same step' },
      ]);
    }
  }

  async #document(): Promise<ConfigurationDocument> {
    const sections: Partial<Record<Section, unknown>> = {};
    for (const [section, part] of this.parts.all()) sections[section] = await part.export();
    const head = {
      kind: DOCUMENT_KIND,
      schema_version: DOCUMENT_VERSION,
      mode: 'replace',
    } as const;
    return { ...head, ...sections } as ConfigurationDocument;
  }

  /** What is wrong before anything is written, and stays so where the document leaves it as it is. */
  async #standingFaults(): Promise<ReadonlySet<string>> {
    const standing = new Set<string>();
    for (const [section, part] of this.parts.all()) {
      const value = await part.export();
      for (const fault of await part.dangling(value)) standing.add(nameOf(section, value, fault));
    }
    return standing;
  }

  /** Nobody else changes what the document is held against, once it was held against it. */
  async #lock(): Promise<void> {
    await this.database.query('select pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
    const tables = this.parts.all().flatMap(([, part]) => part.tables);
    await this.database.query(`lock table ${tables.join(', ')} in share row exclusive mode`);
  }

  async #write({ sections, mode, tag }: ImportWish): Promise<ImportResult> {
    await this.#lock();
    if (tag !== undefined && tag !== documentTag(await this.#document()))
      throw new ConfigurationChanged();
    const wanted = this.parts.all().filter(([section]) => sections[section] !== undefined);
    const faults: Fault[] = [];
    for (const [section, part] of wanted)
      faults.push(...under(section, await part.faults(sections[section])));
    refuse(faults);
    const standing = await this.#standingFaults();
    const result: ImportResult = {};
    for (const [section, part] of wanted)
      result[section] = await underSection(section, () => part.write(sections[section], mode));
    // What is left may name what was removed with it: everything is looked at, as it would be now.
    for (const [section, part] of this.parts.all()) {
      const value = sections[section] ?? (await part.export());
      const found = await part.dangling(value);
      const made = found.filter((fault) => !standing.has(nameOf(section, value, fault)));
      faults.push(...under(section, made));
    }
    refuse(faults);
    // Shows are made by the zones of channels, whichever section has changed them.
    if (ZONED.some((section) => sections[section] !== undefined)) await this.channels.tellZones();
    const facts = Object.fromEntries(
      Object.entries(result).map(([section, { added, changed, removed }]) => [
        section,
        { added: added.length, changed: changed.length, removed: removed.length },
      ]),
    );
    await this.audit.record({ action: 'configuration.imported', facts: { mode, ...facts } });
    return result;
  }
}

/** What a fault is about, by content: the same thing has another place in another document. */
function nameOf(section: Section, value: unknown, { field }: Fault): string {
  const [at = '', ...rest] = field.split('.');
  const thing = (value as Readonly<Record<string, unknown>>)[at];
  return JSON.stringify([section, rest, sorted(thing)]);
}

/** With names in the order of the alphabet. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return entries.map(([name, held]) => [name, sorted(held)]);
}

/** A strong ETag of a document. */
export function documentTag(document: object): string {
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('base64url');
  return `"c.${digest.slice(0, 27)}"`;
}

function under(section: Section, faults: readonly Fault[]): Fault[] {
  return faults.map(({ field, rule }) => ({
    field: field === '' ? section : `${section}.${field}`,
    rule,
  }));
}

async function underSection<T>(section: Section, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(under(section, error.facts['errors'] as readonly Fault[]));
  }
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new InvalidInput(faults.slice(0, FAULTS_MAX));
}
