import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { crc32, zstdCompress, zstdDecompress } from 'node:zlib';

/** Letter soup that no JSON and hardly any chance begins with; the digit is the version of this format. */
const MAGIC = Buffer.from('RXC1');
const HEADER_BYTES = 16;
const PACKED = 1;
/** What a reader unpacks at most: a damaged length must not ask for all of the memory. */
export const VALUE_BYTES_MAX = 64 * 1024 * 1024;

const pack = promisify<Buffer, Buffer>(zstdCompress);
const unpack = promisify<Buffer, { maxOutputLength: number }, Buffer>(zstdDecompress);

/** What travels to Redis. */
export interface Parcel {
  readonly value: unknown;
  readonly tags: readonly string[];
  /** The number of the last invalidation its loader knew of when it began to load. */
  readonly seen: number;
  /** Milliseconds it is fresh from the moment it is stored. */
  readonly ttlMs: number;
  /** Milliseconds beyond that in which it may be served while nothing better can be had. */
  readonly graceMs: number;
}

/** Bytes that are no parcel of ours: foreign, damaged, or moved here from another key. */
export class NotAParcel extends Error {}

/** The value holds something that cannot travel: a function, a symbol, a proxy. */
export class NotPortable extends Error {}

/**
 * Bytes of a parcel, by V8's structured clone: dates, maps, sets, buffers, bigint, undefined, NaN, cycles
 * arrive as they left; a class instance arrives as a plain object.
 *
 * Layout: magic 4, flags 1, zero 3, CRC-32 4, unpacked length 4, body. The checksum runs over the key and
 * the body, so that nothing reaches V8's reader or zstd that we have not written for this very key.
 * @param packFromBytes Larger bodies are packed by zstd in Node's thread pool.
 * @throws NotPortable
 */
export async function seal(key: string, parcel: Parcel, packFromBytes: number): Promise<Buffer> {
  const plain = serialised(parcel);
  const packed = plain.length >= packFromBytes ? await pack(plain) : plain;
  const isPacked = packed.length < plain.length;
  const body = isPacked ? packed : plain;
  const header = Buffer.alloc(HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt8(isPacked ? PACKED : 0, 4);
  header.writeUInt32LE(checksum(key, body), 8);
  header.writeUInt32LE(plain.length, 12);
  return Buffer.concat([header, body]);
}

/** @throws NotAParcel */
export async function open(key: string, bytes: Buffer): Promise<Parcel> {
  if (!Buffer.isBuffer(bytes) || bytes.length < HEADER_BYTES || !bytes.subarray(0, 4).equals(MAGIC))
    throw new NotAParcel('It is not in our format.');
  const body = bytes.subarray(HEADER_BYTES);
  const plainBytes = bytes.readUInt32LE(12);
  if (bytes.readUInt32LE(8) !== checksum(key, body) || plainBytes > VALUE_BYTES_MAX)
    throw new NotAParcel('Its checksum is wrong.');
  try {
    const isPacked = (bytes.readUInt8(4) & PACKED) !== 0;
    const plain = isPacked ? await unpack(body, { maxOutputLength: plainBytes }) : body;
    const [seen, ttlMs, graceMs, tags, value] = deserialize(plain) as Row;
    return { seen, ttlMs, graceMs, tags, value };
  } catch (error) {
    throw new NotAParcel('It cannot be read.', { cause: error });
  }
}

type Row = [seen: number, ttlMs: number, graceMs: number, tags: readonly string[], value: unknown];

function serialised({ seen, ttlMs, graceMs, tags, value }: Parcel): Buffer {
  try {
    const bytes = serialize([seen, ttlMs, graceMs, tags, value] satisfies Row);
    if (bytes.length <= VALUE_BYTES_MAX) return bytes;
  } catch (error) {
    throw new NotPortable('The value cannot be written down.', { cause: error });
  }
  throw new NotPortable(`The value is larger than ${VALUE_BYTES_MAX} bytes.`);
}

const checksum = (key: string, body: Buffer): number => crc32(body, crc32(key));
