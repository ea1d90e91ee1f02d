/** As much of a file as its head may take: programs put pictures and texts before the sound. */
export const WAV_HEAD_BYTES_MAX = 65_536;

const RIFF_BYTES = 12;
const CHUNK_HEAD_BYTES = 8;
const FORMAT_BYTES_MIN = 16;
const EXTENSIBLE = 0xfffe;
/** Where an extensible format tells its coding: the first bytes of its GUID. */
const EXTENSIBLE_CODING_AT = 24;
const UNTOLD = 0xffffffff;

/** Codings of samples, by their numbers in RIFF. */
export const WAV_PCM = 1;
export const WAV_FLOAT = 3;

export interface WavHead {
  /** `WAV_PCM`, `WAV_FLOAT`, or what nobody here reads. */
  readonly coding: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Of one sample. */
  readonly bits: number;
  /** Where the sound begins, bytes. */
  readonly dataAt: number;
  readonly dataBytes: number;
}

/** @returns Whether these bytes begin as a WAV file does. */
export function isWav(bytes: Buffer): boolean {
  return (
    bytes.length > RIFF_BYTES + CHUNK_HEAD_BYTES &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WAVE'
  );
}

/**
 * Reads what a WAV file says of itself. Sizes of the sound that a program did not know while it wrote (0, all ones, or
 * beyond the end) mean: to the end.
 * @param head How the file begins.
 * @param fileBytes Size of the whole file.
 * @returns Nothing where it is no WAV file, or its sound does not begin within the head.
 */
export function wavHead(head: Buffer, fileBytes: number): WavHead | undefined {
  if (!isWav(head)) return undefined;
  let format: Buffer | undefined;
  for (let at = RIFF_BYTES; at + CHUNK_HEAD_BYTES <= head.length;) {
    const name = head.toString('latin1', at, at + 4);
    const told = head.readUInt32LE(at + 4);
    const dataAt = at + CHUNK_HEAD_BYTES;
    if (name === 'fmt ') format = head.subarray(dataAt, dataAt + told);
    if (name === 'data') {
      if (!format || format.length < FORMAT_BYTES_MIN) return undefined;
      const isOpen = told === 0 || told === UNTOLD || dataAt + told > fileBytes;
      return { ...formatOf(format), dataAt, dataBytes: isOpen ? fileBytes - dataAt : told };
    }
    at = dataAt + told + (told % 2);
  }
  return undefined;
}

function formatOf(chunk: Buffer): Omit<WavHead, 'dataAt' | 'dataBytes'> {
  const tag = chunk.readUInt16LE(0);
  const isTold = chunk.length >= EXTENSIBLE_CODING_AT + 2;
  const coding =
    tag !== EXTENSIBLE ? tag : isTold ? chunk.readUInt16LE(EXTENSIBLE_CODING_AT) : WAV_PCM;
  return {
    coding,
    channels: chunk.readUInt16LE(2),
    sampleRateHz: chunk.readUInt32LE(4),
    bits: chunk.readUInt16LE(14),
  };
}
