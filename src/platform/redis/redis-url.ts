import { ValidateBy } from 'class-validator';
import { Secret } from '#platform/config';

/** One address of REDIS_URL, taken apart. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  readonly isTls: boolean;
}

const PORT_DEFAULT = 6379;
const DATABASE_MAX = 15;

/** @throws TypeError, without the text: it may hold a password. */
export function parseRedisUrl(text: string): readonly [RedisAddress, ...RedisAddress[]] {
  const [first, ...rest] = text.split(',').map((part) => addressOf(part.trim()));
  if (first === undefined) throw new TypeError('names no server');
  return [first, ...rest];
}

function addressOf(text: string): RedisAddress {
  const url = URL.parse(text);
  const database = Number(url?.pathname.slice(1) ?? '');
  if (!url || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '')
    throw new TypeError('must be redis:// or rediss:// with a host');
  if (!Number.isInteger(database) || database < 0 || database > DATABASE_MAX)
    throw new TypeError('must end in the number of a database, 0 to 15, or in nothing');
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORT_DEFAULT : Number(url.port),
    username: url.username === '' ? undefined : decodeURIComponent(url.username),
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
    database,
    isTls: url.protocol === 'rediss:',
  };
}

/** Checks the addresses without ever printing them. */
export const IsRedisUrl = (): PropertyDecorator =>
  ValidateBy({
    name: 'isRedisUrl',
    validator: {
      validate: (value: unknown) => {
        try {
          return value instanceof Secret && parseRedisUrl(value.reveal()).length > 0;
        } catch {
          return false;
        }
      },
      defaultMessage: () =>
        'must be redis://[user:password@]host[:port][/database] or rediss://, several comma separated',
    },
  });
