import KeyvRedis, { createClient, createCluster, createSentinel } from '@keyv/redis';
import type { RedisTls } from './tls-files.js';
import type { RedisSettings } from './redis.settings.js';
import { parseRedisUrl, type RedisAddress } from './redis-url.js';

/** Waits between attempts to connect: an outage that ends is noticed within a second. */
const RECONNECT_MS_MAX = 800;
const RECONNECT_MS_FIRST = 50;
/** Commands that wait for a server that does not answer, a connection. Later ones fail at once. */
const COMMANDS_MAX = 10_000;
/** RESP's mark of a string of bytes: replies of that kind are asked for as buffers. */
const BYTES = '$'.charCodeAt(0);

/** What we say to Redis, whichever kind of client carries it. */
export interface RedisCommands {
  readonly isReady?: boolean;
  connect(): Promise<unknown>;
  close(): Promise<unknown>;
  destroy(): unknown;
  on(event: string, listener: (error: unknown) => void): unknown;
  withTypeMapping(mapping: object): RedisCommands;
  get(key: string): Promise<string | null>;
  set(key: string, value: string, options: object): Promise<string | null>;
  pTTL(key: string): Promise<number>;
  ping(): Promise<string>;
  hGetAll(key: string): Promise<Record<string, string>>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  subscribe(channel: string, listener: (message: string) => void): Promise<void>;
}

/** One connection, or for Sentinel and Cluster one client with its connections. */
export interface RedisClient {
  /** Text in, text out. */
  readonly commands: RedisCommands;
  /** Values as bytes; what fails, throws. */
  readonly values: KeyvRedis<Buffer>;
}

/**
 * A client that never waits for ever: commands fail at once while there is no connection.
 * @param tls What connections to rediss:// are made of.
 */
export function makeClient(settings: RedisSettings, tls: RedisTls = {}): RedisClient {
  const commands = make(settings, tls);
  commands.on('error', () => undefined); // Without a listener an error would end the process; the link counts.
  const values = new KeyvRedis<Buffer>(
    commands.withTypeMapping({ [BYTES]: Buffer }) as unknown as ConstructorParameters<
      typeof KeyvRedis
    >[0],
    { throwOnConnectError: false, throwOnErrors: true, connectionTimeout: settings.connectMsMax },
  );
  values.on('error', () => undefined);
  return { commands, values };
}

function make(settings: RedisSettings, tls: RedisTls): RedisCommands {
  const addresses = parseRedisUrl(settings.url?.reveal() ?? '');
  const [first] = addresses;
  const options = { ...clientOptions(first, settings, tls), ...credentials(first) };
  const nodes = addresses.map(({ host, port }) => ({ host, port }));
  if (settings.mode === 'sentinel')
    return createSentinel({
      name: settings.sentinelMaster,
      sentinelRootNodes: nodes,
      nodeClientOptions: options,
      sentinelClientOptions: clientOptions(first, settings, tls),
      masterPoolSize: Math.min(4, settings.poolMax - 1),
      scanInterval: 1_000,
    });
  if (settings.mode === 'cluster')
    return createCluster({
      rootNodes: nodes.map((socket) => ({ socket })),
      defaults: options,
    });
  const { host, port, database } = first;
  return createClient({
    ...options,
    database,
    socket: { ...options.socket, host, port },
  } as never);
}

const credentials = ({ username, password }: RedisAddress) => ({
  ...(username === undefined ? {} : { username }),
  ...(password === undefined ? {} : { password }),
});

function clientOptions(address: RedisAddress, settings: RedisSettings, tls: RedisTls) {
  return {
    disableOfflineQueue: true,
    commandsQueueMaxLength: COMMANDS_MAX,
    socket: {
      connectTimeout: settings.connectMsMax,
      reconnectStrategy: (attempts: number) =>
        Math.min(RECONNECT_MS_MAX, RECONNECT_MS_FIRST * 2 ** Math.min(attempts, 10)),
      ...(address.isTls ? { tls: true, ...tls } : {}),
    },
  };
}
