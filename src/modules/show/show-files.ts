import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FORMATS } from '#modules/audio';
import { type FileStore, serveFile } from '#platform/files';
import type { ShowFile } from './show.entity.js';

/** Folder of the data folder where finished shows lie under readable names. */
export const ARCHIVE_FOLDER = 'shows';

/** Of everything that the last stages package. */
export const FILE_TYPES = [
  ...Object.values(FORMATS).map(({ contentType }) => contentType),
  'image/png',
  'image/jpeg',
  'text/vtt',
  'text/plain',
  'application/x-subrip',
  'application/json',
  'application/json+chapters',
];

/**
 * A file of a show as the answer to a request, in ranges where that is asked.
 * @param caching For good: what lies under this address never changes. Otherwise clients ask whether it has.
 */
export function sendShowFile(
  [request, reply]: readonly [FastifyRequest, FastifyReply],
  files: FileStore,
  file: Omit<ShowFile, 'showId'>,
  { isForGood }: { readonly isForGood: boolean },
): Promise<Readable | undefined> {
  return serveFile(files, request, reply, { ...file, id: file.fileId, isForGood });
}
