import type { ApiDocument, Schema } from './document.js';

const REF = '#/components/schemas/';
const SUFFIX = /Dto$/;
/** Hold data or are read by nobody: never schemas. */
const DATA = new Set(['example', 'examples', 'default', 'const', 'enum']);
/** Have names of ours for keys, which mean nothing to OpenAPI. */
const MAPS = new Set(['properties', 'schemas', 'responses', 'headers']);

/** The document without the marks of its making: schemas have the names of things, and speak 3.1. */
export function tidied(document: ApiDocument): ApiDocument {
  const { schemas } = document.components;
  const names = new Map(Object.keys(schemas).map((name) => [name, name.replace(SUFFIX, '')]));
  if (new Set(names.values()).size < names.size)
    throw new Error('Two schemas of the API would have one name.');
  const renamed = Object.entries(schemas)
    .map(([name, schema]) => [names.get(name) ?? name, schema] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const { openapi, info, servers, ...rest } = document as never as Record<string, unknown>;
  const tidy = {
    ...{ openapi, info, servers },
    ...rest,
    components: { ...document.components, schemas: Object.fromEntries(renamed) },
  };
  return walked(tidy, names) as ApiDocument;
}

function walked(node: unknown, names: ReadonlyMap<string, string>, isMap = false): unknown {
  if (Array.isArray(node)) return node.map((one) => walked(one, names));
  if (typeof node !== 'object' || node === null) return node;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node))
    if (key === '$ref' && typeof value === 'string' && value.startsWith(REF))
      copy[key] = REF + (names.get(value.slice(REF.length)) ?? value.slice(REF.length));
    else if (value !== undefined)
      copy[key] = DATA.has(key) && !isMap ? value : walked(value, names, MAPS.has(key) && !isMap);
  return isMap ? copy : modern(copy);
}

/** What only OpenAPI 3.0 says, in the words of JSON Schema 2020-12. */
function modern(schema: Schema): Schema {
  if (typeof schema.exclusiveMinimum === 'boolean') {
    if (schema.exclusiveMinimum && schema.minimum !== undefined) {
      schema.exclusiveMinimum = schema.minimum;
      delete schema.minimum;
    } else delete schema.exclusiveMinimum;
  }
  if (typeof schema.exclusiveMaximum === 'boolean') {
    if (schema.exclusiveMaximum && schema.maximum !== undefined) {
      schema.exclusiveMaximum = schema.maximum;
      delete schema.maximum;
    } else delete schema.exclusiveMaximum;
  }
  // A reference may have words beside it now; a list of one is a list no more.
  const { allOf } = schema as { allOf?: Schema[] };
  if (allOf?.length === 1 && allOf[0]?.$ref !== undefined) {
    delete schema['allOf'];
    schema.$ref = allOf[0].$ref;
  }
  return schema;
}
