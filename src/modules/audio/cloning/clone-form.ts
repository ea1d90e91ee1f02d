import type { Readable } from 'node:stream';
import { Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { Clock, type Fault, InvalidInput, Problem } from '#kernel';
import { type MediaFile, MediaLibrary } from '#modules/media';
import { logContext } from '#platform/logging';
import { CloneRequestDto } from './clone.dto.js';
import { SAMPLES_MAX } from './sample-checks.js';

/** As the provider takes them, bytes. */
const SAMPLE_BYTES_MAX = 10_000_000;
const TOTAL_BYTES_MAX = 60_000_000;
const LIMITS = { files: SAMPLES_MAX + 1, fields: 10, parts: 40, fieldSize: 16_384 };

/** A part of a form, as `@fastify/multipart` gives it. */
type Part =
  | { readonly type: 'file'; readonly filename: string; readonly file: Readable }
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown };

/** As much of a request as a clone needs. */
export interface CloneRequest {
  readonly body: unknown;
  readonly isMultipart: () => boolean;
  readonly parts: (options?: { limits: typeof LIMITS }) => AsyncIterable<Part>;
}

/** What was asked for, whole and checked. */
export interface CloneWish {
  readonly said: CloneRequestDto;
  readonly samples: readonly MediaFile[];
}

/** Reads what a request to clone a voice carries; samples that it brings are kept while its work goes well. */
@Injectable()
export class CloneForms {
  constructor(
    private readonly media: MediaLibrary,
    private readonly clock: Clock,
  ) {}

  /**
   * Does something with the samples of a request. Where that fails, those that came with it are forgotten again.
   * @throws InvalidInput; as `MediaLibrary.add`; what `work` throws.
   */
  async with<T>(request: CloneRequest, work: (wish: CloneWish) => Promise<T>): Promise<T> {
    const brought: MediaFile[] = [];
    const files: MediaFile[] = [];
    try {
      const raw = request.isMultipart()
        ? await this.#form(request, files, brought)
        : bodyOf(request.body);
      const said = this.#checked(raw);
      const samples = unique([...files, ...(await this.#stored(said.media_ids ?? []))]);
      refuseSizes(samples);
      return await work({ said, samples });
    } catch (error) {
      for (const { id } of brought) await this.media.remove(id).catch(() => undefined);
      throw brokenForm(error) ?? error;
    }
  }

  async #form(request: CloneRequest, files: MediaFile[], brought: MediaFile[]) {
    const said: Record<string, unknown> = {};
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field') said[part.fieldname] = fieldOf(part.fieldname, part.value);
      else if (files.length >= SAMPLES_MAX) refuse('files', `must be ${SAMPLES_MAX} at most`);
      else {
        const { file, isNew } = await this.#keep(part.file, part.filename, files.length);
        files.push(file);
        if (isNew) brought.push(file);
      }
    }
    return said;
  }

  async #keep(source: Readable, name: string, at: number) {
    const ownerKeyId = logContext()['key'];
    try {
      return await this.media.add(source, { kind: 'sample', name, ownerKeyId });
    } catch (error) {
      if (error instanceof Problem && error.kind === 'invalid')
        refuse(`files.${at}`, `"${name.slice(0, 100)}": ${error.message}`);
      throw error;
    }
  }

  async #stored(ids: readonly string[]): Promise<MediaFile[]> {
    return Promise.all(
      ids.map(async (id, at) => {
        const file = await this.media.find(id);
        return file?.kind === 'sample'
          ? file
          : refuse(`media_ids.${at}`, 'must be the id of a media file of kind sample');
      }),
    );
  }

  /** @throws InvalidInput */
  #checked(raw: Record<string, unknown>): CloneRequestDto {
    const said = plainToInstance(CloneRequestDto, raw);
    const faults = faultsIn(validateSync(said, { whitelist: true, forbidNonWhitelisted: true }));
    if (faults.length > 0) throw new InvalidInput(faults);
    if (new Date(said.consent.when) > this.clock.now())
      refuse('consent.when', 'must not be in the future');
    return said;
  }
}

function bodyOf(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && body.constructor === Object)
    return body as Record<string, unknown>;
  throw new UnsupportedMediaTypeException(
    'Send a form (multipart/form-data) with files, or JSON with the ids of stored samples.',
  );
}

/** Fields of a form are texts: an object is JSON, a list stands between commas. */
function fieldOf(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (name === 'media_ids') return value === '' ? [] : value.split(',').map((id) => id.trim());
  if (name === 'remove_background_noise') return { true: true, false: false }[value] ?? value;
  if (name !== 'consent') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return refuse('consent', 'must be a JSON object of who, when and text');
  }
}

function faultsIn(errors: readonly ValidationError[], path = ''): Fault[] {
  return errors.flatMap(({ property, constraints, children = [] }) => {
    const field = `${path}${property}`;
    const rules = Object.values(constraints ?? {});
    const own = rules.length > 0 ? [{ field, rule: rules.join('; ') }] : [];
    return [...own, ...faultsIn(children, `${field}.`)];
  });
}

/** Equal content is one file of the library. */
function unique(files: readonly MediaFile[]): MediaFile[] {
  return [...new Map(files.map((file) => [file.id, file])).values()];
}

function refuseSizes(samples: readonly MediaFile[]): void {
  if (samples.length < 1 || samples.length > SAMPLES_MAX)
    refuse('files', `must be 1 to ${SAMPLES_MAX}, with those that media_ids names`);
  const large = samples.findIndex(({ sizeBytes }) => sizeBytes > SAMPLE_BYTES_MAX);
  if (large >= 0)
    refuse(
      `files.${large}`,
      `"${samples[large]?.name ?? ''}" must have ${SAMPLE_BYTES_MAX} bytes at most`,
    );
  if (samples.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > TOTAL_BYTES_MAX)
    refuse('files', `must have ${TOTAL_BYTES_MAX} bytes at most in all`);
}

function refuse(field: string, rule: string): never {
  throw new InvalidInput([{ field, rule }]);
}

/** What the reader of forms throws has codes of Fastify; anything else is somebody else's. */
function brokenForm(error: unknown): InvalidInput | undefined {
  if (error instanceof Problem) return undefined;
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const isForm = code.startsWith('FST_') || /end of form|[Mm]ultipart|boundary/.test(message);
  return isForm
    ? new InvalidInput([{ field: 'files', rule: `must come in a whole form: ${message}` }])
    : undefined;
}
