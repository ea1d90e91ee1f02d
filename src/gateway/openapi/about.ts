import { COOKIE } from '../auth/credential.js';
/** What a reader should know before the first call. */
const DESCRIPTION = `An AI radio station in one process: news in, a mastered show out.

**Errors** are problem documents (RFC 9457, \`application/problem+json\`): \`type\` is stable, \`errors[]\` names every
field at fault, \`request_id\` stands in the log.

**Lists** that may grow are pages: give \`next_cursor\` of one as \`cursor\` of the next, until it is null.

**Times** are ISO 8601 in UTC, names are snake_case, and a number says its unit by its name or description.
A field of a request that is not described here is refused with 422.

**Idempotency-Key**: what is costly to do is done once for each key of the client's choice. Sent again with the same
key and body within 24 hours, a request gets the answer it got first; with another body, 409.`;

export const ABOUT = {
  openapi: '3.1.0',
  info: {
    title: 'RadioX',
    version: '1',
    summary: 'News in, a mastered show out.',
    description: DESCRIPTION,
    contact: { name: 'The operator of this station' },
    license: { name: 'All rights reserved', identifier: 'LicenseRef-Proprietary' },
  },
  servers: [{ url: '/', description: 'This station.' }],
} as const;

/** What each group of operations is about; every tag in use stands here. */
export const TAGS: Readonly<Record<string, string>> = {
  alerts: 'Rules that wake somebody, and what has become of them.',
  analytics: 'Events, reports and costs.',
  audio: 'Speech engines, voices, and how mixing goes.',
  audit: 'Who did what: a record that is only added to.',
  auth: 'Signing in, tokens and sessions.',
  configuration: 'Every setting in force, and how a running station takes others.',
  content: 'Feeds, articles, stories and scripts outside of any show.',
  data: 'Channels, styles and schedules, what a key prefers, and all of it as one document.',
  database: 'How PostgreSQL is used, and answers that are kept.',
  health: 'Whether the station is well; for machines that watch it.',
  http: 'How calls to the outside go, and their circuit breakers.',
  jobs: 'Work in the background, by job and by queue.',
  keys: 'API keys.',
  media:
    'Files that people bring or the station paints: jingles, beds, music, covers, samples; their keeping.',
  performance: 'What is measured, and what can be done about it.',
  presets: 'What shows are made to.',
  services: 'Every part of the station and how it is.',
  shows: 'Shows: asked for, followed, listened to.',
  speakers: 'Who speaks: personas with voices.',
};

/** Ways to say who calls. */
export const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description:
      'An API key, such as the operator key that the first start prints, or a token made from one.',
  },
  api_key: {
    type: 'apiKey',
    in: 'header',
    name: 'x-api-key',
    description: 'The same key, for clients that cannot send an Authorization header.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: COOKIE,
    description: 'What a browser gets for signing in; over TLS its name begins with `__Host-`.',
  },
} as const;
