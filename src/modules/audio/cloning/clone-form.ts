import type { Readable } from 'node:stream';
import { Injectable, UnsupportedMediaTypeException } from '@nestjs/common';
import { Clock } from '#kernel';
import {
  type FileRequest,
  inField,
  type Keep,
  type MediaFile,
  MediaLibrary,
  readForm,
} from '#modules/media';
import { checkedAs, jsonIn, refuse } from '#platform/input';
import { logContext } from '#platform/logging';
import { CloneRequestDto } from './clone.dto.js';
import { SAMPLES_MAX } from './sample-checks.js';

/** As the provider takes them, bytes. */
const SAMPLE_BYTES_MAX = 10_000_000;
const TOTAL_BYTES_MAX = 60_000_000;
/** Nobody gave a consent before recordings had voices. */
const YEAR_MIN = 1900;
const LIMITS = { files: SAMPLES_MAX + 1, fields: 10, parts: 40, fieldSize: 16_384 };

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
   * @throws InvalidInput, FormBroken; as `MediaLibrary.keep`; what `work` throws.
   */
  async with<T>(request: FileRequest, work: (wish: CloneWish) => Promise<T>): Promise<T> {
    return this.media.keepWhile(async (keep) => {
      const files: MediaFile[] = [];
      const raw = request.isMultipart()
        ? await this.#form(request, files, keep)
        : bodyOf(request.body);
      const said = this.#checked(raw);
      const samples = unique([...files, ...(await this.#stored(said.media_ids ?? []))]);
      refuseSizes(samples);
      return work({ said, samples });
    });
  }

  async #form(request: FileRequest, files: MediaFile[], keep: Keep) {
    const said: Record<string, unknown> = {};
    const reader = {
      field: (name: string, value: unknown) => {
        said[name] = fieldOf(name, value);
      },
      file: async (source: Readable, name: string) => {
        if (files.length >= SAMPLES_MAX) refuse('files', `must be ${SAMPLES_MAX} at most`);
        const wish = { kind: 'sample', name, ownerKeyId: logContext()['key'] } as const;
        files.push(await inField(`files.${files.length}`, keep(source, wish), name));
      },
    };
    await readForm(request, reader, LIMITS);
    return said;
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
    const said = checkedAs(CloneRequestDto, raw);
    const when = new Date(said.consent.when);
    if (when > this.clock.now()) refuse('consent.when', 'must not be in the future');
    if (when.getUTCFullYear() < YEAR_MIN) refuse('consent.when', `must not be before ${YEAR_MIN}`);
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
  return jsonIn(name, value, 'must be a JSON object of who, when and text');
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
