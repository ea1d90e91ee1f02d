import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { type Fault, InvalidInput } from '#kernel';
import { MediaLibrary } from '#modules/media';
import { logContext } from '#platform/logging';
import { brokenForm } from '../jingle-library/jingle-upload.js';
import { ProcessAudioDto } from './production.dto.js';

/** A part of a form, as `@fastify/multipart` gives it. */
type Part =
  | { readonly type: 'file'; readonly filename: string; readonly file: Readable }
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown };

/** As much of a request as is read here. */
export interface SoundRequest {
  readonly body: unknown;
  readonly isMultipart: () => boolean;
  readonly parts: () => AsyncIterable<Part>;
}

/** What a request says of sound to work on, and the file it brings. */
export interface SaidOfSound {
  readonly dto: ProcessAudioDto;
  /** A file that came with it, kept as a production. */
  readonly uploadedId?: string;
}

type Kept = Awaited<ReturnType<MediaLibrary['add']>>;

/** Reads what is to be done to sound: as JSON, or as a form with `steps` (JSON) and a file. */
@Injectable()
export class SoundUploads {
  constructor(private readonly library: MediaLibrary) {}

  /** @throws InvalidInput; as `MediaLibrary.keep`. */
  async take(request: SoundRequest): Promise<SaidOfSound> {
    if (!request.isMultipart()) return { dto: checked(request.body) };
    const said: Record<string, unknown> = {};
    let kept: Kept | undefined;
    try {
      for await (const part of request.parts()) {
        if (part.type === 'field') said[part.fieldname] = fieldOf(part);
        else if (kept) refuse('file', 'must be one file');
        else kept = await this.#keep(part.file, part.filename);
      }
      if (kept && (said['file_id'] ?? said['show_id']) !== undefined)
        refuse('file', 'must stand alone: without file_id and show_id');
      return { dto: checked(said), ...(kept && { uploadedId: kept.file.id }) };
    } catch (error) {
      if (kept?.isNew) await this.library.remove(kept.file.id).catch(() => undefined);
      throw brokenForm(error) ?? error;
    }
  }

  #keep(source: Readable, name: string): Promise<Kept> {
    const ownerKeyId = logContext()['key'];
    return this.library.add(source, { kind: 'production', name, ownerKeyId });
  }
}

function fieldOf({ fieldname, value }: { fieldname: string; value: unknown }): unknown {
  if (fieldname !== 'steps' || typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return refuse('steps', 'must be JSON');
  }
}

/** @throws InvalidInput naming every fault */
function checked(said: unknown): ProcessAudioDto {
  const isObject = typeof said === 'object' && said !== null && !Array.isArray(said);
  const dto = plainToInstance(ProcessAudioDto, isObject ? said : {});
  const options = { whitelist: true, forbidNonWhitelisted: true };
  const faults = validateSync(dto, options).flatMap((error) => faultsOf(error));
  const nulls = [...nullsOf(dto, ''), ...nullsOf(dto.steps, 'steps.')];
  if (faults.length > 0) throw new InvalidInput(faults);
  if (nulls.length > 0) throw new InvalidInput(nulls);
  return dto;
}

function nullsOf(said: object | null | undefined, path: string): Fault[] {
  const names = Object.entries(said ?? {}).filter(([, value]) => value === null);
  return names.map(([name]) => ({ field: `${path}${name}`, rule: 'must not be null' }));
}

function faultsOf({ property, constraints, children }: ValidationError, path = ''): Fault[] {
  const field = `${path}${property}`;
  const rule = Object.values(constraints ?? {}).join('; ');
  return [
    ...(rule === '' ? [] : [{ field, rule }]),
    ...(children ?? []).flatMap((child) => faultsOf(child, `${field}.`)),
  ];
}

function refuse(field: string, rule: string): never {
  throw new InvalidInput([{ field, rule }]);
}
