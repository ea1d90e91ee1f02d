import { Readable } from 'node:stream';
import { Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { type FileRequest, type MediaFile, MediaLibrary, readForm } from '#modules/media';
import { checkedAs, refuse } from '#platform/input';
import { logContext } from '#platform/logging';
import { type Jingle, JINGLE_KINDS } from './jingle.js';
import { JingleUploadQueryDto } from './jingle.dto.js';
import { fileWishOf, JingleLibrary, type NewJingle } from './jingle-library.js';

/** Takes in the one jingle that a request carries. */
@Injectable()
export class JingleUploads {
  constructor(
    private readonly library: JingleLibrary,
    private readonly media: MediaLibrary,
  ) {}

  /** @throws InvalidInput, FormBroken; as `JingleLibrary.add`. */
  async take(request: FileRequest, said: JingleUploadQueryDto): Promise<Jingle> {
    if (request.isMultipart()) return this.#form(request, Object.fromEntries(Object.entries(said)));
    if (request.body instanceof Readable)
      return this.library.add(request.body, wishOf(said, 'jingle'));
    throw new UnsupportedMediaTypeException(
      'Send a form (multipart/form-data), or the file itself as audio/*.',
    );
  }

  /** Fields stand before the file: it is taken in while it comes, and a jingle once the form has ended well. */
  #form(request: FileRequest, said: Record<string, unknown>): Promise<Jingle> {
    return this.media.keepWhile(async (keep) => {
      const kept: Array<{ file: MediaFile; wish: NewJingle }> = [];
      await readForm(request, {
        field: (name, value) => {
          said[name] = value;
        },
        file: async (source, filename) => {
          if (kept.length > 0) refuse('file', 'must be one file');
          const wish = wishOf(checkedAs(JingleUploadQueryDto, said), filename);
          kept.push({ wish, file: await keep(source, fileWishOf(wish)) });
        },
      });
      const [one] = kept;
      if (!one) refuse('file', 'must be a file of the form, after its fields');
      return this.library.register(one.file, one.wish);
    });
  }
}

/** @throws InvalidInput */
function wishOf(said: JingleUploadQueryDto, filename: string): NewJingle {
  const { kind, name = filename, show_types: showTypes = [] } = said;
  if (!kind) refuse('kind', `must be said before the file: ${JINGLE_KINDS.join(', ')}`);
  const ownerKeyId = logContext()['key'];
  return { kind, name: name === '' ? 'jingle' : name, showTypes, ownerKeyId };
}
