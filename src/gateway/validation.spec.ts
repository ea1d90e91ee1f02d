import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { Clearable } from '#platform/input';
import { validation } from './validation.js';

class Inner {
  @IsOptional()
  @IsString()
  readonly text?: string;
}

class Outer {
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Inner)
  readonly list?: Inner[];

  @IsOptional()
  @IsObject()
  readonly free?: Record<string, unknown>;
}

class Settable {
  @Clearable()
  @IsString()
  readonly note?: string | null;

  @IsOptional()
  @IsString()
  readonly name?: string;
}
class Changes extends PartialType(Settable) {}

const check = (body: unknown) => validation().transform(body, { type: 'body', metatype: Outer });

it('refuses null where it stands for nothing, and names the place', async () => {
  await expect(check({ list: [{}, { text: null }] })).rejects.toMatchObject({
    facts: { errors: [{ field: 'list.1.text', rule: 'must not be null; leave it out' }] },
  });
  await expect(check({ free: null })).rejects.toMatchObject({
    facts: { errors: [{ field: 'free' }] },
  });
});

it('leaves null alone in what a client may write freely', async () => {
  await expect(check({ free: { a: null }, list: [{ text: 'x' }] })).resolves.toEqual({
    free: { a: null },
    list: [{ text: 'x' }],
  });
});

it('lets null take away what a class says can be, and nothing else', async () => {
  const changed = (body: unknown) =>
    validation().transform(body, { type: 'body', metatype: Changes });

  await expect(changed({ note: null })).resolves.toEqual({ note: null });
  await expect(changed({ note: 7 })).rejects.toThrow('note must be a string');
  await expect(changed({ note: null, name: null })).rejects.toMatchObject({
    facts: { errors: [{ field: 'name', rule: 'must not be null; leave it out' }] },
  });
});
