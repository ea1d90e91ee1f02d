import type { EvictionOrder } from './eviction-order.js';
import { grown, NONE } from './id-lists.js';

/** TTL: whoever would expire soonest leaves first. A binary heap that knows where each id stands. */
export class ExpiryOrder implements EvictionOrder {
  readonly #heap: number[] = [];
  #place = new Int32Array(0);
  #expiresAtMs = new Float64Array(0);

  grow(ids: number): void {
    this.#place = grown(this.#place, ids, NONE);
    this.#expiresAtMs = grown(this.#expiresAtMs, ids);
  }

  add(id: number, expiresAtMs: number): void {
    this.#expiresAtMs[id] = expiresAtMs;
    this.#heap.push(id);
    this.#rise(this.#heap.length - 1);
  }

  hit(_id: number): void {
    return; // Reading does not prolong a life.
  }

  remove(id: number): void {
    const place = this.#place[id] as number;
    if (place === NONE) return;
    this.#place[id] = NONE;
    const last = this.#heap.pop() as number;
    if (last === id) return;
    this.#heap[place] = last;
    this.#place[last] = place;
    this.#rise(place);
    this.#sink(this.#place[last]);
  }

  nextVictim(): number {
    return this.#heap[0] ?? NONE;
  }

  #rise(from: number): void {
    const id = this.#heap[from] as number;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = this.#heap[above] as number;
      if (this.#isBefore(parent, id)) break;
      this.#put(parent, place);
      place = above;
    }
    this.#put(id, place);
  }

  #sink(from: number): void {
    const id = this.#heap[from] as number;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.#heap.length) break;
      const other = below + 1;
      if (
        other < this.#heap.length &&
        this.#isBefore(this.#heap[other] as number, this.#heap[below] as number)
      )
        below = other;
      const child = this.#heap[below] as number;
      if (this.#isBefore(id, child)) break;
      this.#put(child, place);
      place = below;
    }
    this.#put(id, place);
  }

  #put(id: number, place: number): void {
    this.#heap[place] = id;
    this.#place[id] = place;
  }

  #isBefore(one: number, other: number): boolean {
    return (this.#expiresAtMs[one] as number) <= (this.#expiresAtMs[other] as number);
  }
}
