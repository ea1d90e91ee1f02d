import { readdir, readFile, statfs } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';

const US_PER_S = 1e6;
const MS_PER_S = 1000;

export interface CpuSeconds {
  readonly user: number;
  readonly system: number;
}

/** Processor time of this process since its start. */
export function processCpu(): CpuSeconds {
  const { user, system } = process.cpuUsage();
  return { user: user / US_PER_S, system: system / US_PER_S };
}

/** Processor time of the machine, all processors together. */
export function machineCpu(): { busySeconds: number; totalSeconds: number } {
  let [busyMs, idleMs] = [0, 0];
  for (const { times } of cpus()) {
    busyMs += times.user + times.nice + times.sys + times.irq;
    idleMs += times.idle;
  }
  return { busySeconds: busyMs / MS_PER_S, totalSeconds: (busyMs + idleMs) / MS_PER_S };
}

/** Processors this process may use. */
export const processors = availableParallelism();

export interface DiskSpace {
  readonly freeBytes: number;
  readonly usedBytes: number;
  readonly totalBytes: number;
}

/** Of the file system that holds a folder; free is what this user may still write. */
export async function diskSpace(folder: string): Promise<DiskSpace> {
  const { bavail, bfree, blocks, bsize } = await statfs(folder);
  return {
    freeBytes: bavail * bsize,
    usedBytes: (blocks - bfree) * bsize,
    totalBytes: blocks * bsize,
  };
}

/** Bytes over all networks but loopback since the machine started. @returns Nothing without /proc. */
export async function networkBytes(): Promise<{ received: number; sent: number } | undefined> {
  const text = await readFile('/proc/self/net/dev', 'utf8').catch(() => undefined);
  return text === undefined ? undefined : parseNetDev(text);
}

/** Reads Linux's table of network devices: received bytes are its first figure, sent bytes the ninth. */
export function parseNetDev(text: string): { received: number; sent: number } {
  const sum = { received: 0, sent: 0 };
  for (const line of text.split('\n').slice(2)) {
    const [device, figures] = line.split(':');
    if (figures === undefined || device?.trim() === 'lo') continue;
    const columns = figures.trim().split(/\s+/).map(Number);
    sum.received += columns[0] ?? 0;
    sum.sent += columns[8] ?? 0;
  }
  return sum;
}

/** Files and sockets this process holds. @returns Nothing without /proc. */
export async function openFiles(): Promise<number | undefined> {
  const names = await readdir('/proc/self/fd').catch(() => undefined);
  return names && Math.max(0, names.length - 1); // One of them is the folder that is being read.
}

/** Files and sockets this process may hold. @returns Nothing without /proc, or without a bound. */
export async function openFilesMax(): Promise<number | undefined> {
  const text = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const bound = /^Max open files\s+(\d+)/m.exec(text)?.[1];
  return bound === undefined ? undefined : Number(bound);
}
