import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { Env, Section } from '#platform/config';

/** How requests get here, and what a connection may cost. */
@Section('security')
export class TransportSettings {
  /** File with the certificate and its chain (PEM): with it and SECURITY_TLS_KEY_FILE the station speaks HTTPS. */
  @Env('SECURITY_TLS_CERT_FILE', IsOptional(), IsString())
  readonly tlsCertFile?: string;

  /** File with the certificate's private key (PEM). */
  @Env('SECURITY_TLS_KEY_FILE', IsOptional(), IsString())
  readonly tlsKeyFile?: string;

  /** File with certificates (PEM): only callers with a certificate that one of these has signed are let in, on top of their key. For replicas behind a balancer, and services of your own. */
  @Env('SECURITY_TLS_CLIENT_CA_FILE', IsOptional(), IsString())
  readonly tlsClientCaFile?: string;

  /** How long the headers of a request may take to arrive, milliseconds. */
  @Env('SECURITY_HEADERS_TIMEOUT_MS', IsInt(), Min(500), Max(600_000))
  readonly headersTimeoutMs: number = 10_000;

  /** How long a request that brings no files may take to arrive, milliseconds. */
  @Env('SECURITY_REQUEST_TIMEOUT_MS', IsInt(), Min(500), Max(3_600_000))
  readonly requestTimeoutMs: number = 30_000;

  /** How long a request that brings files may take to arrive, milliseconds; one that drips is cut off before. */
  @Env('SECURITY_UPLOAD_TIMEOUT_MS', IsInt(), Min(500), Max(86_400_000))
  readonly uploadTimeoutMs: number = 3_600_000; // The largest file at 75 kB a second.

  /** How long a connection is kept for the next request, milliseconds. */
  @Env('SECURITY_KEEP_ALIVE_MS', IsInt(), Min(500), Max(600_000))
  readonly keepAliveMs: number = 65_000;

  /** A connection on which nothing moves for so long is cut, milliseconds; 0 never. Longer than the slowest answer. */
  @Env('SECURITY_IDLE_TIMEOUT_MS', IsInt(), Min(0), Max(86_400_000))
  readonly idleTimeoutMs: number = 600_000;

  /** Connections at one time. */
  @Env('SECURITY_CONNECTIONS_MAX', IsInt(), Min(1), Max(100_000))
  readonly connectionsMax: number = 4_000;

  /** Connections of one address at one time; trusted proxies and this machine have no bound of their own. */
  @Env('SECURITY_CONNECTIONS_PER_ADDRESS_MAX', IsInt(), Min(1), Max(100_000))
  readonly connectionsPerAddressMax: number = 500;

  /** Requests on one connection; after them it is closed. */
  @Env('SECURITY_REQUESTS_PER_CONNECTION_MAX', IsInt(), Min(1), Max(100_000_000))
  readonly requestsPerConnectionMax: number = 1_000_000;

  /** A body that arrives more slowly than this, bytes a second, is cut off after 5 s; 0 never. */
  @Env('SECURITY_BODY_BYTES_PER_SECOND_MIN', IsInt(), Min(0), Max(100_000_000))
  readonly bodyBytesPerSecondMin: number = 1_000;

  /** Largest body, bytes; routes that take files have bounds of their own. */
  @Env('SECURITY_BODY_BYTES_MAX', IsInt(), Min(1_000), Max(100_000_000))
  readonly bodyBytesMax: number = 1_048_576; // A script with every segment of a three-hour show is about 400 kB.
}
