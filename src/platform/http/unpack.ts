import type { Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** Gives what came of a packed body that ends too early, as zlib's manual says under "Compressing HTTP". */
const CUT_SHORT = { finishFlush: constants.Z_SYNC_FLUSH };

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(CUT_SHORT),
  'x-gzip': () => createGunzip(CUT_SHORT),
  deflate: () => createInflate(CUT_SHORT),
  br: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
};

/** What we can unpack, as `accept-encoding` says it. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/** @returns Nothing for an encoding we do not know: the body is given as it came. */
export function unpackerOf(contentEncoding: string | undefined): Transform | undefined {
  return UNPACKERS[contentEncoding?.trim().toLowerCase() ?? '']?.();
}
