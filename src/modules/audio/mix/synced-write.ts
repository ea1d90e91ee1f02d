import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Writes a whole new file and waits until the disk has it. Blocks: for workers. */
export function syncedWrite(file: string, parts: readonly Uint8Array[]): void {
  const handle = openSync(file, 'wx');
  try {
    for (const part of parts) writeAll(handle, part);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** `writeSync` may write less than it was given. */
export function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}
