/** Methods that may be sent twice without another effect than once (RFC 9110, section 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
/** Timeout, too early, too many: the same request may do better later. No other refusal does. */
const TRANSIENT = new Set([408, 425, 429]);
/**
 * What fails for good: the name does not exist, no resolver answers (the system has tried for seconds
 * already), the certificate is not to be trusted, the request cannot be sent, what came packed is broken.
 */
const FINAL_CODES =
  /^(ENOTFOUND|EAI_AGAIN|CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_INVALID|UND_ERR_(INVALID_ARG|DESTROYED|CLOSED)|Z_)/;

export const RETRIES_MAX = 3;
/** Half a second around a wait of two, so that callers who failed together do not come back together. */
const JITTER_SHARE = 0.25;

/** Whether a status may go away by itself: a server's trouble other than "not implemented", or "not now". */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT.has(status) || (status >= 500 && status !== 501);
}

/** Whether a request may be sent again at all. */
export function mayRepeat(method: string, idempotencyKey: string | undefined): boolean {
  return IDEMPOTENT.has(method) || idempotencyKey !== undefined;
}

/** @param code Of the failed connection, as Node or undici name it. */
export function isTransientCode(code: string | undefined): boolean {
  return code === undefined || !FINAL_CODES.test(code);
}

/**
 * The wait before a retry: exponential (1 s, 2 s, 4 s from a base of 1 s), a quarter more or less by chance,
 * and never less than the server asked for.
 * @param retry 1 for the first.
 * @param chance In [0, 1).
 */
export function retryDelayMs(
  retry: number,
  { baseMs, chance, askedMs = 0 }: { baseMs: number; chance: number; askedMs?: number | undefined },
): number {
  const exponentialMs = baseMs * 2 ** (retry - 1);
  const jitter = 1 + JITTER_SHARE * (2 * chance - 1);
  return Math.max(exponentialMs * jitter, askedMs + exponentialMs * JITTER_SHARE * chance);
}
