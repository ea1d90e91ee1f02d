import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
} from 'node:zlib';

/** Gives what came of a packed body that ends too early, as zlib's manual says under "Compressing HTTP". */
const CUT_SHORT = { finishFlush: constants.Z_SYNC_FLUSH };

/** By encoding, and by how the body begins: some servers name an encoding and then send plain text. */
const UNPACKERS: Readonly<Record<string, (head: Uint8Array) => Transform | undefined>> = {
  gzip: (head) => (isPlainText(head) ? undefined : createGunzip(CUT_SHORT)),
  'x-gzip': (head) => (isPlainText(head) ? undefined : createGunzip(CUT_SHORT)),
  deflate: (head) => {
    if (isZlib(head)) return createInflate(CUT_SHORT);
    return isPlainText(head) ? undefined : createInflateRaw(CUT_SHORT); // As some servers understand it.
  },
  br: (head) =>
    isPlainText(head)
      ? undefined
      : createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/** RFC 1950, section 2.2: the method is deflate, the window no larger than 32 KiB. */
function isZlib([first = 0]: Uint8Array): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7;
}

const HEAD_BYTES = 24;

/** The beginning of XML, HTML or JSON. */
function isPlainText(head: Uint8Array): boolean {
  return /^\s*[<{][\s\x20-\x7e]{4,}$/.test(
    Buffer.from(head.subarray(0, HEAD_BYTES)).toString('latin1'),
  );
}

/** What we can unpack, as `accept-encoding` says it. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/**
 * @param head The first bytes of the body.
 * @returns Nothing for an encoding we do not know, or a body that is not in it: it is given as it came.
 */
export function unpackerOf(
  contentEncoding: string | undefined,
  head: Uint8Array,
): Transform | undefined {
  return UNPACKERS[contentEncoding?.trim().toLowerCase() ?? '']?.(head);
}
