import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { canonicalLink } from '../document/clean.js';

/** Longer addresses are none that a publisher gives. */
export const ADDRESS_CHARACTERS_MAX = 2048;
const SLUG_CHARACTERS_MAX = 40;
const HASH_CHARACTERS = 8;

/** The same for every way to write one address: scheme, case, port, trackers, order of the query, last slash. */
export function canonicalAddress(address: string): string {
  const url = URL.parse(canonicalLink(address, ''));
  if (!url) return address;
  url.searchParams.sort();
  const path = url.pathname.replace(/\/+$/, '');
  return `${url.host.replace(/\.(?=$|:)/, '')}${path}${url.search}`;
}

/** What is wrong with the address of a feed that is no matter of where it leads; nothing where it may be tried. */
export function addressFault(address: string, mayBeFile: boolean): string | undefined {
  const url = URL.parse(address);
  const protocols = mayBeFile ? ['http:', 'https:', 'file:'] : ['http:', 'https:'];
  if (!url || !protocols.includes(url.protocol))
    return mayBeFile ? 'must be an http, https or file URL' : 'must be an http or https URL';
  if (url.username !== '' || url.password !== '')
    return 'must not hold a name or a password: everybody who lists feeds reads it';
  return undefined;
}

/** An id that a person can read: the publisher, or the host, and what tells it from others of the same. */
export function feedIdOf(address: string, outlet: string): string {
  const url = URL.parse(address);
  const host = url?.hostname.replace(/^(www|feeds?|rss)\./, '') ?? '';
  const words = outlet || host || basename(url?.pathname ?? '');
  const slug = words
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, SLUG_CHARACTERS_MAX)
    .replace(/-+$/, '');
  const hash = createHash('sha256').update(canonicalAddress(address)).digest('hex');
  return `${slug || 'feed'}-${hash.slice(0, HASH_CHARACTERS)}`;
}
