import { InvalidInput } from './problem.js';

/** The ETag of what is counted in versions; strong: equal tags mean equal content. */
export function versionTag(version: number): string {
  return `"v${version}"`;
}

/**
 * The version that a client has read, from its If-Match; nothing where it does not mind. A tag that is none of ours
 * matches none.
 * @throws InvalidInput
 */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  if (!/^\s*"[^"]*"\s*$/.test(ifMatch))
    throw new InvalidInput([{ field: 'If-Match', rule: 'must be one ETag in quotes, or *' }]);
  return Number(/"v([1-9]\d{0,8})"/.exec(ifMatch)?.[1] ?? 0);
}
