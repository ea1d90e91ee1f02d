import type { Chapter, ShowTags } from './tags.js';

/** What the tags of a show are called where they have names: in FFmpeg's metadata, and so in m4a, Ogg and FLAC. */
export function namedTags(tags: ShowTags): ReadonlyArray<readonly [string, string]> {
  const { title, artist, album, madeAt, genre = 'News/Talk', comment, lyrics } = tags;
  return [
    ['title', title],
    ['artist', artist],
    ['album', album],
    ['date', madeAt.toISOString().slice(0, 10)],
    ['genre', genre],
    ...(comment === undefined ? [] : ([['comment', comment]] as const)),
    ...(lyrics === undefined ? [] : ([['lyrics', lyrics]] as const)),
  ];
}

/** Chapters as Vorbis comments tell them. https://wiki.xiph.org/Chapter_Extension */
export function chapterComments(
  chapters: readonly Chapter[],
): ReadonlyArray<readonly [string, string]> {
  return chapters.slice(0, 1000).flatMap(({ title, startS }, index) => {
    const name = `CHAPTER${String(index).padStart(3, '0')}`;
    return [[name, clock(startS)] as const, [`${name}NAME`, title] as const];
  });
}

/** FFmpeg's own file of metadata, version 1: `ffmpeg -f ffmetadata`. */
export function ffmetadata(
  named: ReadonlyArray<readonly [string, string]>,
  chapters: readonly Chapter[],
): string {
  const lines = named.map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  const marks = chapters.map(({ title, startS, endS }) =>
    [
      '[CHAPTER]',
      'TIMEBASE=1/1000',
      `START=${Math.round(startS * 1000)}`,
      `END=${Math.round(endS * 1000)}`,
      `title=${escaped(title)}`,
    ].join('\n'),
  );
  return `;FFMETADATA1\n${[...lines, ...marks].join('\n')}\n`;
}

/**
 * A picture as the comments of Ogg carry it: the block of FLAC, in base64.
 * https://xiph.org/flac/format.html#metadata_block_picture
 */
export function pictureBlock({ bytes, mime }: NonNullable<ShowTags['cover']>): string {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(3, 0); // Front cover.
  head.writeUInt32BE(mime.length, 4);
  const description = Buffer.from('Cover');
  const rest = Buffer.alloc(4 + description.length + 16 + 4);
  rest.writeUInt32BE(description.length, 0);
  description.copy(rest, 4);
  // Width, height, depth and colours stay 0: readers take them from the picture.
  rest.writeUInt32BE(bytes.length, rest.length - 4);
  return Buffer.concat([head, Buffer.from(mime, 'latin1'), rest, bytes]).toString('base64');
}

function escaped(text: string): string {
  return text.replace(/[=;#\\\n]/g, (one) => `\\${one}`).replaceAll('\0', '');
}

/** HH:MM:SS.mmm */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const fraction = String(ms % 1000).padStart(3, '0');
  return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${fraction}`;
}
