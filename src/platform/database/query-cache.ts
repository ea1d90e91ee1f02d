export interface QueryCacheFigures {
  readonly size: number;
  readonly max_size: number;
  readonly hits: number;
  readonly misses: number;
}

/**
 * Answers of the database kept for a while. Abstract so that it is type, port and injection token in one;
 * what stands behind it is said in `database.module.ts`.
 */
export abstract class QueryCache {
  /**
   * What is kept under `key`, else what `load` gives. Many callers at once cause one load. While loading fails
   * because the database is away, what is past its time goes on being given for the grace period.
   * @param tags Whoever invalidates one of them makes every later caller load anew.
   */
  abstract getOrSet<T>(
    key: string,
    ttlMs: number,
    tags: readonly string[],
    load: () => Promise<T>,
  ): Promise<T>;
  abstract invalidateTags(tags: readonly string[]): Promise<void>;
  abstract clear(): Promise<void>;
  abstract figures(): QueryCacheFigures;
}

/** Keeps nothing: for tools and tests that have no cache. */
export class NoQueryCache extends QueryCache {
  getOrSet<T>(_key: string, _ttlMs: number, _tags: readonly string[], load: () => Promise<T>) {
    return load();
  }
  invalidateTags(): Promise<void> {
    return Promise.resolve();
  }
  clear(): Promise<void> {
    return Promise.resolve();
  }
  figures(): QueryCacheFigures {
    return { size: 0, max_size: 0, hits: 0, misses: 0 };
  }
}
