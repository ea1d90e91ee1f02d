import { Readable } from 'node:stream';
import { Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type Fault, InvalidInput } from '#kernel';
import { logContext } from '#platform/logging';
import { type Jingle, JINGLE_KINDS } from './jingle.js';
import { JingleUploadQueryDto } from './jingle.dto.js';
import { JingleLibrary } from './jingle-library.js';

/** A part of a form, as `@fastify/multipart` gives it. */
type Part =
  | { readonly type: 'file'; readonly filename: string; readonly file: Readable }
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown };

/** As much of a request as an upload needs. */
export interface JingleRequest {
  readonly body: unknown;
  readonly isMultipart: () => boolean;
  readonly parts: () => AsyncIterable<Part>;
}

/** Takes in the one jingle that a request carries. */
@Injectable()
export class JingleUploads {
  constructor(private readonly library: JingleLibrary) {}

  /** @throws InvalidInput; as `JingleLibrary.add`. */
  async take(request: JingleRequest, said: JingleUploadQueryDto): Promise<Jingle> {
    if (request.isMultipart()) return this.#form(request, Object.fromEntries(Object.entries(said)));
    if (request.body instanceof Readable) return this.#keep(request.body, said, 'jingle');
    throw new UnsupportedMediaTypeException(
      'Send a form (multipart/form-data), or the file itself as audio/*.',
    );
  }

  /** Fields stand before the file: it is taken in while it comes. */
  async #form(request: JingleRequest, said: Record<string, unknown>): Promise<Jingle> {
    let kept: Jingle | undefined;
    try {
      for await (const part of request.parts()) {
        if (part.type === 'field') said[part.fieldname] = part.value;
        else if (kept) refuse('file', 'must be one file');
        else kept = await this.#keep(part.file, checked(said), part.filename);
      }
    } catch (error) {
      throw brokenForm(error) ?? error;
    }
    return kept ?? refuse('file', 'must be a file of the form, after its fields');
  }

  #keep(source: Readable, said: JingleUploadQueryDto, filename: string): Promise<Jingle> {
    const { kind, name = filename, show_types: showTypes = [] } = said;
    if (!kind) refuse('kind', `must be said before the file: ${JINGLE_KINDS.join(', ')}`);
    const ownerKeyId = logContext()['key'];
    return this.library.add(source, {
      kind,
      name: name === '' ? 'jingle' : name,
      showTypes,
      ownerKeyId,
    });
  }
}

/** The fields of a form, held to the rules of the address. @throws InvalidInput */
function checked(said: Record<string, unknown>): JingleUploadQueryDto {
  const dto = plainToInstance(JingleUploadQueryDto, said);
  const faults = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true }).map(
    ({ property, constraints }): Fault => ({
      field: property,
      rule: Object.values(constraints ?? {}).join('; '),
    }),
  );
  if (faults.length > 0) throw new InvalidInput(faults);
  return dto;
}

function refuse(field: string, rule: string): never {
  throw new InvalidInput([{ field, rule }]);
}

/** What the reader of forms throws has codes of Fastify; anything else is somebody else's. */
export function brokenForm(error: unknown): InvalidInput | undefined {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const isForm = code.startsWith('FST_') || /end of form|[Mm]ultipart|boundary/.test(message);
  return isForm
    ? new InvalidInput([{ field: 'file', rule: `must come in a whole form: ${message}` }])
    : undefined;
}
