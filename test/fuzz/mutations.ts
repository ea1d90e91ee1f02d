import type { Placed } from './api-description.ts';
import { type Draft, type Request, written } from './request.ts';

/** A number of 0 up to `below`, whole. */
export type Pick = (below: number) => number;

interface Mutated {
  readonly placed: Placed;
  /** Of the body, as described. */
  readonly fields: readonly string[];
  readonly draft: Draft;
  readonly key: string;
  readonly pick: Pick;
}

const NESTED_DEEPLY = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
/** An address of more than 16 kB with its headers is refused by Node, before any route. */
const QUERY_CHARACTERS_MAX = 5_000;
const MUCH = 'x'.repeat(100_000);
/** Above what the station reads of a body. */
const TOO_MUCH = JSON.stringify({ text: 'x'.repeat(1_100_000) });

const ODD_VALUES: readonly unknown[] = [
  ...[null, true, -1, 0, 1.5, 1e308, -1e308, Number.MAX_SAFE_INTEGER + 2, '', ' ', '0', 'null'],
  ...['\u0000', 'a\u0000b', '\ud800', '\u202egnp.exe', '😀'.repeat(20), 'ﷺ'.repeat(50), MUCH],
  ...["' or 1=1 --", '${7*7}', '../../etc/passwd', '<script>alert(1)</script>', '%s%n%x', '1e999'],
  ...[[], {}, [[]], [null], { a: { b: { c: {} } } }, { $ne: null }, ['x', 1, null]],
];

/** Pieces of a path, as they are sent: some are no UTF-8, some lead elsewhere. */
const ODD_PARTS = [
  ...[
    '%00',
    '%ff',
    '%zz',
    '%',
    '%c0%ae%c0%ae',
    '..%2f..%2fetc%2fpasswd',
    '%2e%2e',
    '..',
    '.',
    '%2f',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'undefined',
    '-1',
    '0',
    '1e9',
    '*',
    ':id',
    '{id}',
  ],
  ...[
    '%F0%9F%98%80',
    "'%20or%201=1--",
    '%0d%0aset-cookie:%20a=b',
    '',
    'x'.repeat(199),
    'x'.repeat(400),
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-4fff-bfff-ffffffffffff',
    '%3Cscript%3E',
  ],
];

const ODD_QUERIES = [
  ...[
    'limit=%00',
    'limit=-1',
    'limit=1e9',
    'limit=NaN',
    'limit=1&limit=2',
    'limit[a]=1',
    'limit[]=1',
  ],
  ...[
    'cursor=e30',
    'cursor=W10',
    'cursor=%ff',
    'q=%00',
    'q=',
    `q=${'x'.repeat(5000)}`,
    '__proto__=1',
  ],
  ...[
    'constructor[prototype][a]=1',
    'surprise=1',
    'count=0',
    'count=1.5',
    'since=yesterday',
    '%',
    '&&&=',
    '=',
  ],
  ...[
    'channel=%00',
    'language=xx',
    'status=sleeping',
    'state=%F0%9F%98%80',
    'type=%00',
    'since=2026-99-99',
  ],
];

const ODD_BODIES: ReadonlyArray<string | Buffer> = [
  ...[
    '',
    '{',
    '{"a":',
    '[',
    '"',
    'null',
    'true',
    '1',
    '"text"',
    '[]',
    '[1,2]',
    '{}',
    '\ufeff{}',
    "{'a':1}",
  ],
  ...[
    '{"a":1,}',
    '{"a":1}{"b":2}',
    NESTED_DEEPLY,
    `{"a":${NESTED_DEEPLY}}`,
    TOO_MUCH,
    'NaN',
    '{"a":1e999}',
  ],
  ...['{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"a":1}}}', '{"\\u0000":1}'],
  Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from([0x1f, 0x8b, 0x08, 0x00]),
];

const ODD_HEADERS: ReadonlyArray<Readonly<Record<string, string>>> = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/xml' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': '/' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-encoding': 'gzip' },
  { accept: 'application/xml' },
  { 'accept-language': '*;q=9' },
  { range: 'bytes=0-0' },
  { range: 'bytes=9-2' },
  { range: 'bytes=99999999999-' },
  { range: 'bytes=-0' },
  { range: 'bytes=0-1,3-4,6-7' },
  { range: 'lines=1' },
  { 'if-none-match': '*' },
  { 'if-match': '"x"' },
  { 'if-modified-since': 'soon' },
  { 'last-event-id': '99999999999999999999' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'idempotency-key': '' },
  { 'x-forwarded-for': '8.8.8.8, <x>' },
  { 'x-http-method-override': 'DELETE' },
  { 'x-request-id': "'; drop table show; --" },
  { traceparent: '00-zz-zz-zz' },
  { cookie: 'a=b; __proto__=c' },
];

