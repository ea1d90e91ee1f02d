import { Problem } from '#kernel';

/** Whether an error says that the database is away: class 08 and 57P (SQLSTATE), or no connection at all. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Problem) return error.code.startsWith('database/');
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return (
    /^(08|57P|ECONN|EPIPE)/.test(code ?? '') ||
    /connection (terminated|timeout)|terminating connection/i.test(message ?? '')
  );
}
