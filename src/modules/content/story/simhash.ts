const MASK = 0xffff_ffff_ffff_ffffn;
/** Two near copies: Hamming distance of 64-bit SimHashes. Manku, Jain, Das Sarma: Detecting Near-Duplicates for Web Crawling (2007). */
const SIMHASH_BITS_MAX = 3;
/** At most this many candidates a band: more means a band of zeros, not copies. */
const CANDIDATES_MAX = 50;

/** 64 bits as two halves: big integers are ten times slower. */
export interface SimHash {
  readonly high: number;
  readonly low: number;
}

const hashes = new Map<string, SimHash>();
/** Words whose hash is kept. */
const HASHES_MAX = 100_000;

/** 64-bit SimHash (Charikar 2002) over weighted stems. */
export function simhash(words: ReadonlyMap<string, number>): SimHash {
  const votes = new Float64Array(64);
  for (const [word, weight] of words) {
    const { high, low } = hashOf(word);
    for (let bit = 0; bit < 32; bit++) {
      votes[bit] = (votes[bit] as number) + ((low >>> bit) & 1 ? weight : -weight);
      votes[bit + 32] = (votes[bit + 32] as number) + ((high >>> bit) & 1 ? weight : -weight);
    }
  }
  let low = 0;
  let high = 0;
  for (let bit = 0; bit < 32; bit++) {
    if ((votes[bit] as number) > 0) low |= 1 << bit;
    if ((votes[bit + 32] as number) > 0) high |= 1 << bit;
  }
  return { high: high >>> 0, low: low >>> 0 };
}

function hashOf(word: string): SimHash {
  const known = hashes.get(word);
  if (known) return known;
  if (hashes.size >= HASHES_MAX) hashes.clear();
  let hash = 0xcbf2_9ce4_8422_2325n; // FNV-1a
  for (let at = 0; at < word.length; at++)
    hash = ((hash ^ BigInt(word.charCodeAt(at))) * 0x100_0000_01b3n) & MASK;
  const made = { high: Number(hash >> 32n), low: Number(hash & 0xffff_ffffn) };
  hashes.set(word, made);
  return made;
}

/** Bits that differ. */
export function distance(a: SimHash, b: SimHash): number {
  return bits(a.high ^ b.high) + bits(a.low ^ b.low);
}

function bits(word: number): number {
  let left = word >>> 0;
  let count = 0;
  for (; left !== 0; left &= left - 1) count++;
  return count;
}

/**
 * Near copies by bands: of four 16-bit bands at least one is equal where three bits differ, so only
 * articles that share a band are compared.
 */
export class NearCopies {
  readonly #bands = new Map<number, number[]>();
  readonly #hashes = new Map<number, SimHash>();

  /** Earlier entries within three bits of this one, which is remembered. */
  add(at: number, hash: SimHash): number[] {
    const found: number[] = [];
    const keys = [hash.low & 0xffff, hash.low >>> 16, hash.high & 0xffff, hash.high >>> 16];
    for (const [band, key] of keys.entries()) {
      const others = this.#bands.get(band * 0x10000 + key) ?? [];
      for (const other of others)
        if (distance(this.#hashes.get(other) as SimHash, hash) <= SIMHASH_BITS_MAX)
          found.push(other);
      others.push(at);
      if (others.length > CANDIDATES_MAX) others.shift();
      this.#bands.set(band * 0x10000 + key, others);
    }
    this.#hashes.set(at, hash);
    return found;
  }
}
