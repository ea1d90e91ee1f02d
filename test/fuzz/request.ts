import fc from 'fast-check';
import { arbitraryOf, type Known } from './arbitrary.ts';
import type { ApiDescription, Placed } from './api-description.ts';

/** A request as it goes over the wire. */
export interface Request {
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** How it was made: `valid`, or the name of the mutation. */
  readonly kind: string;
  /** Its address may lead to another operation, or to none. */
  readonly isStray?: boolean;
}

/** The parts of a request, before they are put together. */
export interface Draft {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Requests as the description says that they should be. */
export function draftsOf(
  { path, operation: { parameters = [], requestBody } }: Placed,
  api: ApiDescription,
  known: Known,
): fc.Arbitrary<Draft> {
  const named = (where: string) => {
    const own = parameters.filter((parameter) => parameter.in === where);
    const model = own.map(({ name, schema }) => {
      const field = where === 'path' ? fieldOf(path, name) : name;
      return [name, arbitraryOf(schema, api, known, field)] as const;
    });
    const requiredKeys = own.filter(({ required }) => required).map(({ name }) => name);
    return fc.record(Object.fromEntries(model), { requiredKeys });
  };
  const [type, { schema } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  return fc.record({
    path: named('path'),
    query: named('query'),
    headers: named('header'),
    body: schema ? bodyOf(type ?? '', arbitraryOf(schema, api, known)) : fc.constant(undefined),
  }) as fc.Arbitrary<Draft>;
}

const OPML =
  '<opml version="2.0"><body><outline text="a" xmlUrl="https://a.invalid/rss"/></body></opml>';

const BOUNDARY = 'fuzzed';

/** A form with a file that begins as sound does. */
function formOf(salt: number): string {
  const part = (head: string, content: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const file = `RIFF----WAVEfmt ${salt}`;
  return `${part('name="kind"', 'bed')}${part('name="file"; filename="a.wav"', file)}--${BOUNDARY}--\r\n`;
}

/** Of texts that are no JSON, one that means something. */
function bodyOf(type: string, anything: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (type.startsWith('multipart/')) return fc.oneof(fc.nat().map(formOf), anything);
  return type.includes('opml') ? fc.oneof(fc.constant(OPML), anything) : anything;
}

/** "shows/id" for the id in /api/v1/shows/{id}: ids of one thing are none of another. */
export function fieldOf(path: string, name: string): string {
  const parts = path.split('/');
  return `${parts[parts.indexOf(`{${name}}`) - 1] ?? ''}/${name}`;
}

/** Puts a request together. */
export function written(
  { method, path, operation }: Placed,
  draft: Draft,
  { key, kind }: { readonly key: string | undefined; readonly kind: string },
): Request {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encoded(asText(draft.path[name] ?? '')),
  );
  const query = Object.entries(draft.query)
    .map(([name, value]) => `${encoded(name)}=${encoded(asText(value))}`)
    .join('&');
  const isSent = draft.body !== undefined;
  const [type = 'application/json'] = Object.keys(operation.requestBody?.content ?? {});
  const sent = type.startsWith('multipart/') ? `${type}; boundary=${BOUNDARY}` : type;
  const raw = !type.includes('json') && typeof draft.body === 'string' ? draft.body : undefined;
  return {
    method: method.toUpperCase(),
    target: query === '' ? filled : `${filled}?${query}`,
    headers: {
      ...(isSent && { 'content-type': raw === undefined ? 'application/json' : sent }),
      ...printable(draft.headers),
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    ...(isSent && { body: raw ?? JSON.stringify(draft.body) }),
    kind,
  };
}

/** Lone surrogates have no UTF-8. */
export function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Node sends no header that is not Latin-1 without control characters. */
function printable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replaceAll(/[^\x20-\x7e]/g, '?')]),
  );
}
