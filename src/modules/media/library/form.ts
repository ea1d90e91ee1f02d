import type { Readable } from 'node:stream';
import { InvalidInput, Problem } from '#kernel';
import { FormBroken } from './media.problems.js';

/** Bounds of one form, where they are others than those of all. */
export interface FormLimits {
  readonly files?: number;
  readonly fields?: number;
  readonly parts?: number;
  /** Bytes. */
  readonly fieldSize?: number;
}

/** A part of a form, as `@fastify/multipart` gives it. */
type Part =
  | { readonly type: 'file'; readonly filename: string; readonly file: Readable }
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown };

/** As much of a request as who takes files needs. */
export interface FileRequest {
  readonly body: unknown;
  readonly isMultipart: () => boolean;
  readonly parts: (options?: { limits: FormLimits }) => AsyncIterable<Part>;
}

/** What is done with the parts of a form, in their order. */
export interface FormReader {
  readonly field: (name: string, value: unknown) => void;
  readonly file: (source: Readable, filename: string) => Promise<void>;
}

/** Reads a form as it comes. @throws FormBroken; what the reader throws. */
export async function readForm(
  request: FileRequest,
  reader: FormReader,
  limits?: FormLimits,
): Promise<void> {
  try {
    for await (const part of request.parts(limits && { limits }))
      if (part.type === 'field') reader.field(part.fieldname, part.value);
      else await reader.file(part.file, part.filename);
  } catch (error) {
    throw brokenForm(error) ?? error;
  }
}

/** Why a file is not taken, said of its field. @param file What people call it, where there are several. */
export async function inField<T>(field: string, taking: Promise<T>, file?: string): Promise<T> {
  try {
    return await taking;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind !== 'invalid') throw error;
    const name = file === undefined ? '' : `"${file.slice(0, 100)}": `;
    throw new InvalidInput([{ field, rule: `${name}${error.message}` }]);
  }
}

/** What the reader of forms throws has codes of Fastify; anything else is somebody else's. */
function brokenForm(error: unknown): FormBroken | undefined {
  if (error instanceof Problem) return undefined;
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const isForm = code.startsWith('FST_') || /end of form|[Mm]ultipart|boundary/.test(message);
  return isForm ? new FormBroken(message) : undefined;
}
