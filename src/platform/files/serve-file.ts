import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hasTag } from '#kernel';
import type { ByteRange, FileStore } from './file-store.js';
import { RangeUnsatisfiable } from './files.problems.js';

/** A signed address is good for so long: a long show, paused over lunch. */
const SIGNED_S = 6 * 3600;

/** A stored file as a client is to get it. */
export interface ServedFile {
  readonly id: string;
  readonly sizeBytes: number;
  readonly contentType: string;
  /** For people who save it; any text. */
  readonly name: string;
  /** What lies under this address never changes: clients need not ask again. The gate takes it from shared caches where a key is needed. */
  readonly isForGood: boolean;
}

/**
 * Answers with a stored file (RFC 9110): whole, one range of it, or that the client has it. A request for several
 * ranges gets the whole, as the standard lets us: no answer is larger than the file.
 * @returns The body, for the handler to return; the reply has status and headers.
 * @throws FileMissing, RangeUnsatisfiable
 */
export async function serveFile(
  store: FileStore,
  request: FastifyRequest,
  reply: FastifyReply,
  file: ServedFile,
): Promise<Readable | undefined> {
  const { id, sizeBytes, contentType, isForGood } = file;
  const tag = `"${id}"`;
  void reply.headers({
    etag: tag,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-disposition': disposition(file.name),
    'cache-control': isForGood ? 'public, max-age=31536000, immutable' : 'public, max-age=0',
  });
  const ifNoneMatch = request.headers['if-none-match'];
  if (ifNoneMatch !== undefined && hasTag(ifNoneMatch, tag)) {
    void reply.status(304);
    return undefined;
  }
  const range = rangeOf(request, tag, sizeBytes, reply);
  const address = await store.addressOf(id, {
    expiresS: SIGNED_S,
    contentType,
    disposition: disposition(file.name),
  });
  if (address !== undefined) {
    void reply.status(302).headers({ location: address, 'cache-control': 'no-store' });
    return undefined;
  }
  const bytes = range ?? { start: 0, end: sizeBytes - 1 };
  void reply.type(contentType).header('content-length', String(bytes.end - bytes.start + 1));
  if (range)
    void reply
      .status(206)
      .header('content-range', `bytes ${range.start}-${range.end}/${sizeBytes}`);
  if (request.method === 'HEAD') return Readable.from([]);
  return store.open(id, range);
}

/** @throws RangeUnsatisfiable */
function rangeOf(
  { headers }: FastifyRequest,
  tag: string,
  sizeBytes: number,
  reply: FastifyReply,
): ByteRange | undefined {
  const condition = headers['if-range'];
  // What the client has a part of is no longer what is here: it gets the whole.
  if (headers.range === undefined || (condition !== undefined && condition !== tag))
    return undefined;
  const wanted = readRange(headers.range, sizeBytes);
  if (wanted !== 'unsatisfiable') return wanted;
  void reply.header('content-range', `bytes */${sizeBytes}`);
  throw new RangeUnsatisfiable(sizeBytes);
}

/** @returns Nothing for what is no single range of bytes: it is ignored (RFC 9110, 14.2). */
export function readRange(
  text: string,
  sizeBytes: number,
): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(text) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    if (Number(last) === 0 || sizeBytes === 0) return 'unsatisfiable';
    return { start: Math.max(0, sizeBytes - Number(last)), end: sizeBytes - 1 };
  }
  const [start, end] = [Number(first), last === '' ? Infinity : Number(last)];
  if (end < start) return undefined;
  if (start >= sizeBytes) return 'unsatisfiable';
  return { start, end: Math.min(end, sizeBytes - 1) };
}

/** The name as every client reads it, and beside it as it is where that is not ASCII (RFC 6266). */
export function disposition(name: string): string {
  const ascii = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const plain = `inline; filename="${ascii}"`;
  if (ascii === name) return plain;
  const percent = (one: string) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`;
  const exact = encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, percent);
  return `${plain}; filename*=UTF-8''${exact}`;
}
