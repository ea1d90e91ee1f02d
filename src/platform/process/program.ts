import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { Deadline } from '#kernel';
import { programFolders } from '#platform/config';
import { TaskTimeout } from './worker-pool.js';

const STDOUT_BYTES_MAX = 1_000_000;
/** What a program says of its failure stands at the end. */
const STDERR_TAIL_CHARACTERS = 16_000;
/** POSIX counts `ulimit -f` in blocks of this size. */
const FILE_BLOCK_BYTES = 512;
const KIB_PER_MIB = 1024;

export interface ProgramLimits {
  /** It is killed after this long, milliseconds. */
  readonly timeMs: number;
  /** Address space at most, MiB; beyond it the program gets no more memory. Not on macOS. */
  readonly memoryMib?: number;
  /** Processor time at most, seconds. */
  readonly cpuS?: number;
  /** Largest file that it may write, bytes, to within 511. */
  readonly fileBytes?: number;
}

export interface ProgramRun {
  /** Path of the program, as `findProgram` gives it. */
  readonly file: string;
  readonly args: readonly string[];
  readonly limits: ProgramLimits;
  /** Where it runs; the folder of temporary files when absent. */
  readonly folder?: string;
  /** What it reads from its standard input; nothing when absent. */
  readonly stdin?: string | Uint8Array;
  /** Hears all of its standard error as it comes. */
  readonly onStderr?: ((text: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ProgramEnd {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** Name of the signal that ended it: SIGXFSZ (a file grew too large), SIGXCPU, SIGKILL, SIGSEGV, ... */
  readonly endedBy: NodeJS.Signals | null;
  /** Its first megabyte. */
  readonly stdout: Buffer;
  /** Its last 16,000 characters. */
  readonly stderr: string;
}

/** @returns The path of a program that may be run: `name` itself when it is a path, else where it stands on PATH. */
export function findProgram(name: string): string | undefined {
  const paths = isAbsolute(name) ? [name] : programFolders().map((folder) => join(folder, name));
  return paths.find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not ours to run.
  }
}

/** Sets the limits that the system keeps, then becomes the program: the process id stays. */
const LIMITED =
  '{ ulimit -c 0; ulimit -v "$1"; ulimit -t "$2"; ulimit -f "$3"; } 2>/dev/null; shift 3; exec "$@"';

/**
 * Runs a program of the system to its end: without a shell's reading of its arguments, with an empty
 * environment, and within limits. However it ends, nothing of it is left running.
 * @throws TaskTimeout; the signal's reason when aborted; what the system says when it cannot be started.
 */
export async function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  run.signal?.throwIfAborted();
  const { limits } = run;
  const words = [
    limits.memoryMib ? String(limits.memoryMib * KIB_PER_MIB) : 'unlimited',
    limits.cpuS ? String(Math.ceil(limits.cpuS)) : 'unlimited',
    limits.fileBytes ? String(Math.ceil(limits.fileBytes / FILE_BLOCK_BYTES)) : 'unlimited',
  ];
  const child = spawn('/bin/sh', ['-c', LIMITED, 'sh', ...words, run.file, ...run.args], {
    cwd: run.folder ?? '/tmp',
    env: { LC_ALL: 'C.UTF-8', PATH: programFolders().join(':') },
    stdio: [run.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    detached: true, // It leads a group, which holds what it starts itself.
  });
  const kill = () => {
    killGroup(child);
    // Whoever left the group may hold these open for ever.
    for (const pipe of child.stdio) pipe?.destroy();
  };
  const said = listen(child.stdout, child.stderr, run.onStderr);
  const deadline = new Deadline(limits.timeMs, run.signal);
  deadline.signal.addEventListener('abort', kill, { once: true });
  try {
    const ended = new Promise<Pick<ProgramEnd, 'exitCode' | 'endedBy'>>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => {
        killGroup(child); // What it left behind has nobody to work for.
      });
      child.once('close', (exitCode, endedBy) => {
        resolve({ exitCode, endedBy });
      });
    });
    child.stdin?.on('error', () => undefined); // It need not read all that it is given.
    child.stdin?.end(run.stdin);
    const end = await ended;
    run.signal?.throwIfAborted();
    if (deadline.isOver) throw new TaskTimeout(limits.timeMs);
    return { ...end, ...said() };
  } finally {
    deadline.end();
    deadline.signal.removeEventListener('abort', kill);
  }
}

/** Ends a program with everything it has started. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return; // It never began.
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of them have ended.
  }
}

/** Keeps the beginning of what a program answers and the end of what it complains of. */
function listen(
  stdout: NodeJS.ReadableStream | null,
  stderr: NodeJS.ReadableStream | null,
  onStderr?: (text: string) => void,
): () => Pick<ProgramEnd, 'stdout' | 'stderr'> {
  const blocks: Buffer[] = [];
  let bytes = 0;
  let tail = '';
  stdout?.on('data', (block: Buffer) => {
    if (bytes >= STDOUT_BYTES_MAX) return; // Read all the same, so that it does not wait for us.
    blocks.push(block);
    bytes += block.length;
  });
  stderr?.setEncoding('utf8');
  stderr?.on('data', (text: string) => {
    tail = (tail + text).slice(-STDERR_TAIL_CHARACTERS);
    onStderr?.(text);
  });
  return () => ({ stdout: Buffer.concat(blocks).subarray(0, STDOUT_BYTES_MAX), stderr: tail });
}
