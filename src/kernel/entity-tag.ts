import { InvalidInput } from './problem.js';

/**
 * The ETag of what is counted in versions; strong: equal tags mean equal content.
 * @param state Tells apart contents of one version, where something in them changes without anybody writing it.
 */
export function versionTag(version: number, state = ''): string {
  return state === '' ? `"v${version}"` : `"v${version}.${state}"`;
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
  return Number(/"v([1-9]\d{0,8})(?:\.[\w-]{1,64})?"/.exec(ifMatch)?.[1] ?? 0);
}

/** Whether what the client has, by its If-None-Match (RFC 9110, weak comparison), is what this tag stands for. */
export function hasTag(ifNoneMatch: string, tag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const bare = tag.replace(/^W\//, '');
  return ifNoneMatch.match(/"[^"]*"/g)?.includes(bare) ?? false;
}
