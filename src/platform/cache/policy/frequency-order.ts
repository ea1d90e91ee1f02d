import type { EvictionOrder } from './eviction-order.js';
import { grown, IdLists, NONE } from './id-lists.js';
import { RememberedFrequencies } from './remembered-frequencies.js';

/** Reads beyond this count as this many. */
const FREQUENCY_MAX = 63;
const WINDOW = 0;
/** Share of the entries that are too new to be judged: they leave by age, 1 % as in W-TinyLFU. */
const WINDOW_SHARE = 0.01;
/** After so many reads an entry all counts are halved, so that yesterday's hits do not stay for ever. */
const READS_PER_HALVING = 24;
/** A small cache counts as if it held so many. */
const ENTRIES_MIN = 16;
/**
 * A newcomer replaces an old entry only if it was read more often by more than this. In a loop a newcomer
 * is one read ahead of whoever comes next: without the margin every entry leaves just before its turn.
 */
const MARGIN = 1;

/**
 * LFU in O(1), after W-TinyLFU (Einziger, Friedman, Manes: "TinyLFU: A Highly Efficient Cache Admission
 * Policy", 2017): a short LRU window for newcomers, then lists by number of reads. A newcomer that was not
 * read more often than the least read entry leaves again, and how often it was read is remembered.
 */
export class FrequencyOrder implements EvictionOrder {
  readonly #lists = new IdLists(FREQUENCY_MAX + 1);
  readonly #remembered = new RememberedFrequencies();
  #frequency = new Uint8Array(0);
  #hash = new Int32Array(0);
  #count = 0;
  #reads = 0;

  grow(ids: number): void {
    this.#lists.grow(ids);
    this.#frequency = grown(this.#frequency, ids);
    this.#hash = grown(this.#hash, ids);
  }

  add(id: number, _expiresAtMs: number, keyHash: number): void {
    this.#hash[id] = keyHash;
    this.#frequency[id] = Math.min(FREQUENCY_MAX, this.#remembered.of(keyHash) + 1);
    this.#lists.push(WINDOW, id);
    this.#count++;
    this.#remembered.makeRoomFor(this.#count);
    this.#read();
  }

  hit(id: number): void {
    const read = Math.min(FREQUENCY_MAX, (this.#frequency[id] as number) + 1);
    this.#frequency[id] = read;
    this.#lists.move(this.#lists.listOf(id) === WINDOW ? WINDOW : read, id);
    this.#read();
  }

  remove(id: number): void {
    if (this.#lists.listOf(id) === NONE) return;
    this.#lists.unlink(id);
    this.#remembered.put(this.#hash[id] as number, this.#frequency[id] as number);
    this.#count--;
  }

  nextVictim(): number {
    const windowMax = Math.max(1, Math.floor(this.#count * WINDOW_SHARE));
    while (this.#lists.length(WINDOW) > windowMax + 1) this.#promote(this.#lists.first(WINDOW));
    const leastRead = this.#leastRead();
    const newcomer = this.#lists.first(WINDOW);
    if (leastRead === NONE) return newcomer;
    if (this.#lists.length(WINDOW) < windowMax) return leastRead;
    if ((this.#frequency[newcomer] as number) <= (this.#frequency[leastRead] as number) + MARGIN)
      return newcomer;
    this.#promote(newcomer);
    return leastRead;
  }

  #promote(id: number): void {
    this.#lists.move(Math.max(1, this.#frequency[id] as number), id);
  }

  /** The longest unread of the least read. */
  #leastRead(): number {
    for (let frequency = 1; frequency <= FREQUENCY_MAX; frequency++) {
      const id = this.#lists.first(frequency);
      if (id !== NONE) return id;
    }
    return NONE;
  }

  #read(): void {
    if (++this.#reads < READS_PER_HALVING * ENTRIES_MIN) return;
    if (this.#reads < READS_PER_HALVING * this.#count) return;
    this.#reads = 0;
    this.#remembered.halve();
    this.#frequency.forEach((frequency, id) => (this.#frequency[id] = frequency >> 1));
    for (let frequency = 2; frequency <= FREQUENCY_MAX; frequency++) {
      const half = frequency >> 1;
      while (this.#lists.first(frequency) !== NONE)
        this.#lists.move(half, this.#lists.first(frequency));
    }
  }
}
