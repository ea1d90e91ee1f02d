/** Most clients ask the same few questions again and again; checking one takes longer than answering it. */
const KEPT_MAX = 1_000;
const QUERY_CHARACTERS_MAX = 500;

/** Queries that were found good, as they come out of their checks: shared by all who ask the same, and frozen. */
export class CheckedQueries {
  readonly #byClass = new WeakMap<object, Map<string, object>>();

  get(query: unknown, metatype: object | undefined): object | undefined {
    return metatype && this.#byClass.get(metatype)?.get(JSON.stringify(query));
  }

  /** The oldest makes room. */
  keep(query: unknown, metatype: object | undefined, checked: unknown): void {
    const key = JSON.stringify(query);
    if (!metatype || key.length > QUERY_CHARACTERS_MAX) return;
    if (typeof checked !== 'object' || checked === null) return;
    let kept = this.#byClass.get(metatype);
    if (!kept) this.#byClass.set(metatype, (kept = new Map<string, object>()));
    const [oldest] = kept.keys();
    if (kept.size >= KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    kept.set(key, Object.freeze(checked));
  }
}
