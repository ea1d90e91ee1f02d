import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { FeedFailed } from './feed-failed.js';

/**
 * A feed file of this machine. Pipes and devices are refused: they may have no end.
 * @throws FeedFailed
 */
export async function readFeedFile(path: string, bytesMax: number): Promise<Uint8Array> {
  // Without waiting for whoever writes into a pipe.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      throw new FeedFailed(`${basename(path)} cannot be opened.`, {}, error);
    },
  );
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw new FeedFailed(`${basename(path)} is not a file.`);
    const tooLarge = new FeedFailed(`${basename(path)} is larger than ${bytesMax} bytes.`);
    if (stats.size > bytesMax) throw tooLarge;
    const bytes = await atMost(handle, bytesMax + 1);
    if (bytes.length > bytesMax) throw tooLarge;
    return bytes;
  } finally {
    await handle.close();
  }
}

const CHUNK_BYTES = 262_144;

/** Whatever size the file says it has: those of the system say 0, and others grow. */
async function atMost(handle: FileHandle, bytesMax: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let length = 0;
  while (length < bytesMax) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bytesMax - length));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length);
    if (bytesRead === 0) break;
    parts.push(chunk.subarray(0, bytesRead));
    length += bytesRead;
  }
  return Buffer.concat(parts);
}
