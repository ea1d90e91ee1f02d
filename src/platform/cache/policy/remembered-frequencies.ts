/** Places a resident entry: enough that keys which left lately are rarely overwritten. */
const PLACES_PER_ENTRY = 8;
const PLACES_MIN = 256;

/**
 * How often keys were read that are no longer in the cache. A table of fixed size, one place a hash: a
 * newer key takes the place of an older one. Forgetting is harmless.
 */
export class RememberedFrequencies {
  #owner = new Int32Array(PLACES_MIN);
  #reads = new Uint8Array(PLACES_MIN);
  #shift = 32 - Math.log2(PLACES_MIN);

  makeRoomFor(entries: number): void {
    if (entries * PLACES_PER_ENTRY <= this.#reads.length) return;
    const [owner, reads] = [this.#owner, this.#reads];
    this.#owner = new Int32Array(owner.length * 2);
    this.#reads = new Uint8Array(reads.length * 2);
    this.#shift--;
    owner.forEach((hash, place) => {
      this.put(hash, reads[place] as number);
    });
  }

  of(hash: number): number {
    const place = this.#place(hash);
    return this.#owner[place] === (hash | 0) ? (this.#reads[place] as number) : 0;
  }

  put(hash: number, reads: number): void {
    if (reads === 0) return;
    const place = this.#place(hash);
    this.#owner[place] = hash;
    this.#reads[place] = reads;
  }

  halve(): void {
    this.#reads.forEach((reads, place) => (this.#reads[place] = reads >> 1));
  }

  /** The low bits of FNV-1a repeat for similar keys; a multiplication spreads them (Knuth, 6.4). */
  #place(hash: number): number {
    return Math.imul(hash, 0x9e3779b1) >>> this.#shift;
  }
}
