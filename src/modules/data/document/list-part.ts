import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { Fault } from '#kernel';
import type { DocumentPart, ImportMode, SectionResult } from './document-parts.js';

/** How the things of a list are kept. */
export interface ListOf<Dto extends object, Row extends object> {
  /** As a client writes one. */
  readonly Dto: new () => Dto;
  readonly idField: keyof Dto & string;
  readonly table: string;
  /** As many of them at most. */
  readonly max: number;
  /** All that are kept, by id. */
  all(): Promise<readonly Row[]>;
  idOf(row: Row): string;
  /** As a client would write it; what is null is left out. */
  toWire(row: Row): Partial<Dto>;
  add(dto: Dto): Promise<void>;
  /** To all that the document says, and to the defaults of what it does not. */
  change(id: string, dto: Dto): Promise<void>;
  remove(id: string): Promise<void>;
  /** With or after all of them. */
  written?(): Promise<void>;
  /** What one names that is not there, or contradicts itself. */
  dangling(dto: Dto, all: readonly Dto[]): Promise<Fault[]>;
}

/** A section that is a list of things with ids, each checked as the request that writes one. */
export class ListPart<Dto extends object, Row extends object> implements DocumentPart {
  readonly tables: readonly string[];

  constructor(private readonly of: ListOf<Dto, Row>) {
    this.tables = [of.table];
  }

  async export(): Promise<Array<Partial<Dto>>> {
    return (await this.of.all()).map((row) => this.#plain(row));
  }

  faults(value: unknown): Fault[] {
    const { Dto, idField, max } = this.of;
    if (!Array.isArray(value)) return [{ field: '', rule: 'must be a list' }];
    if (value.length > max) return [{ field: '', rule: `must have ${max} at most` }];
    const seen = new Set<unknown>();
    return value.flatMap((one: unknown, at) => {
      if (!isRecord(one)) return [{ field: String(at), rule: 'must be an object' }];
      const id = one[idField];
      const twice = seen.has(id)
        ? [{ field: `${at}.${idField}`, rule: 'stands in the document twice' }]
        : [];
      seen.add(id);
      const wrong = validateSync(plainToInstance(Dto, one), {
        whitelist: true,
        forbidNonWhitelisted: true,
      }).flatMap((error) => faultsOf(error, `${at}.`));
      const nulls = Object.entries(one)
        .filter(([, held]) => held === null)
        .map(([name]) => ({ field: `${at}.${name}`, rule: 'must not be null; leave it out' }));
      return [...twice, ...wrong, ...nulls];
    });
  }

  async write(value: unknown, mode: ImportMode): Promise<SectionResult> {
    const known = new Map((await this.of.all()).map((row) => [this.of.idOf(row), row]));
    const dtos = this.#read(value);
    const named = new Set(dtos.map((dto) => this.#id(dto)));
    const removed = mode === 'replace' ? [...known.keys()].filter((id) => !named.has(id)) : [];
    for (const id of removed) await this.of.remove(id);
    const added: string[] = [];
    const changed: string[] = [];
    for (const dto of dtos) {
      const id = this.#id(dto);
      const row = known.get(id);
      if (row && this.#isSame(row, dto)) continue;
      (row ? changed : added).push(id);
      await (row ? this.of.change(id, dto) : this.of.add(dto));
    }
    await this.of.written?.();
    return { added, changed, removed, unchanged: dtos.length - added.length - changed.length };
  }

  async dangling(value: unknown): Promise<Fault[]> {
    const dtos = this.#read(value);
    const faults = [];
    for (const [at, dto] of dtos.entries())
      for (const { field, rule } of await this.of.dangling(dto, dtos))
        faults.push({ field: `${at}.${field}`, rule });
    return faults;
  }

  /** Whether the document says what is kept already, what it leaves out being as it is by default. */
  #isSame(row: Row, dto: Dto): boolean {
    return isEqual(this.#plain(row), JSON.parse(JSON.stringify(dto)));
  }

  #plain(row: Row): Partial<Dto> {
    const held = Object.entries(this.of.toWire(row)).filter(
      ([, value]) => value !== null && value !== undefined,
    );
    return Object.fromEntries(held) as Partial<Dto>;
  }

  #read(value: unknown): Dto[] {
    return (value as object[]).map((one) => plainToInstance(this.of.Dto, one));
  }

  #id(dto: Dto): string {
    return String(dto[this.of.idField]);
  }
}

function faultsOf(error: ValidationError, path: string): Fault[] {
  const field = `${path}${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    rule: rule === 'whitelistValidation' ? 'is not a field of it' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}

/** Equal as JSON, whatever the order of names. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isEqual(left[name], right[name]))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
