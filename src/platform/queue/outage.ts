import { Problem } from '#kernel';
import { problemOf } from '#platform/database';

/** Whether an error says that the database is away or overloaded: nothing about the work that met it. */
export function isOutage(error: unknown): boolean {
  const problem = error instanceof Problem ? error : problemOf(error);
  return problem?.code.startsWith('database/') ?? false;
}
