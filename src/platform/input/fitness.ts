import type { Fault } from '#kernel';
import { clearableFields } from './clearable.js';

/** Nothing that we read is nested deeper than this; validation calls itself for every level. */
export const DEPTH_MAX = 32;

/**
 * Why nobody should look closer at what was sent: it is nested so deeply that the stack would end, or holds text
 * that no database keeps. Level by level, without calling itself.
 */
export function unfitness(value: unknown): string | undefined {
  if (typeof value === 'string') return isText(value) ? undefined : NO_TEXT;
  let level = [value].filter(isObject);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > DEPTH_MAX) return `must not be nested deeper than ${DEPTH_MAX} levels`;
    const inner = level.flatMap((one) => Object.entries(one).flat() as unknown[]);
    if (inner.some((one) => typeof one === 'string' && !isText(one))) return NO_TEXT;
    level = inner.filter(isObject);
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** PostgreSQL keeps neither. */
const NO_TEXT = 'must be text without U+0000 and without halves of surrogate pairs';

function isText(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/**
 * Fields that are null and not `@Clearable`. Who does not want to say something leaves it out: `@IsOptional` lets null
 * pass, and nobody behind it expects one. What a client may write freely (a field without a class of ours) is not looked into.
 */
export function nullsOf(value: unknown, path = ''): Fault[] {
  if (Array.isArray(value)) return value.flatMap((one, at) => nullsOf(one, `${path}${at}.`));
  if (!isOfClass(value)) return [];
  const clearable = clearableFields(value.constructor as new () => unknown);
  return Object.entries(value).flatMap(([name, inner]) => {
    if (inner !== null) return nullsOf(inner, `${path}${name}.`);
    const rule = 'must not be null; leave it out';
    return clearable.has(name) ? [] : [{ field: `${path}${name}`, rule }];
  });
}

function isOfClass(value: unknown): value is object {
  if (!isObject(value) || value instanceof Date) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null;
}
