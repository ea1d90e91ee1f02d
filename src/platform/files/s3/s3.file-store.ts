import { createReadStream } from 'node:fs';
import { open, readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { HttpClient } from '#platform/http';
import {
  type ByteRange,
  describe,
  FileStore,
  type FoundFile,
  hashOf,
  type SignedFor,
  type StoredFile,
} from '../file-store.js';
import { FileMissing, StoreFailed } from '../files.problems.js';
import type { FilesSettings } from '../files.settings.js';
import { LocalCopies } from './local-copies.js';
import { type ListedUploads, S3Bucket } from './s3-bucket.js';

/** As much is asked for at once while a file is read. */
const READ_BYTES = 4_194_304;
/**
 * Larger files go up in parts, if only in one: some servers show what they got of a body that breaks off, but none
 * shows an upload in parts before it is completed. So much goes out in one piece.
 */
const PUT_BYTES_MAX = 65_536;
/** Nobody goes on with an upload in parts that was begun so long ago. */
const UPLOAD_ABANDONED_MS = 24 * 3600 * 1000;
const IS_ID = /^[0-9a-f]{64}$/;

/**
 * In a bucket of a server that speaks S3: `<prefix>ab/cd/<sha256>`. What is read as a file of this machine is copied
 * into a folder of bounded size.
 */
export class S3FileStore extends FileStore {
  override readonly name = 's3';
  override readonly isLocal = false;
  readonly #bucket: S3Bucket;
  readonly #copies: LocalCopies;

  constructor(
    dataDir: string,
    private readonly settings: FilesSettings,
    http: HttpClient,
  ) {
    super(dataDir);
    this.#bucket = new S3Bucket(http, settings);
    this.#copies = new LocalCopies(this.root, () => settings.cacheBytesMax);
  }

  async adopt(path: string): Promise<StoredFile> {
    const file = await describe(path);
    if (file.sizeBytes <= PUT_BYTES_MAX)
      await this.#bucket.put(this.#keyOf(file.id), await readFile(path), file.id);
    else await this.#putInParts(path, file);
    await rm(path, { force: true });
    return file;
  }

  async pathOf(id: string): Promise<string> {
    return this.#copies.pathOf(id, () => this.#read(id));
  }

  async open(id: string, range?: ByteRange): Promise<Readable> {
    const copy = await this.#copies.find(id);
    if (copy !== undefined) return createReadStream(copy, range);
    if (range) return Readable.from(this.#chunks(id, range), { objectMode: false });
    return this.#read(id);
  }

  async head(id: string): Promise<FoundFile | undefined> {
    const found = await this.#bucket.head(this.#keyOf(id));
    return found && { id, ...found };
  }

  async *list(): AsyncGenerator<FoundFile> {
    let from: string | undefined;
    do {
      const page = await this.#bucket.list(this.settings.s3Prefix, from);
      for (const { key, ...found } of page.keys) {
        const id = key.slice(key.lastIndexOf('/') + 1);
        if (IS_ID.test(id) && key === this.#keyOf(id)) yield { id, ...found };
      }
      from = page.next;
    } while (from !== undefined);
  }

  async remove(id: string): Promise<void> {
    await this.#bucket.remove(this.#keyOf(id));
    await this.#copies.drop(id);
  }

  addressOf(id: string, terms: SignedFor): Promise<string | undefined> {
    if (!this.settings.signedUrls) return Promise.resolve(undefined);
    return Promise.resolve(
      this.#bucket.addressOf(this.#keyOf(id), terms.expiresS, {
        'response-content-type': terms.contentType,
        'response-content-disposition': terms.disposition,
      }),
    );
  }

  /** The bucket itself is read: a copy says nothing of it, and stays for who works with it. */
  override async isIntact(id: string): Promise<boolean> {
    if (!(await this.has(id))) return false;
    return (await hashOf(await this.#read(id))) === id;
  }

  /** Their parts cost room until they are aborted, and no list of files shows them. */
  override async sweepUploads(olderThanMs = UPLOAD_ABANDONED_MS): Promise<void> {
    let from: Readonly<Record<string, string>> | undefined = {};
    while (from) {
      const { uploads, next }: ListedUploads = await this.#bucket.uploads(
        this.settings.s3Prefix,
        from,
      );
      for (const { key, uploadId, begunAt } of uploads) {
        // The bucket may have other users below the same prefix, or none at all: only what we would have written.
        const isOurs = key === this.#keyOf(key.slice(key.lastIndexOf('/') + 1));
        if (isOurs && Date.now() - begunAt.getTime() >= olderThanMs)
          await this.#bucket.abort(key, uploadId);
      }
      from = next;
    }
  }

  async #putInParts(path: string, { id, sizeBytes }: StoredFile): Promise<void> {
    const key = this.#keyOf(id);
    const uploadId = await this.#bucket.begin(key);
    try {
      const tags: string[] = [];
      for await (const part of partsOf(path, this.settings.s3PartBytes))
        tags.push(await this.#bucket.part(key, uploadId, tags.length + 1, part));
      await this.#bucket.complete(key, uploadId, tags);
    } catch (error) {
      await this.#bucket.abort(key, uploadId).catch(() => undefined);
      throw error;
    }
    const there = await this.#bucket.head(key);
    if (there?.sizeBytes !== sizeBytes)
      throw new StoreFailed('The object store did not keep the whole file.');
  }

  async #read(id: string): Promise<Readable> {
    const found = await this.head(id);
    if (!found) throw new FileMissing(id);
    const whole = { start: 0, end: found.sizeBytes - 1 };
    return Readable.from(this.#chunks(id, whole), { objectMode: false });
  }

  async *#chunks(id: string, { start, end }: ByteRange): AsyncGenerator<Buffer> {
    for (let at = start; at <= end; at += READ_BYTES) {
      const chunk = await this.#bucket.read(
        this.#keyOf(id),
        at,
        Math.min(end, at + READ_BYTES - 1),
      );
      if (!chunk) throw new FileMissing(id);
      yield chunk;
    }
  }

  #keyOf(id: string): string {
    return `${this.settings.s3Prefix}${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
  }
}

/** The file in pieces of one size, the last one shorter. */
async function* partsOf(path: string, partBytes: number): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  try {
    for (;;) {
      const part = Buffer.alloc(partBytes);
      const { bytesRead } = await handle.read(part); // Of a file on a disk it reads all there is.
      if (bytesRead > 0) yield part.subarray(0, bytesRead);
      if (bytesRead < partBytes) return;
    }
  } finally {
    await handle.close();
  }
}
