import type { Headers, HttpClient, HttpResponse, Method } from '#platform/http';
import { TIME_LIMITS } from '#platform/http';
import { StoreFailed } from '../files.problems.js';
import type { FilesSettings } from '../files.settings.js';
import { EMPTY_HASH, signedHeaders, signedUrl, type Signer, sortedQuery } from './signature.js';

/** Answers that are not content: lists of a thousand keys, errors. */
const DOCUMENT_BYTES_MAX = 4_194_304;
/** Content is removed while a connection of the database keeps others from taking it up. */
const REMOVE_MS_MAX = 5_000;

interface Ask {
  readonly method: Method;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Headers;
  readonly body?: Uint8Array | string;
  /** SHA-256 of the body, hexadecimal, where it is known already. */
  readonly bodyHash?: string;
  readonly answerBytesMax?: number;
  /** Default `TIME_LIMITS.SLOW`. */
  readonly deadlineMs?: number;
}

export interface Listed {
  readonly keys: ReadonlyArray<{ key: string; sizeBytes: number; storedAt: Date }>;
  readonly next: string | undefined;
}

export interface ListedUploads {
  readonly uploads: ReadonlyArray<{ key: string; uploadId: string; begunAt: Date }>;
  /** What the next page is asked with. */
  readonly next: Readonly<Record<string, string>> | undefined;
}

/** One bucket of a server that speaks S3: every call signed, bounded, retried and recorded as all calls outside are. */
export class S3Bucket {
  constructor(
    private readonly http: HttpClient,
    private readonly settings: FilesSettings,
  ) {}

  /** @returns Nothing where there is no such object. @throws StoreFailed, Unreachable, CircuitOpen */
  async head(key: string): Promise<{ sizeBytes: number; storedAt: Date } | undefined> {
    const { status, headers } = await this.#ask('look', { method: 'HEAD', key }, [200, 404]);
    if (status === 404) return undefined;
    return {
      sizeBytes: Number(headers['content-length'] ?? 0),
      storedAt: new Date(headers['last-modified'] ?? 0),
    };
  }

  /** Bytes of an object, both ends included; nothing where there is none. */
  async read(key: string, start: number, end: number): Promise<Buffer | undefined> {
    const headers = { range: `bytes=${start}-${end}` };
    const answerBytesMax = end - start + 1;
    const ask = { method: 'GET', key, headers, answerBytesMax } as const;
    const { status, body } = await this.#ask('read', ask, [206, 404]);
    if (status === 404) return undefined;
    if (body.length < answerBytesMax)
      throw new StoreFailed('The object store gave fewer bytes than were asked for.');
    return body.subarray(0, answerBytesMax); // Some servers take "0-0" for everything.
  }

  async put(key: string, body: Uint8Array, bodyHash: string): Promise<void> {
    await this.#ask('write', { method: 'PUT', key, body, bodyHash }, [200]);
  }

  /** @returns The id of an upload in parts; nobody sees anything of it before `complete`. */
  async begin(key: string): Promise<string> {
    const ask = { method: 'POST', key, query: { uploads: '' } } as const;
    const { body } = await this.#ask('begin', ask, [200]);
    const id = /<UploadId>([^<]+)<\/UploadId>/.exec(body.toString())?.[1];
    if (id === undefined) throw new StoreFailed('The object store gave no id for an upload.');
    return unescaped(id);
  }

  /** @returns What the server calls the part. */
  async part(key: string, uploadId: string, number: number, body: Uint8Array): Promise<string> {
    const query = { partNumber: String(number), uploadId };
    const { headers } = await this.#ask('write', { method: 'PUT', key, query, body }, [200]);
    return headers['etag'] ?? '';
  }

