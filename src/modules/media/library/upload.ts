import { Readable } from 'node:stream';
import { Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { refuse } from '#platform/input';
import { logContext } from '#platform/logging';
import { type FileRequest, readForm } from './form.js';
import { type MediaFile, UPLOAD_KINDS, type UploadKind } from './media-file.js';
import { MediaLibrary, type MediaWish, type ReceivedFile } from './media-library.js';
import type { UploadQueryDto } from './media.dto.js';

const FIELDS = ['kind', 'name'] as const;

/** Takes in what a request carries: every file of it or none. */
@Injectable()
export class Uploads {
  constructor(private readonly library: MediaLibrary) {}

  /**
   * @param said What the address says; fields of a form before a file say it for that file and those after it.
   * @throws InvalidInput, FormBroken; as `MediaLibrary.keep`.
   */
  async take(request: FileRequest, said: UploadQueryDto): Promise<MediaFile[]> {
    if (request.isMultipart())
      return this.#form(request, {
        ...(said.kind && { kind: said.kind }),
        ...(said.name !== undefined && { name: said.name }),
      });
    if (!(request.body instanceof Readable))
      throw new UnsupportedMediaTypeException(
        'Send a form (multipart/form-data), or the file itself as audio/* or image/*.',
      );
    return this.#add([await this.library.receive(request.body, wishOf(said, 'file'))]);
  }

  async #form(request: FileRequest, said: { kind?: UploadKind; name?: string }) {
    const received: ReceivedFile[] = [];
    try {
      await readForm(request, {
        field: (name, value) => Object.assign(said, fieldOf(name, value)),
        file: async (source, filename) => {
          received.push(await this.library.receive(source, wishOf(said, filename)));
          delete said.name; // It was the name of this file.
        },
      });
    } catch (error) {
      await this.library.letGo(received);
      throw error;
    }
    // Only now: before its end nobody knows whether a form is taken, and what one sees he may use.
    return received.length > 0 ? this.#add(received) : refuse('file', 'must be a file of the form');
  }

  async #add(received: readonly ReceivedFile[]): Promise<MediaFile[]> {
    return (await this.library.addAll(received)).map(({ file }) => file);
  }
}

/** @throws InvalidInput */
function wishOf({ kind, name }: UploadQueryDto, filename: string): MediaWish {
  if (!kind) refuse('kind', `must be said before the file: ${UPLOAD_KINDS.join(', ')}`);
  return { kind, name: name ?? filename, ownerKeyId: logContext()['key'] };
}

/** @throws InvalidInput */
function fieldOf(fieldname: string, value: unknown): object {
  const rule = {
    kind:
      UPLOAD_KINDS.some((kind) => kind === value) || `must be one of ${UPLOAD_KINDS.join(', ')}`,
    name:
      (typeof value === 'string' && value.length > 0 && value.length <= 200) ||
      'must have 1 to 200 characters',
  }[fieldname];
  if (rule === true) return { [fieldname]: value };
  const why = rule ?? `is not a field of this form; there are ${FIELDS.join(' and ')}`;
  return refuse(fieldname, why);
}
