import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The first process of the PostgreSQL in a folder. */
export async function postmaster(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** Kills the server of a folder the hard way; its other processes end by themselves. */
export async function killServer(folder: string): Promise<void> {
  process.kill(await postmaster(folder), 'SIGKILL');
}

/** Makes a server hang, all of it, as a frozen machine or a full disk does. @returns What lets it go on. */
export async function freezeServer(folder: string): Promise<() => void> {
  const first = await postmaster(folder);
  const children = await readFile(`/proc/${first}/task/${first}/children`, 'utf8');
  const pids = [first, ...children.trim().split(/\s+/).filter(Boolean).map(Number)];
  const tell = (signal: NodeJS.Signals) => {
    for (const pid of pids)
      try {
        process.kill(pid, signal);
      } catch {
        // It has ended meanwhile.
      }
  };
  tell('SIGSTOP');
  return () => {
    tell('SIGCONT');
  };
}

/**
 * Waits until something is true.
 * @returns How long that took, milliseconds.
 * @throws Error when it is not within `msMax`.
 */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  msMax: number,
): Promise<number> {
  const started = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - started > msMax) throw new Error(`Not within ${msMax} ms`);
    await sleep(20);
  }
  return performance.now() - started;
}