  async complete(key: string, uploadId: string, tags: readonly string[]): Promise<void> {
    const parts = tags.map(
      (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`,
    );
    const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
    const ask = { method: 'POST', key, query: { uploadId }, body } as const;
    const answer = await this.#ask('complete', ask, [200]);
    // S3 may find out that it cannot after it has said 200: the body tells.
    if (answer.body.toString().includes('<Error>')) throw failureOf(answer);
  }

  async abort(key: string, uploadId: string): Promise<void> {
    await this.#ask('abort', { method: 'DELETE', key, query: { uploadId } }, [200, 204, 404]);
  }

  /** Uploads in parts below `prefix` that were begun and neither completed nor aborted; a page of them. */
  async uploads(prefix: string, from: Readonly<Record<string, string>>): Promise<ListedUploads> {
    const query = { uploads: '', prefix, ...from };
    const ask = { method: 'GET', query } as const;
    const { status, body } = await this.#ask('list', ask, [200, 405, 501]);
    if (status !== 200) return { uploads: [], next: undefined }; // A small server that cannot tell.
    const text = body.toString();
    const uploads = [...text.matchAll(/<Upload>(.*?)<\/Upload>/gs)].map(([, one = '']) => ({
      key: unescaped(valueOf(one, 'Key')),
      uploadId: unescaped(valueOf(one, 'UploadId')),
      begunAt: new Date(valueOf(one, 'Initiated')),
    }));
    if (valueOf(text, 'IsTruncated') !== 'true') return { uploads, next: undefined };
    const next = {
      'key-marker': unescaped(valueOf(text, 'NextKeyMarker')),
      'upload-id-marker': unescaped(valueOf(text, 'NextUploadIdMarker')),
    };
    return { uploads, next };
  }

  /** In little time or not at all: others may wait for it. */
  async remove(key: string): Promise<void> {
    const ask = { method: 'DELETE', key, deadlineMs: REMOVE_MS_MAX } as const;
    await this.#ask('remove', ask, [200, 204, 404]);
  }

  /** A page of the keys that begin with `prefix`. */
  async list(prefix: string, from: string | undefined): Promise<Listed> {
    const query = { 'list-type': '2', prefix, ...(from && { 'continuation-token': from }) };
    const { body } = await this.#ask('list', { method: 'GET', query }, [200]);
    const text = body.toString();
    const keys = [...text.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, one = '']) => ({
      key: unescaped(valueOf(one, 'Key')),
      sizeBytes: Number(valueOf(one, 'Size')),
      storedAt: new Date(valueOf(one, 'LastModified')),
    }));
    const next = valueOf(text, 'NextContinuationToken');
    return { keys, next: next === '' ? undefined : unescaped(next) };
  }

  /** An address of the object for who has no keys. @param query What the server shall say in its answer. */
  addressOf(key: string, expiresS: number, query: Readonly<Record<string, string>>): string {
    return signedUrl(this.#urlOf(key, query), new Date(), expiresS, this.#signer());
  }

  async #ask(operation: string, ask: Ask, expected: readonly number[]): Promise<HttpResponse> {
    const { method, key = '', query = {}, body } = ask;
    const url = this.#urlOf(key, query);
    const payloadHash = ask.bodyHash ?? (await hashOf(body));
    const signed = signedHeaders(
      { method, url, payloadHash, at: new Date(), headers: ask.headers ?? {} },
      this.#signer(),
    );
    const answer = await this.http.send(url.href, {
      method,
      headers: { ...signed, 'accept-encoding': 'identity' },
      ...(body !== undefined && { body }),
      deadlineMs: ask.deadlineMs ?? TIME_LIMITS.SLOW,
      bodyBytesMax: (ask.answerBytesMax ?? 0) + DOCUMENT_BYTES_MAX,
      provider: 'object store',
      operation,
    });
    if (!expected.includes(answer.status)) throw failureOf(answer);
    return answer;
  }

  #urlOf(key: string, query: Readonly<Record<string, string>>): URL {
    const { s3Endpoint, s3Region, s3Bucket, s3PathStyle } = this.settings;
    const url = new URL(s3Endpoint === '' ? `https://s3.${s3Region}.amazonaws.com` : s3Endpoint);
    if (!s3PathStyle) url.hostname = `${s3Bucket}.${url.hostname}`;
    // The bucket itself has no slash at its end: not every server signs it alike with one.
    const path = key === '' ? [] : [key];
    url.pathname = `/${(s3PathStyle ? [s3Bucket, ...path] : path).join('/')}`;
    url.search = sortedQuery(new URLSearchParams(query));
    return url;
  }

  /** Read at each call: keys may be changed while the station runs. */
  #signer(): Signer {
    const { s3AccessKey, s3SecretKey, s3Region } = this.settings;
    return {
      accessKey: s3AccessKey?.reveal() ?? '',
      secretKey: s3SecretKey?.reveal() ?? '',
      region: s3Region,
    };
  }
}

async function hashOf(body: Uint8Array | string | undefined): Promise<string> {
  if (body === undefined) return EMPTY_HASH;
  // Off the event loop: a part has megabytes.
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(body));
  return Buffer.from(digest).toString('hex');
}

function failureOf({ status, body }: HttpResponse): StoreFailed {
  const code = valueOf(body.toString('utf8', 0, 10_000), 'Code').slice(0, 100) || String(status);
  if (status === 401 || status === 403)
    return new StoreFailed(`The object store refuses the keys of the station (${code}).`);
  if (status === 507 || /QuotaExceeded|StorageFull/.test(code))
    return new StoreFailed('There is no room left in the object store.');
  return new StoreFailed(`The object store cannot do it now (${code}).`);
}

function valueOf(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

function unescaped(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}
