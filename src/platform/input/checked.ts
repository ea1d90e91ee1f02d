import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type Fault, InvalidInput } from '#kernel';
import { nullsOf, unfitness } from './fitness.js';

/** Members that would change what an object is. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What came past the pipe (a form, a body that is read by hand), held to the same rules as every other body.
 * @throws InvalidInput naming every fault.
 */
export function checkedAs<Dto extends object>(Class: new () => Dto, said: unknown): Dto {
  const rule = unfitness(said);
  if (rule !== undefined) refuse('body', rule);
  const reserved = reservedIn(said);
  if (reserved !== undefined) refuse(reserved, 'is not a field of this request');
  const isObject = typeof said === 'object' && said !== null && !Array.isArray(said);
  const dto = plainToInstance(Class, isObject ? said : {});
  const options = { whitelist: true, forbidNonWhitelisted: true };
  const faults = validateSync(dto, options).flatMap((error) => faultsOf(error));
  if (faults.length > 0) throw new InvalidInput(faults);
  const nulls = nullsOf(dto);
  if (nulls.length > 0) throw new InvalidInput(nulls);
  return dto;
}

/** What was wrong, by the path of each field. */
export function faultsOf(error: ValidationError, path = ''): Fault[] {
  const field = `${path}${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    rule: rule === 'whitelistValidation' ? 'is not a field of this request' : message,
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, `${field}.`))];
}

/** A field of a form that holds JSON. @throws InvalidInput */
export function jsonIn(field: string, text: string, rule = 'must be JSON'): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return refuse(field, rule);
  }
}

/** @throws InvalidInput always. */
export function refuse(field: string, rule: string): never {
  throw new InvalidInput([{ field, rule }]);
}

/** Path of the first member that nobody may have. Not called for what is nested deeply. */
function reservedIn(value: unknown, path = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (RESERVED.has(name)) return `${path}${name}`;
    const found = reservedIn(inner, `${path}${name}.`);
    if (found !== undefined) return found;
  }
  return undefined;
}
