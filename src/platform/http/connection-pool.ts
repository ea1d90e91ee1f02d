import type { Socket } from 'node:net';
import { Agent, buildConnector, Client, type Dispatcher, errors, Pool } from 'undici';
import {
  type AllowedHosts,
  type AddressFilter,
  anyAddress,
  filteredLookup,
  publicAddresses,
} from './address-guard.js';
import { DnsCache } from './dns-cache.js';
import { TooManyWaiting } from './http.problems.js';

/** Idle connections to one origin that are kept for the next call, and for how long. */
export const KEPT_ALIVE_PER_ORIGIN = 20;
const KEEP_ALIVE_MS = 30_000;
const CONNECT_MS_MAX = 10_000;
/** Calls that share one HTTP/2 connection: what most servers allow (RFC 9113 advises at least 100). */
const STREAMS_MAX = 100;
const WAITING_MAX = 1_000;
const SWEEP_MS = 1_000;

/** One client of undici, which holds one connection at a time, and what we know of it. */
interface Slot {
  readonly origin: string;
  client: Client;
  socket: Socket | undefined;
  idleSinceMs: number | undefined;
}

type Connected = buildConnector.Callback;

export interface PoolFigures {
  /** Connections that stand or are being made. */
  readonly open: number;
  /** Connections that carry a request now. */
  readonly active: number;
  /** Calls that wait for a connection. */
  readonly pending: number;
  /** Origins with a connection. */
  readonly origins: number;
  /** Connections made since the start. */
  readonly connects: number;
  /** Requests sent since the start, redirects and retries included. */
  readonly requests: number;
}

/**
 * All connections to the outside. undici bounds them by origin; here one bound holds over all origins:
 * a new connection waits until another closes, and an idle one is closed to make room.
 * Calls to addresses that strangers gave have connections of their own, made through the address guard, so
 * that none of them can ride on a connection to a private host.
 */
