import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { InvalidInput } from '#kernel';

const FLAGS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** `true` or `false` in a query. */
export function IsFlag(): PropertyDecorator {
  return (prototype, property) => {
    Transform(({ value }: { value: unknown }) => FLAGS[String(value)] ?? value)(
      prototype,
      property,
    );
    IsBoolean()(prototype, property);
  };
}

/** Which part of a list to give. */
export class PageQueryDto {
  /** Things a page at most. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(2000)
  readonly limit: number = 500;

  /** The `next_cursor` of the page before. */
  @IsOptional()
  @Matches(/^[\w-]{1,400}$/)
  readonly cursor?: string;

  /** Whether to count all that match: `total` of the answer. */
  @IsOptional()
  @IsFlag()
  readonly total?: boolean;
}

/** What a list shows of itself beside its items. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Key of the last item where more come after it. */
  readonly nextAfter: string | undefined;
  /** How many match, on all pages; nothing where nobody asked. */
  readonly total: number | undefined;
}

/** Where a page ended: opaque to clients, exact for us. */
export function cursorAfter(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** The key that a cursor stands for. @throws InvalidInput */
export function keyAfter(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const key = Buffer.from(cursor, 'base64url').toString();
  if (cursorAfter(key) === cursor && !key.includes('\0')) return key;
  throw new InvalidInput([{ field: 'cursor', rule: 'must be the next_cursor of a page before' }]);
}

/** The page, by key, of things that are all at hand. */
export function pageOf<Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { cursor, limit, total }: PageQueryDto,
): Page<Item> {
  const after = keyAfter(cursor);
  const sorted = [...all].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  const from = after === undefined ? 0 : sorted.findIndex((item) => keyOf(item) > after);
  const rest = from < 0 ? [] : sorted.slice(from);
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const nextAfter = last !== undefined && rest.length > items.length ? keyOf(last) : undefined;
  return { items, nextAfter, total: total === true ? sorted.length : undefined };
}

/** A page as it stands on the wire; lists extend it by their `items`. */
export abstract class PageDto {
  /** How many match, on all pages; only where it was asked for. */
  readonly total?: number;
  /** For `cursor` of the next page; null on the last one. */
  readonly next_cursor: string | null;

  protected constructor({ nextAfter, total }: Page<unknown>) {
    if (total !== undefined) this.total = total;
    this.next_cursor = nextAfter === undefined ? null : cursorAfter(nextAfter);
  }
}
