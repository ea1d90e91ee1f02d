import {
  createPostgresBackend,
  Queue as RedisQueue,
  Worker as RedisWorker,
  runMigrations,
  withBackend,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import { readTls, type RedisSettings } from '#platform/redis';
import type { DatabaseServer } from '#platform/database';
import type { Carried } from './payload.js';

const { Queue: PostgresQueue, Worker: PostgresWorker } = withBackend(createPostgresBackend);
export type EngineQueue = InstanceType<typeof RedisQueue<Carried>>;
export type EngineWorker = InstanceType<typeof RedisWorker<Carried>>;

/** Each lane's worker holds one connection to listen on; the rest is for jobs in progress. */
const POSTGRES_CONNECTIONS_MAX = 13;
const CONNECT_MS_MAX = 5_000;

export type WorkerSettings = Omit<WorkerOptions, 'connection'>;

/** Where BullMQ keeps its jobs. */
export interface EngineBackend {
  readonly queue: (name: string) => EngineQueue;
  readonly worker: (name: string, options: WorkerSettings) => EngineWorker;
  readonly close: () => Promise<void>;
}

type OnError = (error: Error) => void;

/** Jobs in the schema `bullmq` of our database; created or brought up to date here. */
export async function postgresBackend(
  server: DatabaseServer,
  onError: OnError,
): Promise<EngineBackend> {
  const pool = server.ownPool({
    max: POSTGRES_CONNECTIONS_MAX,
    options: '-c search_path=bullmq,public',
    connectionTimeoutMillis: CONNECT_MS_MAX,
    keepAlive: true,
  });
  pool.setMaxListeners(32); // Each queue and worker of BullMQ listens for errors.
  pool.on('error', onError);
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const connection = pool as unknown as Record<string, unknown>; // BullMQ's own type for a pool lacks what pg's has.
  return {
    queue: (name) => new PostgresQueue<Carried>(name, { connection }) as unknown as EngineQueue,
    worker: (name, options) =>
      new PostgresWorker<Carried>(name, null, {
        ...options,
        connection,
      }) as unknown as EngineWorker,
    close: () => pool.end(),
  };
}

/**
 * Jobs on a Redis server. What only looks and adds fails at once while it is away; workers wait for it.
 * @throws Error when it does not answer now.
 */
export async function redisBackend(
  settings: RedisSettings,
  onError: OnError,
): Promise<EngineBackend> {
  const { url, keyPrefix } = settings;
  // Files for TLS may stand ready for another day: the address says whether it is spoken.
  const isTls = url?.reveal().startsWith('rediss:') ?? false;
  const tls = readTls(settings);
  const connections: Redis[] = [];
  const connect = (options: object) => {
    const redis = new Redis(url?.reveal() ?? '', {
      connectTimeout: CONNECT_MS_MAX,
      lazyConnect: true,
      ...(isTls && { tls }),
      ...options,
    });
    redis.on('error', onError);
    connections.push(redis);
    return redis;
  };
  const adding = connect({ maxRetriesPerRequest: 1, enableOfflineQueue: false });
  await adding.connect();
  const working = connect({ maxRetriesPerRequest: null });
  const options = { prefix: `${keyPrefix}:queue` };
  return {
    queue: (name) => new RedisQueue<Carried>(name, { ...options, connection: adding }),
    worker: (name, own) =>
      new RedisWorker<Carried>(name, null, { ...own, ...options, connection: working }),
    close: async () => {
      for (const redis of connections) redis.disconnect();
      return Promise.resolve();
    },
  };
}
