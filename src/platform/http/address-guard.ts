import type { LookupAddress } from 'node:dns';
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

type Resolve = (host: string) => Promise<readonly LookupAddress[]>;
type LookupDone = (
  error: Error | null,
  addresses: readonly LookupAddress[] | string,
  family?: number,
) => void;

/** Which of the addresses of a host may be dialled. */
/** Private hosts that the operator allows, as the settings are at the moment. */
export type AllowedHosts = Pick<ReadonlySet<string>, 'has'>;

export type AddressFilter = (
  host: string,
  addresses: readonly LookupAddress[],
) => readonly LookupAddress[];

/** Every address: for hosts that the operator has named himself. */
export const anyAddress: AddressFilter = (_host, addresses) => addresses;

/** Public addresses only, or every address of a host that the operator allows. */
export const publicAddresses =
  (allowedHosts: AllowedHosts): AddressFilter =>
  (host, addresses) =>
    allowedHosts.has(host)
      ? addresses
      : addresses.filter(({ address }) => isPublicAddress(address));

/**
 * A look-up for sockets (the `lookup` option of `net.connect`) that answers only what `filter` lets through.
 * It runs at connect time, so the address that was checked is the one that is dialled: a name that resolves
 * differently a moment later gains nothing, whether or not `resolve` remembers.
 */
export function filteredLookup(resolve: Resolve, filter: AddressFilter) {
  return (host: string, { all }: { all?: boolean }, done: LookupDone): void => {
    const answer = (addresses: readonly LookupAddress[]) => {
      const open = filter(host, addresses);
      const [first] = open;
      if (!first) done(new AddressRefused(host), []);
      else if (all) done(null, open);
      else done(null, first.address, first.family);
    };
    resolve(host).then(answer, (error: unknown) => {
      done(error as Error, []);
    });
  };
}

/** Always this machine, whoever resolves it (RFC 6761). */
const LOCAL_NAME = /^(?:.+\.)?localhost\.?$/i;

/** A literal address is not looked up, so it is checked before it is dialled. @throws AddressRefused */
export function refusePrivateLiteral(url: URL, allowedHosts: AllowedHosts): void {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isPrivate = isIP(host) ? !isPublicAddress(host) : LOCAL_NAME.test(host);
  if (isPrivate && !allowedHosts.has(host)) throw new AddressRefused(host);
}
