import type { EvictionOrder } from './eviction-order.js';
import { IdLists } from './id-lists.js';

/** LRU: the longest unread leaves first. */
export class LruOrder implements EvictionOrder {
  readonly #list = new IdLists(1);

  grow(ids: number): void {
    this.#list.grow(ids);
  }
  add(id: number): void {
    this.#list.push(0, id);
  }
  hit(id: number): void {
    this.#list.move(0, id);
  }
  remove(id: number): void {
    this.#list.unlink(id);
  }
  nextVictim(): number {
    return this.#list.first(0);
  }
}

/** FIFO: the longest kept leaves first, read or not. */
export class FifoOrder extends LruOrder {
  override hit(_id: number): void {
    return; // Reading changes nothing.
  }
}
