/** Stands where no id stands: the end of a list, or an id that is in none. */
export const NONE = -1;

/**
 * Doubly linked lists of small integers over shared typed arrays: every step is O(1) and allocates nothing.
 * An id is in one list at most.
 */
export class IdLists {
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #lengths: Int32Array;
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  #listOf = new Int16Array(0);

  constructor(lists: number) {
    this.#first = new Int32Array(lists).fill(NONE);
    this.#last = new Int32Array(lists).fill(NONE);
    this.#lengths = new Int32Array(lists);
  }

  /** Makes room for ids below `ids`. */
  grow(ids: number): void {
    this.#next = grown(this.#next, ids, NONE);
    this.#previous = grown(this.#previous, ids, NONE);
    this.#listOf = grown(this.#listOf, ids, NONE);
  }

  /** The list an id is in, or NONE. */
  listOf(id: number): number {
    return this.#listOf[id] as number;
  }

  first(list: number): number {
    return this.#first[list] as number;
  }

  length(list: number): number {
    return this.#lengths[list] as number;
  }

  /** Puts an id that is in no list at the end of one. */
  push(list: number, id: number): void {
    const last = this.#last[list] as number;
    this.#previous[id] = last;
    this.#next[id] = NONE;
    if (last === NONE) this.#first[list] = id;
    else this.#next[last] = id;
    this.#last[list] = id;
    this.#listOf[id] = list;
    this.#lengths[list] = (this.#lengths[list] as number) + 1;
  }

  /** Takes an id out of the list it is in; one that is in none stays so. */
  unlink(id: number): void {
    const list = this.#listOf[id] as number;
    if (list === NONE) return;
    const previous = this.#previous[id] as number;
    const next = this.#next[id] as number;
    if (previous === NONE) this.#first[list] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#last[list] = previous;
    else this.#previous[next] = previous;
    this.#listOf[id] = NONE;
    this.#lengths[list] = (this.#lengths[list] as number) - 1;
  }

  /** Moves an id to the end of a list. */
  move(list: number, id: number): void {
    if (this.#last[list] === id) return;
    this.unlink(id);
    this.push(list, id);
  }
}

type Growable = Int32Array | Int16Array | Uint8Array | Float64Array;

/** A longer copy; new places hold `blank`. */
export function grown<T extends Growable>(old: T, length: number, blank = 0): T {
  if (length <= old.length) return old;
  const larger = new (old.constructor as new (length: number) => T)(length);
  larger.fill(blank);
  larger.set(old);
  return larger;
}
