import type { Operation, ResponseObject, Schema } from './document.js';

const MEDIA_TYPE = 'application/problem+json';
const PROBLEM: Record<string, { schema: Schema }> = {
  [MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } },
};

/** What every refused or failed request is answered with. */
export const PROBLEM_SCHEMAS: Record<string, Schema> = {
  Problem: {
    type: 'object',
    description: 'A problem document (RFC 9457). Some types of problem have members of their own.',
    properties: {
      type: {
        type: 'string',
        format: 'uri-reference',
        description:
          'Stable name of the kind of problem; `about:blank` where the status says it all.',
        examples: ['/problems/show/not-found'],
      },
      title: { type: 'string', description: 'The kind of problem in a few words.' },
      status: { type: 'integer', minimum: 400, maximum: 599, description: 'The HTTP status.' },
      detail: { type: 'string', description: 'What is wrong with this request, in a sentence.' },
      instance: { type: 'string', description: 'Path of the request.' },
      request_id: { type: 'string', description: 'Stands in the log beside whatever went wrong.' },
      errors: {
        type: 'array',
        description: 'Every field at fault.',
        items: { $ref: '#/components/schemas/Fault' },
      },
      retry_after_s: {
        type: 'number',
        minimum: 0,
        description: 'Seconds until it may go better, where that is known.',
      },
    },
    required: ['type', 'title', 'status', 'request_id'],
    additionalProperties: true,
  },
  Fault: {
    type: 'object',
    description: 'One thing wrong with what was sent.',
    properties: {
      field: { type: 'string', description: 'As on the wire, nested by dots: `segments.0.text`.' },
      rule: { type: 'string', description: 'What it must be.' },
    },
    required: ['field', 'rule'],
  },
};

const RETRY_AFTER = {
  'retry-after': {
    description: 'Whole seconds to wait before the next try.',
    schema: { type: 'integer', minimum: 0 },
  },
};

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read: broken JSON, or an address that is not well formed.',
  401: 'A key is needed, and there is none or it is not valid.',
  403: 'The key does not reach this far.',
  404: 'There is no such thing.',
  413: 'The body is too large.',
  414: 'The address, or a part of it, is too long.',
  415: 'The body is of a type that is not taken here.',
  416: 'The file has no such bytes.',
  422: 'Something in the request is not as described; every fault is named.',
  429: 'Too many requests.',
  500: 'A fault of the station; its log has it under `request_id`.',
  503: 'A part that is needed is away, or this process does not serve such requests.',
};
const WITH_WAIT = new Set([429, 503]);

/**
 * Adds to an operation every refusal it can be met with, as far as that follows from its shape. What does not
 * (409, or 404 without an id in the path) its docstring says: `@throws {409} The show is not in the making.`
 */
export function addProblems(method: string, operation: Operation): void {
  const statuses = statusesOf(method, operation);
  for (const status of statuses) {
    if (!(status in operation.responses)) operation.responses[status] = { description: '' };
  }
  for (const [status, response] of Object.entries(operation.responses))
    if (Number(status) >= 400) dress(Number(status), response);
}

const READING = new Set(['get', 'head']);

function statusesOf(
  method: string,
  { parameters = [], requestBody, security = [] }: Operation,
): number[] {
  const isIn = (where: string) => parameters.some((parameter) => parameter.in === where);
  return [
    // What is open for writing asks who it is by itself: signing in.
    ...(security.length > 0 || !READING.has(method) ? [401, 403] : []),
    // A body is read before it is known that nobody wants it.
    ...(READING.has(method) ? [] : [400, 413, 415]),
    ...(requestBody ? [422] : []),
    ...(isIn('path') ? [400, 404, 422] : []),
    ...(isIn('query') ? [422] : []),
    ...[414, 429, 500, 503],
  ];
}

/** What has a content of its own (health tells the same with 503) keeps it. */
function dress(status: number, response: ResponseObject): void {
  if (response.description === '') response.description = DESCRIPTIONS[status] ?? 'Refused.';
  response.content ??= PROBLEM;
  if (WITH_WAIT.has(status)) response.headers ??= RETRY_AFTER;
}
