import { lookup as lookupByName, type LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Problem } from '#kernel';

/** An address that a stranger's URL may not reach. */
export class AddressRefused extends Problem {
  readonly code = 'http/address-refused';
  readonly kind = 'invalid';
  constructor(host: string) {
    super(`Addresses like that of ${host} are not fetched: they are not on the public internet.`);
  }
}

/** All that IANA has given out; outside lie forms like ::127.0.0.1 that name an IPv4 address. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is on the public internet: not private, loopback, link-local, carrier-grade NAT,
 * multicast, reserved, or a translation (mapped, NAT64, 6to4, Teredo) that could hide one of these.
 * Ranges: IANA special-purpose address registries (RFC 6890), as ipaddr.js knows them.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}

type LookupDone = (
  error: NodeJS.ErrnoException | null,
  addresses: LookupAddress[] | string,
  family?: number,
) => void;

/**
 * A look-up for sockets that answers only public addresses. It runs at connect time, so the address that
 * was checked is the one that is dialled: a name that resolves differently a moment later gains nothing.
 * @param allowedHosts Hosts that are reached whatever their address (a setting of the operator).
 */
export function guardedLookup(allowedHosts: ReadonlySet<string>) {
  return (host: string, options: { all?: boolean }, done: LookupDone): void => {
    lookupByName(host, { ...options, all: true }, (error, addresses) => {
      if (error) {
        done(error, []);
        return;
      }
      const open = allowedHosts.has(host)
        ? addresses
        : addresses.filter(({ address }) => isPublicAddress(address));
      const [first] = open;
      if (!first) done(new AddressRefused(host), []);
      else if (options.all) done(null, open);
      else done(null, first.address, first.family);
    });
  };
}

/** A literal address is not looked up, so it is checked before it is dialled. @throws AddressRefused */
export function refusePrivateLiteral(url: URL, allowedHosts: ReadonlySet<string>): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) && !isPublicAddress(host) && !allowedHosts.has(host))
    throw new AddressRefused(host);
}
