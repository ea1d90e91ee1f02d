import type { IncomingHttpHeaders } from 'node:http';

export interface ChatRequest {
  readonly model: string;
  readonly messages: ReadonlyArray<{ readonly role: string; readonly content: string }>;
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: {
      readonly name: string;
      readonly strict?: boolean;
      readonly schema: object;
    };
  };
  readonly temperature?: number;
  readonly seed?: number;
  readonly max_completion_tokens?: number;
  readonly max_tokens?: number;
}

/** Fields of a request as the API publishes them, of which we have a use. */
const FIELDS = new Set([
  'model',
  'messages',
  'response_format',
  'temperature',
  'seed',
  'max_completion_tokens',
  'max_tokens',
]);
const ROLES = new Set(['developer', 'system', 'user', 'assistant', 'tool']);

/** @returns What breaks the published API of chat completions: address, headers, types, ranges, the rules of strict schemas. */
export function faultsOfRequest(
  url: string,
  headers: IncomingHttpHeaders,
  bytes: Buffer,
): { readonly faults: string[]; readonly body?: ChatRequest } {
  const faults: string[] = [];
  const demand = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  demand(url === '/v1/chat/completions', `no such path: ${url}`);
  demand(
    /^application\/json/u.test(headers['content-type'] ?? ''),
    'content-type must be application/json',
  );
  let body: ChatRequest;
  try {
    body = JSON.parse(bytes.toString('utf8')) as ChatRequest;
  } catch {
    return { faults: [...faults, 'the body is no JSON'] };
  }
  for (const name of Object.keys(body)) demand(FIELDS.has(name), `Unknown parameter: ${name}`);
  demand(typeof body.model === 'string' && body.model !== '', 'model is required');
  demand(Array.isArray(body.messages) && body.messages.length > 0, 'messages are required');
  for (const message of body.messages) {
    demand(ROLES.has(message.role), `no such role: ${message.role}`);
    demand(typeof message.content === 'string' && message.content !== '', 'content must be a text');
    demand(
      Object.keys(message).every((key) => ['role', 'content'].includes(key)),
      'unknown field of a message',
    );
  }
  const { temperature, seed, max_completion_tokens: limit, max_tokens: old } = body;
  demand(
    temperature === undefined || (temperature >= 0 && temperature <= 2),
    'temperature is out of range',
  );
  demand(seed === undefined || Number.isSafeInteger(seed), 'seed must be an integer');
  demand(
    limit === undefined || (Number.isInteger(limit) && limit > 0),
    'max_completion_tokens must be an integer',
  );
  demand(
    limit === undefined || old === undefined,
    'max_tokens and max_completion_tokens exclude each other',
  );
  const format = body.response_format;
  if (format) {
    demand(
      ['text', 'json_object', 'json_schema'].includes(format.type),
      `no such format: ${format.type}`,
    );
    if (format.type === 'json_schema') {
      demand(/^[\w-]{1,64}$/u.test(format.json_schema?.name ?? ''), 'json_schema.name is wrong');
      faults.push(...strictFaults(format.json_schema?.schema, 'schema'));
    }
    // The API refuses JSON mode where no message speaks of JSON.
    if (format.type === 'json_object')
      demand(
        body.messages.some(({ content }) => /json/iu.test(content)),
        'messages must contain the word json',
      );
  }
  return { faults, body };
}

/** Strict schemas: objects name all their properties as required and allow no other. */
function strictFaults(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [`${at} must be a schema`];
  const { type, properties, required, additionalProperties, items } = schema as Record<
    string,
    unknown
  >;
  if (type === 'array') return strictFaults(items, `${at}.items`);
  if (type !== 'object') return [];
  const names = Object.keys(properties as object);
  const faults: string[] = [];
  if (additionalProperties !== false) faults.push(`${at}: additionalProperties must be false`);
  if (
    JSON.stringify([...names].sort()) !==
    JSON.stringify([...((required as string[] | undefined) ?? [])].sort())
  )
    faults.push(`${at}: required must name every property`);
  for (const name of names)
    faults.push(...strictFaults((properties as Record<string, unknown>)[name], `${at}.${name}`));
  return faults;
}
