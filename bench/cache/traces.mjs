// Key sequences that caches are judged by. Seeded: the same on every machine.

/** sfc32, as in src/kernel/random.ts. */
export function randomOf(seed) {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9, 0x243f6a88, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) next();
  return next;
}

/** Ranks 0..n-1, the k-th with a share of 1 / (k + 1) ** exponent. */
export function zipfOf(n, exponent, random) {
  const sums = new Float64Array(n);
  let sum = 0;
  for (let rank = 0; rank < n; rank++) sums[rank] = sum += 1 / (rank + 1) ** exponent;
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, n - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

const KEYS = 20_000;

/** What everybody asks for: Zipf with exponent 1. */
export function* zipf(reads, seed = 1) {
  const next = zipfOf(KEYS, 1, randomOf(seed));
  for (let read = 0; read < reads; read++) yield `z${next()}`;
}

/** The same, and every 10,000 reads somebody walks through 3,000 keys nobody asks for again. */
export function* zipfWithScans(reads, seed = 2) {
  const next = zipfOf(KEYS, 1, randomOf(seed));
  for (let read = 0, scanned = 0; read < reads; read++)
    yield read % 10_000 < 3_000 ? `s${scanned++}` : `z${next()}`;
}

/** Round and round over a tenth more than fits. */
export function* loop(reads, capacity) {
  const length = Math.round(capacity * 1.1);
  for (let read = 0; read < reads; read++) yield `l${read % length}`;
}

/** Nine reads of ten go to 800 keys, which change all at once every 20,000 reads. */
export function* shiftingHotSet(reads, seed = 4) {
  const random = randomOf(seed);
  for (let read = 0; read < reads; read++) {
    const era = Math.floor(read / 20_000);
    yield random() < 0.9
      ? `h${era}-${Math.floor(random() * 800)}`
      : `c${Math.floor(random() * 50_000)}`;
  }
}

export const CAPACITY = 1_000;
export const TRACES = {
  'Zipf 1.0': (reads) => zipf(reads),
  'Zipf with scans': (reads) => zipfWithScans(reads),
  loop: (reads) => loop(reads, CAPACITY),
  'shifting hot set': (reads) => shiftingHotSet(reads),
};
