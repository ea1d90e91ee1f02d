import type { Problem } from '#kernel';
import { DatabaseOverloaded, DatabaseUnavailable } from './database.problems.js';

/** After a connection broke; the background check needs about as long to see the server again. */
const RETRY_AFTER_S = 5;

/**
 * Class 08 (connection), 57P (shut down, crashed, starting up), 25006 (the server has become a standby) of
 * SQLSTATE, and what the network says. https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
const LOST_CODE =
  /^(?:08...|57P0.|25006|ECONN\w+|EPIPE|ETIMEDOUT|EHOST\w+|ENET\w+|ENOTFOUND|EAI_\w+)$/;
/** `pg` gives these no code. */
const LOST_MESSAGE =
  /connection (?:terminated|timeout|ended)|timeout expired|client (?:has encountered a connection error|was closed)|not queryable/i;

/** Whether an error of `pg` means that the server or the way to it is gone, not that the SQL is wrong. */
export function isConnectionLoss(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
  return typeof code === 'string' ? LOST_CODE.test(code) : LOST_MESSAGE.test(message);
}

/** Cancelled at `statement_timeout` or `lock_timeout`; out of disk, memory or connections (class 53). */
const OVERLOADED_CODE = /^(?:57014|55P03|53...)$/;

/** What a failure of `pg` is to a client of ours; nothing when the SQL was wrong, which is a bug. */
export function problemOf(error: unknown): Problem | undefined {
  if (isConnectionLoss(error)) return new DatabaseUnavailable(RETRY_AFTER_S, error);
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === 'string' && OVERLOADED_CODE.test(code)) return new DatabaseOverloaded(error);
  return undefined;
}