export class ConnectionPool {
  readonly dispatchers: Readonly<Record<'trusted' | 'untrusted', Dispatcher>>;
  readonly #names = new DnsCache();
  readonly #slots = new Set<Slot>();
  readonly #waiting: Array<() => void> = [];
  readonly #sweep = setInterval(() => {
    this.#closeSurplus();
  }, SWEEP_MS).unref();
  #open = 0;
  #connects = 0;
  #requests = 0;

  /** @param connectionsMax Over all origins. @param allowedHosts Private hosts that strangers' URLs may name. */
  constructor(
    private readonly connectionsMax: number,
    allowedHosts: AllowedHosts,
  ) {
    this.dispatchers = {
      trusted: this.#agent(anyAddress),
      untrusted: this.#agent(publicAddresses(allowedHosts)),
    };
  }

  get figures(): PoolFigures {
    let [pending, active] = [0, 0];
    const origins = new Set<string>();
    for (const { client, socket, origin } of this.#slots) {
      pending += client.stats.pending;
      if (!socket) continue;
      origins.add(origin);
      if (client.stats.running > 0) active++;
    }
    const [connects, requests] = [this.#connects, this.#requests];
    return { open: this.#open, active, pending, origins: origins.size, connects, requests };
  }

  /** A request goes out on a connection, which was made for it or was there before. */
  readonly sent = (): void => {
    this.#requests++;
  };

  /** A request has ended: whoever waits for a connection may have the one it used. */
  released(): void {
    if (this.#waiting.length > 0) setImmediate(this.#closeIdle);
  }

  /** Closes every connection that has nothing to do. @returns How many. */
  trim(): number {
    const idle = this.#idle();
    for (const { socket } of idle) socket?.destroy(noLongerNeeded());
    return idle.length;
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    this.#names.close();
    const { trusted, untrusted } = this.dispatchers;
    await Promise.all([trusted.destroy(), untrusted.destroy()]);
  }

  #agent(filter: AddressFilter): Agent {
    const lookup = filteredLookup((host) => this.#names.addresses(host), filter);
    const connect = buildConnector({
      allowH2: true,
      timeout: CONNECT_MS_MAX,
      lookup: lookup as never,
    });
    return new Agent({
      allowH2: true,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      headersTimeout: 0, // Each call has a total deadline.
      bodyTimeout: 0,
      factory: (origin, options) =>
        new Pool(origin, {
          ...(options as object),
          connections: this.connectionsMax,
          connect,
          factory: (to, clientOptions) => this.#client(to, clientOptions, connect),
        }),
    });
  }

  #client(origin: URL, options: object, connect: buildConnector.connector): Client {
    const slot = { origin: origin.origin, socket: undefined, idleSinceMs: undefined } as Slot & {
      client?: Client;
    };
    slot.client = new Client(origin, {
      ...options,
      connect: (target: buildConnector.Options, done: Connected) => {
        this.#connect(
          slot,
          () => {
            this.#dial(slot, connect, target, done);
          },
          done,
        );
      },
    });
    return slot.client;
  }

  /** Dials now, or when there is room. */
  #connect(slot: Slot, dial: () => void, done: Connected): void {
    this.#slots.add(slot);
    if (this.#open < this.connectionsMax) {
      dial();
    } else if (this.#waiting.length >= WAITING_MAX) {
      this.#slots.delete(slot);
      done(new TooManyWaiting('a connection', WAITING_MAX), null);
    } else {
      this.#waiting.push(dial);
      this.#closeIdle();
    }
  }

  #dial(
    slot: Slot,
    connect: buildConnector.connector,
    target: buildConnector.Options,
    done: Connected,
  ) {
    if (slot.client.stats.size === 0) {
      this.#slots.delete(slot); // Whoever wanted it has given up while it waited.
      done(noLongerNeeded(), null);
      return;
    }
    this.#open++;
    connect(target, (...[error, socket]) => {
      if (error) {
        this.#names.forget(target.hostname);
        this.#left(slot);
        done(error, null);
        return;
      }
      this.#connects++;
      slot.socket = socket;
      socket.once('close', () => {
        slot.socket = undefined;
        this.#left(slot);
      });
      done(null, socket);
      slot.client.pipelining =
        (socket as { alpnProtocol?: unknown }).alpnProtocol === 'h2' ? STREAMS_MAX : 1;
    });
  }

  #left(slot: Slot): void {
    this.#open--;
    this.#slots.delete(slot);
    while (this.#open < this.connectionsMax && this.#waiting.length > 0) this.#waiting.shift()?.();
  }

  /** Closes the connection that has been idle longest; its place goes to who waits, once it is closed. */
  readonly #closeIdle = (): void => {
    if (this.#waiting.length === 0) return;
    const [longest] = this.#idle().sort((a, b) => (a.idleSinceMs ?? 0) - (b.idleSinceMs ?? 0));
    longest?.socket?.destroy(noLongerNeeded());
  };

  /** What has been idle too long, or beyond what is kept for one origin. HTTP/1.1 expires in undici as well. */
  #closeSurplus(): void {
    const now = performance.now();
    const kept = new Map<string, number>();
    const idle = new Set(this.#idle());
    for (const slot of this.#slots) {
      if (!idle.has(slot)) {
        slot.idleSinceMs = undefined;
        continue;
      }
      slot.idleSinceMs ??= now;
      const number = (kept.get(slot.origin) ?? 0) + 1;
      const isSurplus = number > KEPT_ALIVE_PER_ORIGIN || now - slot.idleSinceMs > KEEP_ALIVE_MS;
      if (isSurplus) slot.socket?.destroy(noLongerNeeded());
      else kept.set(slot.origin, number);
    }
    this.#closeIdle();
  }

  #idle(): Slot[] {
    return [...this.#slots].filter(
      ({ client, socket }) => socket && !socket.destroyed && client.stats.size === 0,
    );
  }
}

/** With a reason: undici 7.30 throws out of an event when an HTTP/2 socket closes without one. */
function noLongerNeeded(): Error {
  return new errors.InformationalError('no longer needed');
}
