import { checkedClasses, checksOf, type Class, narrow } from './constraints.js';
import { type ApiDocument, type Operation, operationsOf, type Schema } from './document.js';
import { singular } from './operation-id.js';

const REF = '#/components/schemas/';

/**
 * Makes the schemas of requests say what validation does: whole numbers, no other fields, and nothing is
 * required that has a default. Done while schemas still have the names of their classes.
 * @param bodies Classes that handlers take.
 */
export function describeRequests(document: ApiDocument, bodies: readonly Class[]): void {
  const classes = new Map([...checkedClasses(), ...bodies.map((one) => [one.name, one] as const)]);
  const { schemas } = document.components;
  for (const name of reachable(document)) {
    const schema = schemas[name];
    const target = classes.get(name);
    if (!schema?.properties) continue;
    schema.additionalProperties = false;
    schema.required = (schema.required ?? []).filter(
      (field) => schema.properties?.[field]?.default === undefined,
    );
    if (schema.required.length === 0) delete schema.required;
    if (!target) continue;
    for (const [field, checks] of checksOf(target)) {
      const property = schema.properties[field];
      if (property) narrow(property, checks);
    }
  }
}

/** Names of the schemas that bodies of requests are made of. */
function reachable(document: ApiDocument): Set<string> {
  const found = new Set<string>();
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node))
      if (key !== '$ref') visit(value);
      else if (!found.has(String(value).slice(REF.length))) {
        found.add(String(value).slice(REF.length));
        visit(document.components.schemas[String(value).slice(REF.length)]);
      }
  };
  for (const { operation } of operationsOf(document)) visit(operation.requestBody?.content);
  return found;
}

/** Queries and parts of the path: what has a default may be left out, and each says what it is. */
export function describeParameters(
  path: string,
  operation: Operation,
  { queries, formats }: { queries: readonly Class[]; formats: ReadonlyMap<string, string> },
): void {
  const checks = new Map(queries.flatMap((target) => [...checksOf(target)]));
  for (const parameter of operation.parameters ?? []) {
    const schema = (parameter.schema ??= { type: 'string' });
    const format = formats.get(parameter.name);
    if (format !== undefined) schema.format = format;
    const own = checks.get(parameter.name);
    if (own) narrow(schema, own);
    if (parameter.in === 'query' && schema.default !== undefined) parameter.required = false;
    parameter.description ??= defaultDescription(path, parameter.name);
    if (parameter.in === 'path') bounded(schema);
  }
}

/** The router takes no longer part of a path. */
const PART_CHARACTERS_MAX = 200;

function bounded(schema: Schema): void {
  if (schema.type !== 'string' || schema['enum'] || schema.format) return;
  schema['minLength'] ??= 1;
  schema['maxLength'] ??= PART_CHARACTERS_MAX;
}

/** "Id of the show.", from the place it has in the path. */
function defaultDescription(path: string, name: string): string {
  const parts = path.split('/');
  const before = parts[parts.indexOf(`{${name}}`) - 1];
  const what = name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
  return before === undefined ? `${what}.` : `${what} of the ${singular(before)}.`;
}
