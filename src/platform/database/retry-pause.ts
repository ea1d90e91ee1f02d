const FIRST_MS = 50;

/**
 * How long to wait before a failed connection is tried once more.
 * @param tries How often it has been tried, 1 at least.
 * @returns Milliseconds, spread by a quarter so that callers do not come back together; nothing when trying
 * again would not help: enough tries, a wrong password, no such database (classes 28 and 3D of SQLSTATE).
 */
export function retryPauseMs(error: unknown, tries: number, triesMax: number): number | undefined {
  const { code } = (error ?? {}) as { code?: unknown };
  if (tries >= triesMax || (typeof code === 'string' && /^(?:28|3D)/.test(code))) return undefined;
  return FIRST_MS * 2 ** (tries - 1) * (0.875 + Math.random() * 0.25);
}
