import { InvalidInput } from '#kernel';
import type { ContentSettings } from '#modules/content';
import type { GenerateShowDto } from './show.dto.js';

export const IF_MATCH = {
  name: 'if-match',
  description: 'The ETag of the script that was read; `*` takes whatever is there.',
  schema: { type: 'string', pattern: String.raw`^(\*|"v[1-9][0-9]{0,8}")$` },
} as const;

const IDEMPOTENCY_KEY_CHARACTERS_MAX = 255;
/** For the description of the API. */
export const IDEMPOTENCY_KEY = {
  name: 'idempotency-key',
  description: "Of the client's choice: sent again with the same body, it makes no second show.",
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: IDEMPOTENCY_KEY_CHARACTERS_MAX },
} as const;

/** @throws InvalidInput */
export function refuseKey(key: string | undefined): void {
  if (key !== undefined && (key === '' || key.length > IDEMPOTENCY_KEY_CHARACTERS_MAX))
    throw new InvalidInput([{ field: 'Idempotency-Key', rule: 'must have 1 to 255 characters' }]);
}

/**
 * Files of this machine are read only where the operator's settings say so.
 * @param place Where the wish stands in the body: "items.3.".
 * @throws InvalidInput
 */
export function refuseFiles(
  { feeds }: GenerateShowDto,
  { fileFeeds }: ContentSettings,
  place = '',
): void {
  if (!Array.isArray(feeds) || fileFeeds) return;
  const at = feeds.findIndex((address) => !/^https?:\/\//i.test(address));
  if (at < 0) return;
  const rule = 'must be an http or https address; CONTENT_FILE_FEEDS=true allows files';
  throw new InvalidInput([{ field: `${place}feeds.${at}`, rule }]);
}
