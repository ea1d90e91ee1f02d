import { AsyncLocalStorage } from 'node:async_hooks';
import { rankOf, type Scope } from './scope.js';

/** Who wants the work in progress. */
export interface Asker {
  /** Whose key it is: a key that was put in the place of another has the same holder. Nothing where there is no key. */
  readonly holderId?: string | undefined;
  /** What he may do now; a job only knows who wanted it. */
  readonly scope?: Scope | undefined;
}

const asking = new AsyncLocalStorage<Asker>();

/** Runs `work` on behalf of somebody. */
export function onBehalfOf<T>(who: Asker, work: () => T): T {
  return asking.run(who, work);
}

/** Who wants the work in progress; nobody where the station does it by itself. */
export function asker(): Asker {
  return asking.getStore() ?? {};
}

/** Whether who asks may take away what this holder has brought: his own things, and as an operator anybody's. */
export function mayTakeAway(ownerId: string | null): boolean {
  const { holderId, scope } = asker();
  return rankOf(scope) >= rankOf('operator') || (ownerId !== null && ownerId === holderId);
}
