/** Kilobits a second by version and layer (ISO/IEC 11172-3 and 13818-3); index 0 is free, 15 forbidden. */
const BITRATES_KBPS: Readonly<Record<string, readonly number[]>> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const RATES_HZ = [44_100, 48_000, 32_000] as const;
/** Bits of the version: 2.5, reserved, 2, 1. */
const RATE_DIVIDERS: readonly number[] = [4, 0, 2, 1];
/** Bits of the layer: reserved, III, II, I. */
const LAYERS: readonly number[] = [0, 3, 2, 1];
/** What frames of one stream have in common: sync, version, layer, sampling rate. */
const KIN = [0xff, 0xfe, 0x0c] as const;
/** Sampling rates of AAC have indexes up to here (ISO/IEC 14496-3). */
const AAC_RATES = 13;

/** Bytes of the MPEG audio frame (layer I to III) whose header stands at this place; nothing where none stands. */
export function mpegFrameBytes(bytes: Buffer, at: number): number | undefined {
  const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
  if (first !== 0xff || second >> 5 !== 7) return undefined;
  const divider = RATE_DIVIDERS[(second >> 3) & 3];
  const layer = LAYERS[(second >> 1) & 3];
  const rate = RATES_HZ[(third >> 2) & 3];
  const isFirstVersion = divider === 1;
  const table = isFirstVersion ? `1-${layer}` : `2-${layer === 1 ? 1 : 2}`;
  const kbps = BITRATES_KBPS[table]?.[(third >> 4) - 1];
  if (!divider || !layer || rate === undefined || kbps === undefined) return undefined;
  const padding = (third >> 1) & 1;
  const bitsPerHz = (1000 * kbps * divider) / rate;
  if (layer === 1) return 4 * (Math.floor(12 * bitsPerHz) + padding);
  const samplesBy8 = layer === 3 && !isFirstVersion ? 72 : 144;
  return Math.floor(samplesBy8 * bitsPerHz) + padding;
}

/** Bytes of the ADTS frame whose header stands at this place; nothing where none stands. */
export function adtsFrameBytes(bytes: Buffer, at: number): number | undefined {
  const header = bytes.subarray(at, at + 6);
  const [first = 0, second = 0, third = 0, fourth = 0, fifth = 0, sixth = 0] = header;
  if (first !== 0xff || (second & 0xf6) !== 0xf0) return undefined;
  if (((third >> 2) & 15) >= AAC_RATES) return undefined;
  const length = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return length > 7 ? length : undefined;
}

/**
 * Whether frames that follow one another begin anywhere in these bytes: one header alone is found in any noise.
 * @param frames How many in a row; fewer do where the bytes end with them.
 */
export function hasFrames(
  bytes: Buffer,
  frameBytes: (bytes: Buffer, at: number) => number | undefined,
  frames: number,
): boolean {
  for (let start = bytes.indexOf(0xff); start >= 0; start = bytes.indexOf(0xff, start + 1)) {
    let at = start;
    let found = 0;
    for (; found < frames; found++) {
      const length = isKin(bytes, start, at) ? frameBytes(bytes, at) : undefined;
      if (length === undefined) break;
      at += length;
    }
    if (found === frames || (found > 0 && at >= bytes.length && start === 0)) return true;
  }
  return false;
}

function isKin(bytes: Buffer, one: number, other: number): boolean {
  return KIN.every((mask, i) => ((Number(bytes[one + i]) ^ Number(bytes[other + i])) & mask) === 0);
}
