import { IsIn, IsInt, IsOptional, IsString, Max, Min, ValidateIf } from 'class-validator';
import { Env, Secret } from '#platform/config';
import { IsCaFile, IsTlsKey } from './tls-files.js';
import { IsRedisUrl } from './redis-url.js';

/** One of certificate and key is nothing: both are wanted as soon as one is there. */
const showsCertificate = ({ tlsCertFile, tlsKeyFile }: RedisSettings): boolean =>
  tlsCertFile !== undefined || tlsKeyFile !== undefined;

export class RedisSettings {
  /** Where Redis listens: redis:// or, with TLS, rediss://; for Sentinel and Cluster several, comma separated. Left out, each replica caches for itself. */
  @Env('REDIS_URL', IsOptional(), IsRedisUrl())
  readonly url?: Secret;

  /** What REDIS_URL names: one server, the sentinels that watch one, or nodes of a cluster. */
  @Env('REDIS_MODE', IsIn(['single', 'sentinel', 'cluster']))
  readonly mode: string = 'single';

  /** Name of the watched server, for Sentinel. */
  @Env('REDIS_SENTINEL_MASTER', IsString())
  readonly sentinelMaster: string = 'mymaster';

  /** Connections of this process at most, one of them to listen. One carries thousands of commands a second; more are opened only while all are busy. */
  @Env('REDIS_POOL_MAX_CONNECTIONS', IsInt(), Min(2), Max(200))
  readonly poolMax: number = 25;

  /** How long connecting may take, milliseconds. */
  @Env('REDIS_CONNECT_TIMEOUT_MS', IsInt(), Min(50), Max(60_000))
  readonly connectMsMax: number = 2_000;

  /** File with the certificates that a server behind rediss:// may be signed by, PEM; left out, the system's. */
  @Env('REDIS_TLS_CA_FILE', IsOptional(), IsCaFile())
  readonly tlsCaFile?: string;

  /** File with the certificate (PEM) this station shows to a Redis that asks for one. */
  @Env('REDIS_TLS_CERT_FILE', ValidateIf(showsCertificate), IsCaFile())
  readonly tlsCertFile?: string;

  /** File with the private key of that certificate. */
  @Env('REDIS_TLS_KEY_FILE', ValidateIf(showsCertificate), IsTlsKey())
  readonly tlsKeyFile?: string;

  /** Begins every key and channel, so that stations can share a Redis. */
  @Env('REDIS_KEY_PREFIX', IsString())
  readonly keyPrefix: string = 'radiox';
}
