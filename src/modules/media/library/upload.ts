import { Readable } from 'node:stream';
import { Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { InvalidInput } from '#kernel';
import { logContext } from '#platform/logging';
import { type MediaFile, UPLOAD_KINDS, type UploadKind } from './media-file.js';
import { MediaLibrary, type ReceivedFile } from './media-library.js';
import type { UploadQueryDto } from './media.dto.js';
import { FormBroken } from './media.problems.js';

/** A part of a form, as `@fastify/multipart` gives it. */
type Part =
  | { readonly type: 'file'; readonly filename: string; readonly file: Readable }
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown };

/** As much of a request as an upload needs. */
export interface UploadRequest {
  readonly body: unknown;
  readonly isMultipart: () => boolean;
  readonly parts: () => AsyncIterable<Part>;
}

const FIELDS = ['kind', 'name'] as const;

/** Takes in what a request carries: every file of it or none. */
@Injectable()
export class Uploads {
  constructor(private readonly library: MediaLibrary) {}

  /**
   * @param said What the address says; fields of a form before a file say it for that file and those after it.
   * @throws InvalidInput, FormBroken; as `MediaLibrary.keep`.
   */
  async take(request: UploadRequest, said: UploadQueryDto): Promise<MediaFile[]> {
    if (request.isMultipart())
      return this.#form(request, {
        ...(said.kind && { kind: said.kind }),
        ...(said.name !== undefined && { name: said.name }),
      });
    if (!(request.body instanceof Readable))
      throw new UnsupportedMediaTypeException(
        'Send a form (multipart/form-data), or the file itself as audio/* or image/*.',
      );
    return this.#add([await this.#receive(request.body, said, 'file')]);
  }

  async #form(request: UploadRequest, said: { kind?: UploadKind; name?: string }) {
    const received: ReceivedFile[] = [];
    try {
      for await (const part of request.parts()) {
        if (part.type === 'file')
          received.push(await this.#receive(part.file, said, part.filename));
        if (part.type === 'file')
          delete said.name; // It was the name of this file.
        else Object.assign(said, fieldOf(part));
      }
    } catch (error) {
      await this.library.letGo(received);
      throw brokenForm(error) ?? error;
    }
    // Only now: before its end nobody knows whether a form is taken, and what one sees he may use.
    if (received.length > 0) return this.#add(received);
    throw new InvalidInput([{ field: 'file', rule: 'must be a file of the form' }]);
  }

  async #add(received: readonly ReceivedFile[]): Promise<MediaFile[]> {
    return (await this.library.addAll(received)).map(({ file }) => file);
  }

  #receive(
    source: Readable,
    { kind, name }: UploadQueryDto,
    filename: string,
  ): Promise<ReceivedFile> {
    if (!kind)
      throw new InvalidInput([
        { field: 'kind', rule: `must be said before the file: ${UPLOAD_KINDS.join(', ')}` },
      ]);
    const ownerKeyId = logContext()['key'];
    return this.library.receive(source, { kind, name: name ?? filename, ownerKeyId });
  }
}

/** @throws InvalidInput */
function fieldOf({ fieldname, value }: { fieldname: string; value: unknown }) {
  const rule = {
    kind:
      UPLOAD_KINDS.some((kind) => kind === value) || `must be one of ${UPLOAD_KINDS.join(', ')}`,
    name:
      (typeof value === 'string' && value.length > 0 && value.length <= 200) ||
      'must have 1 to 200 characters',
  }[fieldname];
  if (rule === true) return { [fieldname]: value };
  const why = rule ?? `is not a field of this form; there are ${FIELDS.join(' and ')}`;
  throw new InvalidInput([{ field: fieldname, rule: why }]);
}

/** What the reader of forms throws has codes of Fastify; anything else is somebody else's. */
function brokenForm(error: unknown): FormBroken | undefined {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const isForm = code.startsWith('FST_') || /end of form|[Mm]ultipart|boundary/.test(message);
  return isForm ? new FormBroken(message) : undefined;
}
