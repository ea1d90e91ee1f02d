import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { forgetEngine } from '../worker-memory.js';
import { COMMON_ARGS, LineKeeper } from './ffmpeg-run.js';
import { type EmscriptenFs, HostFiles } from './host-files.js';

/** Keeps the end of the log. */
const LOG_CHARACTERS_MAX = 16_000;
const STDOUT_CHARACTERS_MAX = 1_000_000;
const PAGE_BYTES = 65_536;
const BYTES_PER_MIB = 1_048_576;
/** What a run ends with that did not end by itself. */
const EXIT_TRAPPED = 134;

/** The part of @ffmpeg/core used here; it ships no types. */
interface Core {
  readonly FS: EmscriptenFs;
  exec(...args: string[]): number;
  reset(): void;
  setTimeout(ms: number): void;
  setLogger(logger: (line: { type: 'stdout' | 'stderr'; message: string }) => void): void;
}

/** The part of the WebAssembly API used here; TypeScript has it only in the library of browsers. */
interface Wasm {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
  readonly Memory: { readonly prototype: { grow(this: WasmMemory, pages: number): number } };
}

interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;

interface CorePackage {
  readonly default: (options: object) => Promise<Core>;
}

export interface WasmTask {
  readonly args: readonly string[];
  readonly inputFiles: Readonly<Record<string, string>>;
  readonly outputFiles: Readonly<Record<string, string>>;
  readonly outputBytesMax: number;
  readonly memoryMibMax: number;
  /** Source of a regular expression. */
  readonly keepLines?: string | undefined;
}

export interface WasmEnd {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly string[];
  readonly hitLimit?: 'memory' | 'output';
}

/** The virtual machine's own way out. ffmpeg is built with sockets over these; nothing else here needs them. */
for (const name of ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'])
  Reflect.deleteProperty(globalThis, name);
/** It takes itself for a worker of a browser. */
Object.assign(globalThis, { self: globalThis, location: { href: 'file:///' } });

const memory: { pagesMax: number; wasRefused: boolean } = {
  pagesMax: Infinity,
  wasRefused: false,
};
const { prototype } = wasm.Memory;
const grow = Reflect.get(prototype, 'grow');
/** The limit of a run's memory: what it then cannot get is a failed allocation inside ffmpeg. */
prototype.grow = function (this: WasmMemory, pages: number): number {
  if (this.buffer.byteLength / PAGE_BYTES + pages > memory.pagesMax) {
    memory.wasRefused = true;
    throw new RangeError('The memory of this run is used up.');
  }
  return grow.call(this, pages);
};

let compiled: Promise<{ module: object; create: CorePackage['default'] }> | undefined;

/** Runs ffmpeg once, in a machine of its own: nothing of one file is there when the next is read. */
export async function run(task: WasmTask): Promise<WasmEnd> {
  memory.pagesMax = (task.memoryMibMax * BYTES_PER_MIB) / PAGE_BYTES;
  memory.wasRefused = false;
  const core = await makeCore();
  const files = new HostFiles(core.FS, task.inputFiles, task.outputFiles, task.outputBytesMax);
  const said = { stdout: '', stderr: '' };
  const keeper = task.keepLines ? new LineKeeper(new RegExp(task.keepLines)) : undefined;
  core.setLogger(({ type, message }) => {
    if (type === 'stderr') keeper?.push(`${message}\n`);
    const text = `${said[type]}${message}\n`;
    said[type] =
      type === 'stdout' ? text.slice(0, STDOUT_CHARACTERS_MAX) : text.slice(-LOG_CHARACTERS_MAX);
  });
  try {
    files.mount('/work');
    core.reset();
    core.setTimeout(-1);
    const exitCode = execute(core, task.args, said);
    const hitLimit = files.isFull ? 'output' : wasRefusedMemory() ? 'memory' : undefined;
    return { exitCode, ...said, lines: keeper?.lines ?? [], ...(hitLimit && { hitLimit }) };
  } finally {
    files.close();
    forgetEngine();
  }
}

const wasRefusedMemory = (): boolean => memory.wasRefused;

function execute(core: Core, args: readonly string[], said: { stderr: string }): number {
  try {
    // It puts -nostdin and -y before these by itself.
    return core.exec(...COMMON_ARGS.slice(2), ...args);
  } catch (error) {
    // A trap of the virtual machine: out of bounds, unreachable, stack used up.
    said.stderr += String(error);
    return EXIT_TRAPPED;
  }
}

async function makeCore(): Promise<Core> {
  compiled ??= load();
  const { module, create } = await compiled;
  return create({
    wasmBinary: new Uint8Array(),
    instantiateWasm: (imports: object, ready: (made: object) => void) => {
      void wasm.instantiate(module, imports).then(ready);
      return {};
    },
  });
}

async function load() {
  const { resolve } = createRequire(import.meta.url);
  const binary = resolve('@ffmpeg/core/wasm').replace('/umd/', '/esm/');
  const url = pathToFileURL(binary.replace(/\.wasm$/, '.js'));
  const { default: create } = (await import(url.href)) as CorePackage;
  return { module: await wasm.compile(readFileSync(binary)), create };
}
