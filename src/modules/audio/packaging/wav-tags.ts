import { open } from 'node:fs/promises';
import { id3Tag, type ShowTags } from './tags.js';

const RATE_HZ = 44_100;
/** A chapter mark is a number in 32 bits, and players list no more. */
const CUES_MAX = 1000;

/**
 * Adds tags behind the sound of a WAV: LIST INFO for every program, cue points with labels for the chapters, and
 * the whole ID3 tag (cover, lyrics, chapters) in an "id3 " chunk. Programs skip chunks they do not know.
 */
export async function addWavTags(file: string, tags: ShowTags): Promise<void> {
  await using handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const chunks = Buffer.concat([infoList(tags), ...cues(tags), chunk('id3 ', id3Tag(tags))]);
  const padding = Buffer.alloc(size % 2);
  const riffBytes = size + padding.length + chunks.length - 8;
  // A file near the end of what 32 bits can count stays without tags.
  if (riffBytes > 0xffff_ffff) return;
  await handle.write(Buffer.concat([padding, chunks]), 0, undefined, size);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(riffBytes);
  await handle.write(length, 0, 4, 4);
  await handle.sync();
}

function infoList(tags: ShowTags): Buffer {
  const { title, artist, album, madeAt, genre = 'News/Talk', comment } = tags;
  const entries = [
    ['INAM', title],
    ['IART', artist],
    ['IPRD', album],
    ['ICRD', madeAt.toISOString().slice(0, 10)],
    ['IGNR', genre],
    ['ICMT', comment ?? ''],
  ] as const;
  const texts = entries
    .filter(([, text]) => text !== '')
    .map(([name, text]) => chunk(name, Buffer.from(`${text}\0`)));
  return chunk('LIST', Buffer.concat([Buffer.from('INFO'), ...texts]));
}

function cues({ chapters = [] }: ShowTags): Buffer[] {
  const marks = chapters.slice(0, CUES_MAX);
  if (marks.length === 0) return [];
  const points = marks.map(({ startS }, index) => {
    const point = Buffer.alloc(24);
    const frame = Math.round(startS * RATE_HZ);
    point.writeUInt32LE(index + 1, 0);
    point.writeUInt32LE(frame, 4);
    point.write('data', 8);
    point.writeUInt32LE(frame, 20);
    return point;
  });
  const labels = marks.map(({ title }, index) => {
    const id = Buffer.alloc(4);
    id.writeUInt32LE(index + 1);
    return chunk('labl', Buffer.concat([id, Buffer.from(`${title}\0`)]));
  });
  const count = Buffer.alloc(4);
  count.writeUInt32LE(marks.length);
  return [
    chunk('cue ', Buffer.concat([count, ...points])),
    chunk('LIST', Buffer.concat([Buffer.from('adtl'), ...labels])),
  ];
}

/** Name, length, content, and a byte to make it even. */
function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
