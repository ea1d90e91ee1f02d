import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { FileStore } from '#platform/files';
import { MediaSettings } from '../media.settings.js';
import type { MediaFile, MediaKind } from './media-file.js';
import { MediaFileRepository } from './media-file.repository.js';
import { ContentNotOfKind, EmptyFile, LibraryFull, MediaNotFound } from './media.problems.js';
import { ACCEPTED, sniff } from './sniff.js';

const NAME_CHARACTERS_MAX = 200;

/** What is kept, and as what. */
export interface MediaWish {
  readonly kind: MediaKind;
  /** What people shall call it; folders and control characters are taken off. */
  readonly name: string;
  readonly ownerKeyId?: string | undefined;
}

/** Files that people bring, or that the station paints for them: jingles, beds, music, covers, samples of voices. */
@Injectable()
export class MediaLibrary {
  constructor(
    private readonly repository: MediaFileRepository,
    private readonly files: FileStore,
    private readonly settings: MediaSettings,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps a file: hashed while it streams to the disk, told by its content, whole or not at all. Content that its kind
   * has already gives the file that is there.
   * @param source A stream, or the path of a file, which stays where it is.
   * @throws ContentNotOfKind, EmptyFile, TooLarge, LibraryFull; what the stream throws.
   */
  async keep(source: Readable | { readonly path: string }, wish: MediaWish): Promise<MediaFile> {
    const { filesMax, fileBytesMax } = this.settings;
    if ((await this.repository.count()) >= filesMax) throw new LibraryFull(filesMax);
    const stream = 'path' in source ? createReadStream(source.path) : source;
    let contentType = '';
    const look = (head: Buffer) => {
      contentType = typeOf(wish.kind, head);
    };
    const { id, sizeBytes } = await this.files.receive(stream, { bytesMax: fileBytesMax, look });
    return this.repository.add({
      id: randomUUID(),
      kind: wish.kind,
      contentHash: id,
      sizeBytes,
      contentType,
      name: plainName(wish.name),
      ownerKeyId: wish.ownerKeyId ?? null,
      createdAt: this.clock.now(),
    });
  }

  find(id: string): Promise<MediaFile | undefined> {
    return this.repository.find(id);
  }

  /** @throws MediaNotFound */
  async get(id: string): Promise<MediaFile> {
    const file = await this.find(id);
    if (!file) throw new MediaNotFound(id);
    return file;
  }

  /** The content as a stream. @throws MediaNotFound */
  async open(id: string): Promise<Readable> {
    return this.files.open((await this.get(id)).contentHash);
  }

  /** A path of this machine where the content can be read now; do not keep it, and do not write to it. @throws MediaNotFound, FileMissing */
  async pathOf(id: string): Promise<string> {
    const { contentHash } = await this.get(id);
    return this.files.pathOf(contentHash);
  }

  /** Forgets a file, and its content where no other file has it. @throws MediaNotFound */
  async remove(id: string): Promise<void> {
    const { contentHash } = await this.get(id);
    await this.repository.remove(id);
    if ((await this.repository.uses(contentHash)) === 0) await this.files.remove(contentHash);
  }
}

/** @throws ContentNotOfKind, EmptyFile */
function typeOf(kind: MediaKind, head: Buffer): string {
  if (head.length === 0) throw new EmptyFile();
  const found = sniff(head);
  if (found === undefined || !ACCEPTED[kind].includes(found))
    throw new ContentNotOfKind(kind, found, ACCEPTED[kind]);
  return found;
}

/** Of `C:\a\b.wav` and `../b.wav` it is `b.wav`. */
function plainName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = last
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, NAME_CHARACTERS_MAX);
  return name === '' || /^\.+$/.test(name) ? 'file' : name;
}
