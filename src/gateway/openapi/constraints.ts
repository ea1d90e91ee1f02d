import { getMetadataStorage } from 'class-validator';
import type { Schema } from './document.js';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;
export type Class = abstract new (...parameters: never[]) => unknown;

/** What the Swagger plugin does not read from a check: the schema it stands for. */
const STANDS_FOR: Readonly<Record<string, Schema>> = {
  isInt: { type: 'integer' },
  isIso8601: { format: 'date-time' },
  isUrl: { format: 'uri' },
  isUuid: { format: 'uuid' },
};

/** The checks of a class for requests, by field. */
export function checksOf(target: Class): Map<string, Metadata> {
  const all = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false);
  return Map.groupBy(all, ({ propertyName }) => propertyName);
}

/** Every class that checks requests, by name. One that only takes over the checks of another is not among them. */
export function checkedClasses(): Map<string, Class> {
  const { validationMetadatas } = getMetadataStorage() as unknown as {
    validationMetadatas: Map<Class, unknown>;
  };
  return new Map([...validationMetadatas.keys()].map((target) => [target.name, target]));
}

/** Narrows the schema of a field to what its checks let pass. */
export function narrow(schema: Schema, checks: Metadata): void {
  for (const { name = '', each, constraints } of checks) {
    const target = each ? itemsOf(schema) : schema;
    if (!target) continue;
    const stands = STANDS_FOR[name];
    if (stands) Object.assign(target, stands);
    if (each && name === 'isIn') target['enum'] = [...(constraints as [readonly unknown[]])[0]];
    if (each && name === 'isLength') lengths(target, constraints as [number, number?]);
  }
  // Last: what a check stands for says nothing of null.
  if (checks.some(({ name }) => name === 'isClearable') && typeof schema.type === 'string')
    schema.type = [schema.type, 'null'];
}

function lengths(target: Schema, [min, max]: [number, number?]): void {
  target['minLength'] = min;
  if (max !== undefined) target['maxLength'] = max;
}

function itemsOf(schema: Schema): Schema | undefined {
  return schema.type === 'array' ? (schema.items ??= {}) : undefined;
}
