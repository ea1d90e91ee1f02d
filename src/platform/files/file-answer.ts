import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';

const HEADERS = {
  etag: { description: 'Changes when the content does.', schema: { type: 'string' } },
  'accept-ranges': { description: '`bytes`.', schema: { type: 'string' } },
  'content-disposition': { description: 'With the name of the file.', schema: { type: 'string' } },
} as const;
const RANGE = {
  'content-range': { description: 'Which bytes of how many.', schema: { type: 'string' } },
} as const;

/** Describes a route that gives a file of one of these media types, whole or in ranges (RFC 9110). */
export function FileAnswer(...mediaTypes: readonly string[]): MethodDecorator {
  const content = Object.fromEntries(mediaTypes.map((type) => [type, { schema: {} }]));
  return applyDecorators(
    ApiHeader({
      name: 'range',
      description: 'Bytes wanted: `bytes=0-1023`.',
      required: false,
      schema: { type: 'string' },
    }),
    ApiHeader({
      name: 'if-none-match',
      description: 'The `etag` of what the client has.',
      required: false,
      schema: { type: 'string' },
    }),
    ApiResponse({ status: 200, description: 'The file.', content, headers: HEADERS }),
    ApiResponse({
      status: 206,
      description: 'The bytes that were asked for.',
      content,
      headers: { ...HEADERS, ...RANGE },
    }),
    ApiResponse({ status: 304, description: 'What the client has is still true.' }),
    ApiResponse({ status: 416, description: 'The file has no such bytes.', headers: RANGE }),
  );
}
