import { lookup, type LookupAddress, promises as dns } from 'node:dns';

/** Names kept at most; the one asked longest ago goes first. */
const NAMES_MAX = 1_000;
/** How long an answer is kept while its TTL is not known (a hosts file has none). */
const UNKNOWN_TTL_MS = 5_000;
/** However long a TTL is, a moved host is found again within a minute. */
const KEPT_MS_MAX = 60_000;
/** The TTL is asked for beside the call, which does not wait for it. */
const TTL_MS_MAX = 2_000;

interface Entry {
  readonly addresses: readonly LookupAddress[];
  readonly storedMs: number;
  expiresMs: number;
}

/** What the system's resolver answers, and what the TTL of a name is; tests put their own in place. */
export interface NameSource {
  addresses(host: string): Promise<readonly LookupAddress[]>;
  /** @returns Seconds, or nothing where the DNS does not say. */
  ttlSeconds(host: string): Promise<number | undefined>;
  cancel(): void;
}

/**
 * Addresses of names for as long as their TTL says, a minute at most. Resolving stays with the system
 * (getaddrinfo: hosts file, search domains), which tells no TTL; that is asked of the DNS beside it.
 * The cache decides nothing about safety: the guard judges the addresses at every connect.
 */
export class DnsCache {
  readonly #entries = new Map<string, Entry>();
  readonly #asking = new Map<string, Promise<readonly LookupAddress[]>>();

  constructor(
    private readonly source: NameSource = systemNames(),
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Names asked for at once are resolved once. @throws The system's error, which is not kept. */
  async addresses(host: string): Promise<readonly LookupAddress[]> {
    const known = this.#entries.get(host);
    if (known && known.expiresMs > this.now()) {
      this.#entries.delete(host);
      this.#entries.set(host, known); // The most recently asked stands last.
      return known.addresses;
    }
    const asking = this.#asking.get(host) ?? this.#ask(host);
    this.#asking.set(host, asking);
    try {
      return await asking;
    } finally {
      this.#asking.delete(host);
    }
  }

  /** After a failed connect: the address may have moved. */
  forget(host: string): void {
    this.#entries.delete(host);
  }

  get size(): number {
    return this.#entries.size;
  }

  close(): void {
    this.source.cancel();
  }

  async #ask(host: string): Promise<readonly LookupAddress[]> {
    const addresses = await this.source.addresses(host);
    const storedMs = this.now();
    const entry: Entry = { addresses, storedMs, expiresMs: storedMs + UNKNOWN_TTL_MS };
    this.#entries.delete(host);
    this.#entries.set(host, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > NAMES_MAX && oldest !== undefined) this.#entries.delete(oldest);
    void this.source.ttlSeconds(host).then((seconds) => {
      if (seconds !== undefined)
        entry.expiresMs = entry.storedMs + Math.min(KEPT_MS_MAX, seconds * 1000);
    });
    return addresses;
  }
}

function systemNames(): NameSource {
  const resolver = new dns.Resolver({ timeout: TTL_MS_MAX, tries: 1 });
  const ttl = async (host: string, family: 4 | 6) => {
    const records = await (family === 4
      ? resolver.resolve4(host, { ttl: true })
      : resolver.resolve6(host, { ttl: true }));
    return records.map((record) => record.ttl);
  };
  return {
    addresses: (host) =>
      new Promise((found, failed) => {
        lookup(host, { all: true }, (error, addresses) => {
          if (error) failed(error);
          else found(addresses);
        });
      }),
    ttlSeconds: async (host) => {
      const answers = await Promise.allSettled([ttl(host, 4), ttl(host, 6)]);
      const all = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
      return all.length > 0 ? Math.min(...all) : undefined;
    },
    cancel: () => {
      resolver.cancel();
    },
  };
}
