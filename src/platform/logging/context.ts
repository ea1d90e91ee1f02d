import { AsyncLocalStorage } from 'node:async_hooks';

const context = new AsyncLocalStorage<Readonly<Record<string, string>>>();

/** Runs `work` with facts (request id, show id, job id) that every log line inside it carries. */
export function withLogContext<T>(facts: Readonly<Record<string, string>>, work: () => T): T {
  return context.run({ ...context.getStore(), ...facts }, work);
}

/** The facts of the work in progress; empty outside any. */
export function logContext(): Readonly<Record<string, string>> {
  return context.getStore() ?? {};
}
