import fc from 'fast-check';
import type { ApiDescription, Schema } from './api-description.ts';

/** Values that mean something to the station, by the name of the field; without them hardly a request would be granted. */
export type Known = (field: string) => readonly unknown[];

const CHARACTERS_MAX = 60;
const ITEMS_MAX = 4;
const INTEGER_MAX = 1_000_000;
/** Of so many values of a field that the station knows, one is anything the schema allows. */
const KNOWN_WEIGHT = 6;

/** Everything that a schema allows, within small bounds. */
export function arbitraryOf(
  schema: Schema,
  api: ApiDescription,
  known: Known,
  field = '',
): fc.Arbitrary<unknown> {
  const resolved = api.resolve(schema);
  const anything = unknownOf(resolved, api, known, field);
  const isWhole = [resolved.type].flat().includes('integer'); // `from` is a day here, a version there.
  const values = known(field).filter((value) => !isWhole || typeof value !== 'string');
  if (values.length === 0) return anything;
  return fc.oneof(
    { weight: KNOWN_WEIGHT, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: anything },
  );
}

function unknownOf(
  schema: Schema,
  api: ApiDescription,
  known: Known,
  field: string,
): fc.Arbitrary<unknown> {
  const { enum: values, oneOf, anyOf } = schema;
  if (values) return fc.constantFrom(...values);
  const choice = oneOf ?? anyOf;
  if (choice) return fc.oneof(...choice.map((one) => arbitraryOf(one, api, known)));
  const [type] = [schema.type].flat();
  if (type === 'string') return stringOf(schema);
  if (type === 'boolean') return fc.boolean();
  if (type === 'integer') return fc.integer(range(schema));
  if (type === 'number') return fc.double({ ...range(schema), noNaN: true });
  if (type === 'array') return arrayOf(schema, api, known, field);
  if (type === 'null') return fc.constant(null);
  return objectOf(schema, api, known);
}

function range({ minimum = -INTEGER_MAX, maximum = INTEGER_MAX }: Schema) {
  return { min: minimum, max: maximum };
}

function stringOf({ pattern, format, minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time')
    return fc
      .date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'));
  if (format === 'uuid') return fc.uuid();
  if (format === 'uri') return fc.webUrl({ validSchemes: ['http', 'https'] });
  const max = Math.max(minLength, Math.min(maxLength ?? CHARACTERS_MAX, CHARACTERS_MAX));
  const within = (text: string) => text.length >= minLength && text.length <= max;
  return fc.string({ minLength, maxLength: max, unit: 'grapheme' }).filter(within);
}

function arrayOf(
  { items = {}, minItems = 0, maxItems = ITEMS_MAX }: Schema,
  api: ApiDescription,
  known: Known,
  field: string,
): fc.Arbitrary<unknown[]> {
  const maxLength = Math.max(minItems, Math.min(maxItems, ITEMS_MAX));
  return fc.array(arbitraryOf(items, api, known, `${field}[]`), { minLength: minItems, maxLength });
}

function objectOf(
  { properties = {}, required = [], additionalProperties }: Schema,
  api: ApiDescription,
  known: Known,
): fc.Arbitrary<unknown> {
  if (typeof additionalProperties === 'object') {
    const value = arbitraryOf(additionalProperties, api, known);
    return fc.dictionary(fc.stringMatching(/^[a-z]{1,10}$/), value, { maxKeys: ITEMS_MAX });
  }
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, one]) => [name, arbitraryOf(one, api, known, name)]),
  );
  return fc.record(model, { requiredKeys: [...required] });
}
