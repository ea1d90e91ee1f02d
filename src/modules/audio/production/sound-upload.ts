import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { type FileRequest, inField, type MediaFile, MediaLibrary, readForm } from '#modules/media';
import { checkedAs, jsonIn, refuse } from '#platform/input';
import { logContext } from '#platform/logging';
import { ProcessAudioDto } from './production.dto.js';

/** What a request says of sound to work on, and the file it brings. */
export interface SaidOfSound {
  readonly dto: ProcessAudioDto;
  /** A file that came with it, kept as a production. */
  readonly uploadedId?: string;
}

/** Reads what is to be done to sound: as JSON, or as a form with `steps` (JSON) and a file. */
@Injectable()
export class SoundUploads {
  constructor(private readonly library: MediaLibrary) {}

  /**
   * Does something with what a request says. Where that fails, the file that came with it is forgotten again.
   * @throws InvalidInput, FormBroken; as `MediaLibrary.keep`; what `work` throws.
   */
  async with<T>(request: FileRequest, work: (said: SaidOfSound) => Promise<T>): Promise<T> {
    if (!request.isMultipart()) return work({ dto: checkedAs(ProcessAudioDto, request.body) });
    return this.library.keepWhile(async (keep) => {
      const said: Record<string, unknown> = {};
      const kept: MediaFile[] = [];
      await readForm(request, {
        field: (name, value) => {
          said[name] = name === 'steps' && typeof value === 'string' ? jsonIn(name, value) : value;
        },
        file: async (source: Readable, name) => {
          if (kept.length > 0) refuse('file', 'must be one file');
          const wish = { kind: 'production', name, ownerKeyId: logContext()['key'] } as const;
          kept.push(await inField('file', keep(source, wish)));
        },
      });
      if (kept.length > 0 && (said['file_id'] ?? said['show_id']) !== undefined)
        refuse('file', 'must stand alone: without file_id and show_id');
      const dto = checkedAs(ProcessAudioDto, said);
      return work({ dto, ...(kept[0] && { uploadedId: kept[0].id }) });
    });
  }
}