const ODD_KEYS: ReadonlyArray<Readonly<Record<string, string>>> = [
  // Most come without one: an address that shows too many wrong keys is shut out for a minute.
  ...[{}, {}, {}, {}, {}, {}],
  { authorization: 'Bearer rx_nobody' },
  { authorization: 'Bearer ' },
  { authorization: 'Basic cm9vdDpyb290' },
  { authorization: `Bearer ${'x'.repeat(3000)}` },
  { authorization: 'Bearer a.b.c' },
  { 'x-api-key': '' },
  { 'x-api-key': "' or 1=1 --" },
];

type Mutation = (given: Mutated) => Request;

/** Ways to spoil a request, by name. */
const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'odd key': (given) => {
    const request = plain(given, 'odd key', undefined);
    return { ...request, headers: { ...request.headers, ...oneOf(ODD_KEYS, given.pick) } };
  },
  'odd header': (given) => {
    const request = plain(given, 'odd header');
    return { ...request, headers: { ...request.headers, ...oneOf(ODD_HEADERS, given.pick) } };
  },
  'odd query': (given) => {
    const request = plain(given, 'odd query');
    const joint = request.target.includes('?') ? '&' : '?';
    return { ...request, target: `${request.target}${joint}${oneOf(ODD_QUERIES, given.pick)}` };
  },
  'odd parameter': (given) => {
    const { query } = given.draft;
    const names = (given.placed.operation.parameters ?? []).filter((one) => one.in === 'query');
    if (names.length === 0) return plain(given, 'odd parameter');
    const { name } = oneOf(names, given.pick);
    const value = oneOf(ODD_VALUES, given.pick);
    const short = typeof value === 'string' ? value.slice(0, QUERY_CHARACTERS_MAX) : value;
    const spoilt = { ...query, [name]: short };
    return plain({ ...given, draft: { ...given.draft, query: spoilt } }, 'odd parameter');
  },
  'odd path': (given) => {
    const request = plain(given, 'odd path');
    const part = oneOf(ODD_PARTS, given.pick);
    const target = given.placed.path.replaceAll(/\{\w+\}/g, () => part);
    const isStray = part === '' || /^\.|%2e|%2f/i.test(part) || part.length > 200;
    return { ...request, target, isStray };
  },
  'odd field': (given) => {
    const { body } = given.draft;
    if (!isRecord(body)) return MUTATIONS['odd body']?.(given) ?? plain(given, 'odd field');
    const names = [...given.fields, 'surprise'];
    const spoilt = { ...body, [oneOf(names, given.pick)]: oneOf(ODD_VALUES, given.pick) };
    return plain({ ...given, draft: { ...given.draft, body: spoilt } }, 'odd field');
  },
  'missing field': (given) => {
    const { body } = given.draft;
    if (!isRecord(body)) return plain(given, 'missing field');
    const names = Object.keys(body);
    const left = { ...body };
    if (names.length > 0) Reflect.deleteProperty(left, oneOf(names, given.pick));
    return plain({ ...given, draft: { ...given.draft, body: left } }, 'missing field');
  },
  'odd body': (given) => {
    const request = plain(given, 'odd body');
    if (['GET', 'HEAD'].includes(request.method)) return request;
    const headers = { ...request.headers, 'content-type': 'application/json' };
    return { ...request, headers, body: oneOf(ODD_BODIES, given.pick) };
  },
};

const NAMES = Object.keys(MUTATIONS);

/** The `at`th spoilt form of a request; each way of spoiling has its turn. */
export function mutated(given: Mutated, at: number): Request {
  const mutate = MUTATIONS[NAMES[at % NAMES.length] ?? ''];
  if (!mutate) throw new Error('There is no such mutation.');
  return mutate(given);
}

function plain(
  { placed, draft, key }: Mutated,
  kind: string,
  by: string | undefined = key,
): Request {
  return written(placed, draft, { key: kind === 'odd key' ? undefined : by, kind });
}

function oneOf<T>(values: readonly T[], pick: Pick): T {
  return values[pick(values.length)] as T;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
