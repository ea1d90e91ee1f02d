import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import NodeID3 from 'node-id3';
import type { Language } from '#kernel';

/** A chapter of a show. */
export interface Chapter {
  readonly title: string;
  readonly startS: number;
  readonly endS: number;
}

export interface ShowTags {
  readonly title: string;
  /** The hosts. */
  readonly artist: string;
  /** The station or programme. */
  readonly album: string;
  /** When the show was made; the day is written. */
  readonly madeAt: Date;
  /** Default "News/Talk". */
  readonly genre?: string;
  readonly comment?: string;
  readonly language: Language;
  /** The whole transcript, plain text. */
  readonly lyrics?: string;
  readonly cover?: { readonly bytes: Buffer; readonly mime: 'image/png' | 'image/jpeg' };
  readonly chapters?: readonly Chapter[];
  readonly durationS: number;
}

/** What a file became by its tags. */
export interface TaggedFile {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** ISO 639-2/B, as ID3 wants it. */
const ISO_639_2: Readonly<Record<Language, string>> = {
  en: 'eng',
  de: 'ger',
  fr: 'fre',
  it: 'ita',
  es: 'spa',
};

/** An ID3 table of contents counts its entries in one byte. */
const CHAPTERS_MAX = 255;
const COPY_BYTES = 256 * 1024;
const ID3_HEADER_BYTES = 10;

/** The ID3v2.3 tag of a show as bytes; equal input, equal bytes. */
export function id3Tag(tags: ShowTags): Buffer {
  const chapters = (tags.chapters ?? []).slice(0, CHAPTERS_MAX);
  const language = ISO_639_2[tags.language];
  const day = tags.madeAt.toISOString();
  return NodeID3.create({
    title: tags.title,
    artist: tags.artist,
    album: tags.album,
    genre: tags.genre ?? 'News/Talk',
    year: day.slice(0, 4),
    date: `${day.slice(8, 10)}${day.slice(5, 7)}`, // DDMM.
    length: String(Math.round(tags.durationS * 1000)),
    language,
    ...(tags.comment !== undefined && { comment: { language, text: tags.comment } }),
    ...(tags.lyrics !== undefined && { unsynchronisedLyrics: { language, text: tags.lyrics } }),
    ...(tags.cover && {
      image: {
        mime: tags.cover.mime,
        type: { id: 3 },
        description: 'Cover',
        imageBuffer: tags.cover.bytes,
      },
    }),
    ...(chapters.length > 0 && {
      chapter: chapters.map(({ title, startS, endS }, index) => ({
        elementID: `chp${index}`,
        startTimeMs: Math.round(startS * 1000),
        endTimeMs: Math.round(endS * 1000),
        tags: { title },
      })),
      tableOfContents: [
        { elementID: 'toc', isOrdered: true, elements: chapters.map((_, index) => `chp${index}`) },
      ],
    }),
  });
}

/**
 * Puts a tag before the sound of an MP3, in place of one it may have. Copies block by block to a new file,
 * which takes the old one's name when it is whole and on disk.
 */
export async function writeTags(file: string, tags: ShowTags): Promise<TaggedFile> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    await using source = await open(file, 'r');
    await using target = await open(temporary, 'wx');
    for await (const block of taggedBlocks(source, id3Tag(tags))) {
      hash.update(block);
      sizeBytes += block.length;
      await target.writeFile(block);
    }
    await target.sync();
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

async function* taggedBlocks(source: FileHandle, tag: Buffer): AsyncGenerator<Buffer> {
  yield tag;
  const block = Buffer.alloc(COPY_BYTES);
  let at = await tagBytes(source);
  for (;;) {
    const { bytesRead } = await source.read(block, 0, COPY_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield block.subarray(0, bytesRead);
  }
}

/** Length of the tag a file begins with; its size has 7 bits a byte. */
async function tagBytes(source: FileHandle): Promise<number> {
  const head = Buffer.alloc(ID3_HEADER_BYTES);
  await source.read(head, 0, ID3_HEADER_BYTES, 0);
  if (head.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => (sum << 7) | (head[at] as number), 0);
  return size + ID3_HEADER_BYTES;
}
