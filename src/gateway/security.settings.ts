import { IsBoolean, IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Env, Reloadable, Secret } from '#platform/config';

/** An address or a block of them: 10.0.0.0/8, 2001:db8::/32, 192.0.2.7. */
export const CIDR =
  /^(\d{1,3}(\.\d{1,3}){3}(\/([12]?\d|3[0-2]))?|[0-9a-f:.]*:[0-9a-f:.]*(\/\d{1,3})?)$/i;

/** Who may come in, and how often. */
export class SecuritySettings {
  /** Whether requests need keys: `on`, or `off`, which is accepted only while HOST is a loopback address. */
  @Env('AUTH_MODE', IsIn(['on', 'off']))
  readonly authMode: string = 'on';

  /** Whether shows, their files and what else listeners are given can be read without a key. */
  @Env('SECURITY_PUBLIC_READING', IsBoolean())
  @Reloadable()
  readonly publicReading: boolean = true;

  /** Opens /metrics, /performance, /database and /http for reading, for a program that scrapes them. */
  @Env('SECURITY_METRICS_TOKEN', IsOptional())
  readonly metricsToken?: Secret;

  /** Reading requests of one key or address in a minute, far above what a person or a dashboard asks for. */
  @Env('SECURITY_REQUESTS_PER_MINUTE', IsInt(), Min(10), Max(10_000_000))
  @Reloadable()
  readonly requestsPerMinute: number = 3_000;

  /** Requests of one key or address in a minute that change something. */
  @Env('SECURITY_WRITES_PER_MINUTE', IsInt(), Min(1), Max(10_000_000))
  @Reloadable()
  readonly writesPerMinute: number = 600;

  /** Requests of one key or address in a minute that make shows or scripts. */
  @Env('SECURITY_GENERATIONS_PER_MINUTE', IsInt(), Min(1), Max(1_000_000))
  @Reloadable()
  readonly generationsPerMinute: number = 120;

  /** Wrong keys of one address in a minute, beyond which it is not listened to until the minute is over. */
  @Env('SECURITY_LOGIN_FAILURES_PER_MINUTE', IsInt(), Min(1), Max(1_000))
  @Reloadable()
  readonly loginFailuresPerMinute: number = 10;

  /** Addresses or blocks (CIDR) of proxies whose X-Forwarded-For, -Proto and -Host are believed; nobody's by default. */
  @Env(
    'SECURITY_TRUSTED_PROXIES',
    Matches(CIDR, {
      each: true,
      message: 'must be addresses or blocks like 10.0.0.0/8, by commas',
    }),
  )
  readonly trustedProxies: string[] = [];

  /** Origins whose pages may call the API from a browser, like https://studio.example.org; only our own by default. */
  @Env(
    'SECURITY_CORS_ORIGINS',
    Matches(/^https?:\/\/[^\s/*?#@]+$/, {
      each: true,
      message: 'must be origins like https://a.example, by commas',
    }),
  )
  readonly corsOrigins: string[] = [];

  /** How long a browser stays signed in, hours. */
  @Env('SECURITY_SESSION_HOURS', IsInt(), Min(1), Max(24 * 90))
  @Reloadable()
  readonly sessionHours: number = 12;
}
