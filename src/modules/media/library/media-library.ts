import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { asker, mayTakeAway } from '#platform/access';
import { FileStore, FileUses, StoreFailed } from '#platform/files';
import { MediaSettings } from '../media.settings.js';
import type { MediaFile, MediaKind } from './media-file.js';
import { MediaFileRepository } from './media-file.repository.js';
import {
  ContentNotOfKind,
  EmptyFile,
  LibraryFull,
  MediaInUse,
  MediaNotFound,
  MediaOfOthers,
} from './media.problems.js';
import { ACCEPTED, sniff } from './sniff.js';

const NAME_CHARACTERS_MAX = 200;

/** What is kept, and as what. */
export interface MediaWish {
  readonly kind: MediaKind;
  /** What people shall call it; folders and control characters are taken off. */
  readonly name: string;
  readonly ownerKeyId?: string | undefined;
}

/** Content that is kept, and no file of the library yet. */
export type ReceivedFile = MediaFile;

export interface AddedFile {
  readonly file: MediaFile;
  /** Whether its kind did not have this content before. */
  readonly isNew: boolean;
}

/** As `MediaLibrary.keep`. */
export type Keep = MediaLibrary['keep'];

/** Files that people bring, or that the station paints for them: jingles, beds, music, covers, samples of voices. */
@Injectable()
export class MediaLibrary implements OnModuleInit {
  readonly #users: Array<(id: string) => Promise<readonly string[]>> = [];

  constructor(
    private readonly repository: MediaFileRepository,
    private readonly files: FileStore,
    private readonly uses: FileUses,
    private readonly settings: MediaSettings,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.uses.register({
      name: 'library',
      used: (ids) => this.repository.usedContents(ids),
      all: () => this.repository.contents(),
    });
  }

  /**
   * Makes somebody known who may need files of the library: while he does, they are not removed.
   * @param users Tells in words who needs a file: 'the jingle "Morning"'.
   */
  onRemoval(users: (id: string) => Promise<readonly string[]>): void {
    this.#users.push(users);
  }

  /**
   * Keeps a file: hashed while it streams to the disk, told by its content, whole or not at all. Content that its kind
   * has already gives the file that is there.
   * @param source A stream, or the path of a file, which stays where it is.
   * @throws ContentNotOfKind, EmptyFile, TooLarge, LibraryFull; what the stream throws.
   */
  async keep(source: Readable | { readonly path: string }, wish: MediaWish): Promise<MediaFile> {
    return (await this.add(source, wish)).file;
  }

  /** Does something with files that it keeps: where that fails, whatever it kept that was new is forgotten again. */
  async keepWhile<T>(work: (keep: Keep) => Promise<T>): Promise<T> {
    const brought: string[] = [];
    try {
      return await work(async (source, wish) => {
        const { file, isNew } = await this.add(source, wish);
        if (isNew) brought.push(file.id);
        return file;
      });
    } catch (error) {
      for (const id of brought) await this.remove(id).catch(() => undefined);
      throw error;
    }
  }

  /** As `keep`, and tells whether the file is new. */
  async add(source: Readable | { readonly path: string }, wish: MediaWish): Promise<AddedFile> {
    const received = await this.receive(source, wish);
    const [added] = await this.addAll([received]);
    return added as AddedFile;
  }

  /**
   * Takes content in for a file that nobody sees yet: `addAll` or `letGo` comes next.
   * @throws As `keep`.
   */
  async receive(
    source: Readable | { readonly path: string },
    wish: MediaWish,
  ): Promise<ReceivedFile> {
    const { fileBytesMax } = this.settings;
    const stream = 'path' in source ? createReadStream(source.path) : source;
    let contentType = '';
    const look = (head: Buffer) => {
      contentType = typeOf(wish.kind, head);
    };
    const { id, sizeBytes } = await this.files.receive(stream, { bytesMax: fileBytesMax, look });
    return {
      id: randomUUID(),
      kind: wish.kind,
      contentHash: id,
      sizeBytes,
      contentType,
      name: plainName(wish.name),
      ownerKeyId: wish.ownerKeyId ?? null,
      ownerId: asker().holderId ?? null,
      createdAt: this.clock.now(),
    };
  }

  /**
   * Makes files of the library of what was received: of all or, where one cannot be, of none.
   * @throws LibraryFull, StoreFailed
   */
  async addAll(received: readonly ReceivedFile[]): Promise<AddedFile[]> {
    const addEach = async () => {
      const added: AddedFile[] = [];
      for (const file of received) {
        const kept = await this.repository.add(file);
        added.push({ file: kept, isNew: kept.id === file.id });
      }
      const { filesMax } = this.settings;
      // What it has already takes no room.
      if (added.some(({ isNew }) => isNew) && (await this.repository.count()) > filesMax)
        throw new LibraryFull(filesMax);
      return added;
    };
    // In one order, so that two forms with the same contents do not wait for each other.
    const hashes = [...new Set(received.map(({ contentHash }) => contentHash))].sort();
    const adding = hashes.reduce((work, hash) => () => this.uses.whileKept(hash, work), addEach);
    try {
      const added = await adding();
      await this.#mustHave(added);
      return added;
    } catch (error) {
      await this.letGo(received);
      throw error;
    }
  }

  /**
   * Asked once the files are noted, from when on nobody removes their content, and no connection of the database waits
   * for an object store.
   * @throws StoreFailed where somebody has removed the same content between our storing it and noting it.
   */
  async #mustHave(added: readonly AddedFile[]): Promise<void> {
    const there = await Promise.all(added.map(({ file }) => this.files.has(file.contentHash)));
    if (there.every(Boolean)) return;
    for (const { file, isNew } of added) if (isNew) await this.repository.remove(file.id);
    throw new StoreFailed('Send the file once more.');
  }

  /** Forgets what was received and made no file; content that a file has meanwhile stays. */
  async letGo(received: readonly ReceivedFile[]): Promise<void> {
    // What cannot be let go now goes with the files that nobody refers to.
    for (const file of received) await this.#release(file).catch(() => undefined);
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

  /** Files of a kind, the newest first. */
  newest(kind: MediaKind, limit: number): Promise<MediaFile[]> {
    return this.repository.page({ kind, limit });
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

  /**
   * As `remove`, for who asks: what he has brought, and for an operator anything.
   * @throws MediaNotFound, MediaOfOthers, MediaInUse
   */
  async takeAway(id: string): Promise<void> {
    await this.mustBelong(id);
    await this.remove(id);
  }

  /**
   * For what is made of a file and removed with it.
   * @throws MediaNotFound; MediaOfOthers where who asks has not brought the file and is no operator.
   */
  async mustBelong(id: string): Promise<void> {
    const { ownerId } = await this.get(id);
    if (!mayTakeAway(ownerId)) throw new MediaOfOthers(id);
  }

  /** Forgets a file, and its content where nobody else needs it. @throws MediaNotFound, MediaInUse */
  async remove(id: string): Promise<void> {
    const { kind, contentHash } = await this.get(id);
    const users = [];
    for (const ask of this.#users) users.push(...(await ask(id)));
    if (users.length > 0) throw new MediaInUse(id, users);
    await this.repository.remove(id);
    await this.#release({ kind, contentHash });
  }

  /** A cover may be one that a show in the making has just painted; what people bring is gone at once. */
  async #release({ kind, contentHash }: Pick<MediaFile, 'kind' | 'contentHash'>): Promise<void> {
    await this.uses.release(contentHash, kind === 'cover' ? {} : { youngMs: 0 });
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
