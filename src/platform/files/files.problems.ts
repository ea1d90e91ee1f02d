import { Problem } from '#kernel';

export class TooLarge extends Problem {
  readonly code = 'files/too-large';
  readonly kind = 'too-large';
  constructor(bytesMax: number) {
    super(`The file has more than ${bytesMax} bytes.`, { bytes_max: bytesMax });
  }
}

export class FileMissing extends Problem {
  readonly code = 'files/missing';
  readonly kind = 'not-found';
  constructor(id: string) {
    super('The content of the file is not there.', { content_hash: id });
  }
}

/** The disk or the object store cannot do it now: full, read-only, away. */
export class StoreFailed extends Problem {
  readonly code = 'files/store-failed';
  readonly kind = 'unavailable';
  constructor(why: string, cause?: unknown) {
    super(why, {}, cause);
  }
}

/** The file has no such bytes. */
export class RangeUnsatisfiable extends Problem {
  readonly code = 'files/range-unsatisfiable';
  readonly kind = 'range';
  constructor(readonly sizeBytes: number) {
    super(`The file has ${sizeBytes} bytes; none of those that were asked for.`, {
      size_bytes: sizeBytes,
    });
  }
}
