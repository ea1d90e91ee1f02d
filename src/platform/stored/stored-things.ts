import type { EntityTarget, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Database } from '#platform/database';
import { keyAfter, type Page, PageQueryDto } from './page.dto.js';
import {
  AlreadyStored,
  NotStored,
  type Noun,
  StoredChanged,
  TooManyStored,
} from './stored.problems.js';

/** Things change by hand; another process that changes one is noticed after this time, milliseconds. */
const KEPT_MS = 5_000;

/** A row that counts its changes. */
export interface Stored extends ObjectLiteral {
  readonly version: number;
}

export interface StoredKind<E> extends Noun {
  readonly entity: EntityTarget<E & ObjectLiteral>;
  readonly table: string;
  /** Field of the entity that is its primary key, and the name of its column. */
  readonly key: keyof E & string;
  /** As many rows at most. */
  readonly max: number;
}

/** What narrows a list; the alias of the entity is `thing`. */
export type Narrowing<E extends ObjectLiteral> = (query: SelectQueryBuilder<E>) => void;

/**
 * Rows that people write: dozens to hundreds of a kind, read often and changed rarely. Each counts its versions, and a
 * change is made to the version that its author has read or not at all.
 */
export class StoredThings<E extends Stored> {
  constructor(
    protected readonly database: Database,
    protected readonly kind: StoredKind<E>,
  ) {
    // What is kept is read on while the database is away: all of them, and the list as it is asked for.
    database.onPreload(`${kind.table}s`, () => {
      const page = new PageQueryDto();
      return Promise.all([
        this.all(),
        this.page(page),
        this.page({ limit: page.limit, total: true }),
      ]);
    });
  }

  /** By the primary key. */
  find(id: string): Promise<E | null> {
    const query = () => this.rows.findOneBy(this.#is(id));
    return this.database.cachedQuery(`${this.kind.table}:${id}`, KEPT_MS, query, this.#tables);
  }

  /** @throws NotStored */
  async get(id: string): Promise<E> {
    const thing = await this.find(id);
    if (!thing) throw this.notFound(id);
    return thing;
  }

  /** All of them, by key. */
  all(): Promise<E[]> {
    const { key, max, table } = this.kind;
    const order = { [key]: 'ASC' } as never;
    const query = () => this.rows.find({ order, take: max });
    return this.database.cachedQuery(`${table}s`, KEPT_MS, query, this.#tables);
  }

  /**
   * A page of them, by key.
   * @param about Names what narrows the list, with its values: pages are kept by it.
   * @throws InvalidInput for a cursor that is none of ours.
   */
  page(page: PageQueryDto, about: object = {}, narrow: Narrowing<E> = () => {}): Promise<Page<E>> {
    const after = keyAfter(page.cursor);
    const key = `${this.kind.table} page ${JSON.stringify([about, page.limit, after, page.total])}`;
    const query = () => this.#page(page, after, narrow);
    return this.database.cachedQuery(key, KEPT_MS, query, this.#tables);
  }

  /** @throws AlreadyStored, TooManyStored */
  async add(thing: QueryDeepPartialEntity<E> & ObjectLiteral): Promise<void> {
    const { key, max } = this.kind;
    if ((await this.rows.count()) >= max) throw new TooManyStored(this.kind, max);
    const inserted = await this.rows
      .createQueryBuilder()
      .insert()
      .values(thing)
      .orIgnore()
      .returning(key)
      .execute();
    await this.changed();
    if ((inserted.raw as unknown[]).length === 0)
      throw new AlreadyStored(this.kind, String(thing[key]));
  }

  /**
   * The thing as it is now, kept from other writers until the transaction ends.
   * @param version That the client has read; nothing where it does not mind.
   * @throws NotStored, StoredChanged
   */
  async locked(id: string, version: number | undefined): Promise<E> {
    const thing = await this.rows.findOne({
      where: this.#is(id),
      lock: { mode: 'pessimistic_write' },
    });
    if (!thing) throw this.notFound(id);
    if (version !== undefined && version !== thing.version)
      throw new StoredChanged(this.kind, id, thing.version);
    return thing;
  }

  /** Writes these fields as the next version; for what is `locked`. */
  async change(id: string, changes: Partial<E>): Promise<void> {
    const next = { ...changes, version: () => 'version + 1', updatedAt: () => 'now()' };
    await this.rows.update(this.#is(id), next);
    await this.changed();
  }

  /** @throws NotStored */
  async remove(id: string): Promise<void> {
    const { affected } = await this.rows.delete(this.#is(id));
    await this.changed();
    if (affected !== 1) throw this.notFound(id);
  }

  notFound(id: string): NotStored {
    return new NotStored(this.kind, id);
  }

  /** What was kept of the table is old, once the transaction in progress has committed. */
  protected changed(): Promise<void> {
    return this.database.changed(this.kind.table);
  }

  protected get rows() {
    return this.database.rows<E>(this.kind.entity);
  }

  async #page(
    { limit, total }: PageQueryDto,
    after: string | undefined,
    narrow: Narrowing<E>,
  ): Promise<Page<E>> {
    const { key } = this.kind;
    const query = this.rows.createQueryBuilder('thing').orderBy(`thing.${key}`);
    narrow(query);
    const count = total === true ? await query.getCount() : undefined;
    if (after !== undefined) query.andWhere(`thing.${key} > :after`, { after });
    const rows = await query.take(limit + 1).getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    const nextAfter = last && rows.length > limit ? String(last[key]) : undefined;
    return { items, nextAfter, total: count };
  }

  #is(id: string) {
    return { [this.kind.key]: id } as never;
  }

  get #tables() {
    return { tables: [this.kind.table] };
  }
}
