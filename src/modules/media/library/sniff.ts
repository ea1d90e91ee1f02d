import type { MediaKind } from './media-file.js';

/** Types of sound that can be told by their first bytes and that an audio decoder is let near. */
export const AUDIO_TYPES = [
  'audio/wav',
  'audio/mpeg',
  'audio/flac',
  'audio/ogg',
  'audio/mp4',
  'audio/aac',
  'audio/aiff',
  'audio/webm',
] as const;
/** What podcast feeds take. */
export const IMAGE_TYPES = ['image/jpeg', 'image/png'] as const;

/** What the content of each kind may be. */
export const ACCEPTED: Readonly<Record<MediaKind, readonly string[]>> = {
  jingle: AUDIO_TYPES,
  bed: AUDIO_TYPES,
  music: AUDIO_TYPES,
  sample: AUDIO_TYPES,
  production: AUDIO_TYPES,
  cover: IMAGE_TYPES,
};

const text = (head: Buffer, at: number, end: number) => head.toString('latin1', at, end);

/** Marks of a type at fixed places; the first that is there counts. */
const MARKS: ReadonlyArray<readonly [type: string, isIt: (head: Buffer) => boolean]> = [
  ['image/png', (head) => head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a'],
  ['image/jpeg', (head) => head.subarray(0, 3).toString('hex') === 'ffd8ff'],
  ['audio/wav', (head) => /^(RIFF|RF64)$/.test(text(head, 0, 4)) && text(head, 8, 12) === 'WAVE'],
  ['audio/aiff', (head) => text(head, 0, 4) === 'FORM' && /^AIF[FC]$/.test(text(head, 8, 12))],
  ['audio/flac', (head) => text(head, 0, 4) === 'fLaC'],
  ['audio/ogg', (head) => text(head, 0, 4) === 'OggS'],
  [
    'audio/mp4',
    (head) => text(head, 4, 8) === 'ftyp' && /^(M4[AB] |mp4|iso|dash)/.test(text(head, 8, 12)),
  ],
  ['audio/webm', (head) => head.subarray(0, 4).toString('hex') === '1a45dfa3'],
  ['audio/aac', isAdts],
  ['audio/mpeg', isMp3],
];

/** @returns The media type that the first bytes show, of those that any kind takes; nothing for all others. */
export function sniff(head: Buffer): string | undefined {
  return MARKS.find(([, isIt]) => isIt(head))?.[0];
}

/** Layer bits 00 after the sync word are AAC's (ISO/IEC 13818-7), with a sampling rate that exists. */
function isAdts(head: Buffer): boolean {
  const [first = 0, second = 0, third = 0] = head;
  return first === 0xff && (second & 0xf6) === 0xf0 && ((third >> 2) & 0xf) < 13;
}

/** Tags, or a frame header without a forbidden value (ISO/IEC 11172-3). Zeros before it are padding of cut files. */
function isMp3(head: Buffer): boolean {
  if (text(head, 0, 3) === 'ID3') return (head[3] ?? 0xff) < 5;
  let at = 0;
  while (at < head.length && head[at] === 0) at++;
  const [first = 0, second = 0, third = 0] = head.subarray(at);
  const [layer, rate, frequency] = [(second >> 1) & 3, third >> 4, (third >> 2) & 3];
  const isVersion = ((second >> 3) & 3) !== 1;
  return (
    first === 0xff &&
    second >> 5 === 7 &&
    isVersion &&
    layer !== 0 &&
    rate !== 15 &&
    frequency !== 3
  );
}
