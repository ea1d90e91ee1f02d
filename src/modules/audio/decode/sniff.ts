import { type FileHandle, open } from 'node:fs/promises';
import { adtsFrameBytes, hasFrames, mpegFrameBytes } from './frame-headers.js';

/** Containers of sound that are let near a decoder. */
export const AUDIO_FORMATS = [
  'mp3',
  'wav',
  'flac',
  'ogg',
  'mp4',
  'aac',
  'aiff',
  'caf',
  'matroska',
] as const;
export type AudioFormat = (typeof AUDIO_FORMATS)[number];

/** What a file is by its content: a container, a list that only names others' sound, or neither. */
export type Sniffed = AudioFormat | 'playlist' | undefined;

/** Frames that must follow one another before a file without a mark of its own counts as MP3 or AAC. */
const FRAMES_IN_ROW = 3;
/** Before the first frame there may be so much else: padding, a broken first frame. */
const HEAD_BYTES = 65_536;
const ID3_HEADER_BYTES = 10;
/** A file with more tags before its sound than this is none. */
const TAGS_MAX = 4;

const text = (head: Buffer, at: number, end: number) => head.toString('latin1', at, end);

const MARKS: ReadonlyArray<readonly [AudioFormat, (head: Buffer) => boolean]> = [
  ['wav', (head) => /^(RIFF|RF64)$/.test(text(head, 0, 4)) && text(head, 8, 12) === 'WAVE'],
  ['flac', (head) => text(head, 0, 4) === 'fLaC'],
  ['ogg', (head) => text(head, 0, 4) === 'OggS'],
  ['mp4', (head) => text(head, 4, 8) === 'ftyp'],
  ['aiff', (head) => text(head, 0, 4) === 'FORM' && /^AIF[FC]$/.test(text(head, 8, 12))],
  ['caf', (head) => text(head, 0, 4) === 'caff'],
  ['matroska', (head) => head.subarray(0, 4).toString('hex') === '1a45dfa3'],
  ['aac', (head) => hasFrames(head.subarray(0, 8192), adtsFrameBytes, FRAMES_IN_ROW)],
  ['mp3', (head) => hasFrames(head, mpegFrameBytes, FRAMES_IN_ROW)],
];

/** How lists and manifests begin: M3U and HLS, PLS, ffconcat, DASH, XSPF, ASX, SMIL, SDP, cue sheets. */
const LIST =
  /^(?:\xef\xbb\xbf)?\s*(?:#EXT|\[playlist\]|\[reference\]|ffconcat|<\?xml|<MPD|<asx|<smil|<playlist|v=0\s|FILE "|REM |https?:\/\/|file:|concat:)/i;

/** What the bytes after any ID3 tags are. Pure: `head` is the beginning, 64 kB of it or all. */
export function sniffBytes(head: Buffer): Sniffed {
  if (LIST.test(text(head, 0, 512))) return 'playlist';
  return MARKS.find(([, isIt]) => isIt(head))?.[0];
}

/** Tells a file by its content, never by its name or type. Reads little of it, however large its tags say they are. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const file = await open(path, 'r');
  try {
    return sniffBytes(await readAt(file, await afterTags(file), HEAD_BYTES));
  } finally {
    await file.close();
  }
}

/** Where the sound begins after the ID3v2 tags in front of it. */
async function afterTags(file: FileHandle): Promise<number> {
  let at = 0;
  for (let tags = 0; tags < TAGS_MAX; tags++) {
    const head = await readAt(file, at, ID3_HEADER_BYTES);
    if (head.length < ID3_HEADER_BYTES || text(head, 0, 3) !== 'ID3') break;
    // Four times seven bits (ID3v2.4, 3.1).
    const bytes = [6, 7, 8, 9].reduce((sum, i) => (sum << 7) | (Number(head[i]) & 0x7f), 0);
    at += ID3_HEADER_BYTES + bytes;
  }
  return at;
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at);
  return buffer.subarray(0, bytesRead);
}
