/** Parts of a value that are looked at; what lies beyond is estimated from these and stays as it is. */
const PARTS_MAX = 50_000;
/** Heap of V8 in bytes, rounded: header, map and pointers. Wide strings take two bytes a character. */
const OBJECT_BYTES = 32;
const FIELD_BYTES = 8;
const BOX_BYTES = 16;
/** Characters by which a string is taken for narrow or wide. */
const SAMPLE_CHARS = 256;
const WIDE = /[^\u0000-\u00ff]/;

/**
 * Freezes a value to its depth and estimates the bytes it holds. A cached value is shared by everybody who
 * reads it: freezing once at the way in makes a change loud at the place that makes it, and costs a hit
 * nothing. Dates, maps, sets and buffers cannot be frozen: nobody changes those either.
 */
export function settle(value: unknown): number {
  const rest: unknown[] = [value];
  const seen = new Set<object>();
  let bytes = 0;
  let parts = 0;
  while (rest.length > 0) {
    if (++parts > PARTS_MAX) return Math.round((bytes / PARTS_MAX) * (parts + rest.length));
    const part = rest.pop();
    if (typeof part !== 'object' || part === null) {
      bytes += plainBytes(part);
      continue;
    }
    if (seen.has(part)) continue;
    seen.add(part);
    bytes += OBJECT_BYTES + contents(part, rest);
  }
  return bytes;
}

function plainBytes(part: unknown): number {
  if (typeof part !== 'string') return FIELD_BYTES;
  return BOX_BYTES + part.length * (WIDE.test(part.slice(0, SAMPLE_CHARS)) ? 2 : 1);
}

/** Puts the parts of an object on the list. @returns Bytes of the object itself beyond its header. */
function contents(object: object, rest: unknown[]): number {
  if (ArrayBuffer.isView(object) || object instanceof ArrayBuffer) return object.byteLength;
  if (object instanceof Date) return BOX_BYTES;
  if (object instanceof Map) {
    for (const [key, value] of object) rest.push(key, value);
    return object.size * 3 * FIELD_BYTES;
  }
  if (object instanceof Set) {
    for (const member of object) rest.push(member);
    return object.size * 2 * FIELD_BYTES;
  }
  const parts: unknown[] = Object.values(object);
  for (const part of parts) rest.push(part);
  if (!Object.isFrozen(object)) Object.freeze(object);
  return parts.length * FIELD_BYTES;
}
