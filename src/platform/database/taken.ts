/** Unique_violation, as PostgreSQL calls it. */
const UNIQUE_VIOLATION = '23505';

/** Whether a statement failed because somebody has such a row already: also one that was not there when we looked. */
export function isTaken(error: unknown): boolean {
  const { code, driverError } = (error ?? {}) as {
    readonly code?: unknown;
    readonly driverError?: { readonly code?: unknown };
  };
  return code === UNIQUE_VIOLATION || driverError?.code === UNIQUE_VIOLATION;
}
