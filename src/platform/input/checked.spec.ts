import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import { type Fault, InvalidInput } from '#kernel';
import { IsMoment } from './moment.js';
import { checkedAs, jsonIn } from './checked.js';

class Inner {
  @IsString()
  @Length(2, 5)
  readonly name!: string;

  @IsOptional()
  @IsMoment()
  readonly when?: string;
}

class Outer {
  @IsObject()
  @ValidateNested()
  @Type(() => Inner)
  readonly inner!: Inner;

  @IsOptional()
  @IsString()
  readonly note?: string;
}

function faultsOf(work: () => unknown): readonly Fault[] {
  try {
    work();
  } catch (error) {
    if (error instanceof InvalidInput) return error.facts['errors'] as Fault[];
    throw error;
  }
  return [];
}
const faults = (said: unknown) => faultsOf(() => checkedAs(Outer, said));
const fields = (said: unknown) => faults(said).map(({ field }) => field);

it('gives an instance of what is fit', () => {
  const dto = checkedAs(Outer, { inner: { name: 'Lucy' } });

  expect([dto, dto.inner]).toEqual([expect.any(Outer), expect.any(Inner)]);
});

it.each([
  [{}, ['inner']],
  ['text', ['inner']],
  [[], ['inner']],
  [{ inner: { name: 'x' }, other: 1 }, ['other', 'inner.name']],
  [{ inner: { name: 'Lucy' }, note: null }, ['note']],
  [{ inner: { name: 'Lucy', when: null } }, ['inner.when']],
  [{ inner: { name: 'a\u0000b' } }, ['body']],
  [JSON.parse(`{"inner":${'['.repeat(9_000)}${']'.repeat(9_000)}}`), ['body']],
  [JSON.parse('{"inner":{"name":"Lucy","__proto__":{"when":"x"}}}'), ['inner.__proto__']],
  [{ inner: { name: 'Lucy' }, constructor: 1 }, ['constructor']],
])('case %#: names the faults', (said, expected) => {
  expect(fields(said)).toEqual(expected);
});

it.each(['2026-02-10', '2026-02-10T10:00', '2026-02-10T10:00:00.5+01:00', '1900-01-01'])(
  'takes the moment %s',
  (when) => {
    expect(fields({ inner: { name: 'Lucy', when } })).toEqual([]);
  },
);

it.each([
  '20260210',
  '2026-W10-1',
  '2026-060',
  '2026-02-10T10',
  '2026-02-30',
  '0000-01-01',
  '+012026-01-01',
  'today',
  5,
])('refuses %p as a moment', (when) => {
  expect(faults({ inner: { name: 'Lucy', when } })).toEqual([
    {
      field: 'inner.when',
      rule: 'when must be a day as 2026-05-20 or a moment as 2026-05-20T08:00:00Z',
    },
  ]);
});

it('reads JSON, and names the field that holds none', () => {
  expect(jsonIn('steps', '{"a":1}')).toEqual({ a: 1 });
  expect(faultsOf(() => jsonIn('steps', '{'))).toEqual([{ field: 'steps', rule: 'must be JSON' }]);
});
