import type {} from '@fastify/static'; // Declares reply.sendFile.
import type { FastifyReply } from 'fastify';
import type { FileStore } from '#platform/files';
import type { ShowFile } from './show.entity.js';

/** Of everything that the last stages package. */
export const FILE_TYPES = [
  'audio/mpeg',
  'image/png',
  'image/jpeg',
  'text/vtt',
  'text/plain',
  'application/x-subrip',
  'application/json',
  'application/json+chapters',
];

/**
 * Sends a file of a show, in ranges where that is asked.
 * @param caching For good: what lies under this address never changes. Otherwise clients ask whether it has.
 */
export async function sendShowFile(
  reply: FastifyReply,
  files: FileStore,
  file: Omit<ShowFile, 'showId'>,
  { isForGood }: { readonly isForGood: boolean },
): Promise<void> {
  const path = files.pathOf(file.fileId);
  const at = path.lastIndexOf('/');
  void reply.header('content-disposition', `inline; filename="${file.name}"`);
  void reply.type(file.contentType);
  await reply.sendFile(path.slice(at + 1), path.slice(0, at), {
    contentType: false,
    ...(isForGood
      ? { immutable: true, maxAge: '365d' }
      : { cacheControl: true, immutable: false, maxAge: 0 }),
  });
}
