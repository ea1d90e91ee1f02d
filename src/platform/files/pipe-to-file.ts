import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Writes a stream into a new file, and ends only when that is closed: a file that is still to be opened when it is
 * removed would be made after that, and stay.
 */
export async function pipeToFile(
  source: Readable,
  through: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
  path: string,
): Promise<void> {
  const file = createWriteStream(path);
  const closed = new Promise<void>((done) => file.once('close', done));
  try {
    await pipeline(source, through, file);
  } finally {
    await closed;
  }
}
