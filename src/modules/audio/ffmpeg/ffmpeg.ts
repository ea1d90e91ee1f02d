import { rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Deadline } from '#kernel';
import {
  findProgram,
  type ProgramEnd,
  runProgram,
  TaskTimeout,
  Turns,
  WorkerPool,
  workerFile,
} from '#platform/process';
import { FfmpegFailed, FfmpegMissing, FfmpegOverLimit, TooLongForWasm } from './ffmpeg.problems.js';
import { FfmpegSettings } from './ffmpeg.settings.js';
import type { WasmEnd, WasmTask } from './ffmpeg.worker.js';
import { COMMON_ARGS, type FfmpegEnd, type FfmpegRun, LineKeeper } from './ffmpeg-run.js';

export type FfmpegKind = 'system' | 'wasm' | 'none';

/** A run may use both processors for all of its time, and no more. */
const PROCESSORS = 2;
/** How ffmpeg and the loader of its libraries say that they got no memory. */
const OUT_OF_MEMORY =
  /(cannot|could not|failed to|error) (while )?alloc|out of memory|failed to map segment/i;
/** A WebAssembly run is bounded by each task; this only catches one that forgot. */
const WASM_MS_MAX = 7_200_000;

/**
 * The one way to ffmpeg: the system's where it is installed, else the WebAssembly one, with the same
 * arguments and the same results. Each run is a process of its own or a fresh machine in a child process:
 * a crash, a hang or an abort costs that run and nothing else.
 */
@Injectable()
export class Ffmpeg implements OnApplicationShutdown {
  readonly kind: FfmpegKind;
  /** Path of the system's ffmpeg when that is the one. */
  readonly program: string | undefined;
  readonly #pool: WorkerPool;
  readonly #turns: Turns;

  constructor(private readonly settings: FfmpegSettings) {
    const { ffmpeg } = settings;
    this.program =
      ffmpeg === 'auto' || ffmpeg === 'system' ? findProgram(settings.ffmpegPath) : undefined;
    const mayWasm = ffmpeg === 'auto' || ffmpeg === 'wasm';
    this.kind = this.program ? 'system' : mayWasm && hasWasm() ? 'wasm' : 'none';
    this.#turns = new Turns(() => settings.ffmpegWorkersMax);
    this.#pool = new WorkerPool({
      file: workerFile(import.meta.url, './ffmpeg.worker.js'),
      workersMax: settings.ffmpegWorkersMax,
      taskMsMax: WASM_MS_MAX,
    });
  }

  /** Longest sound that it takes, seconds. */
  get durationSMax(): number {
    return this.kind === 'wasm' ? this.settings.ffmpegWasmSecondsMax : Infinity;
  }

  /**
   * @throws FfmpegMissing when there is none; TooLongForWasm; FfmpegOverLimit; FfmpegFailed unless the run
   * may fail; the signal's reason when aborted.
   */
  async run(asked: FfmpegRun): Promise<FfmpegEnd> {
    asked.signal?.throwIfAborted();
    // Its process runs in a folder of its own.
    const run = {
      ...asked,
      inputFiles: absolute(asked.inputFiles),
      outputFiles: absolute(asked.outputFiles),
    };
    const refusal = this.refusal(run.limits.durationS ?? 0);
    if (refusal) throw refusal;
    try {
      const end = await (this.kind === 'system' ? this.#runSystem(run) : this.#runWasm(run));
      if (end.exitCode !== 0 && !run.mayFail)
        throw new FfmpegFailed(end.exitCode, end.stderr, reasonIn(end.stderr));
      return end;
    } catch (error) {
      await Promise.all(Object.values(run.outputFiles).map((path) => rm(path, { force: true })));
      if (error instanceof TaskTimeout)
        throw new FfmpegOverLimit('time', `it takes longer than ${run.limits.timeMs} ms`);
      throw error;
    }
  }

  /** Why a run on sound of this length is refused; nothing where it is tried. */
  refusal(durationS: number): FfmpegMissing | TooLongForWasm | undefined {
    if (this.kind === 'none') return new FfmpegMissing('there is none');
    const { ffmpegWasmSecondsMax } = this.settings;
    if (this.kind === 'wasm' && durationS > ffmpegWasmSecondsMax)
      return new TooLongForWasm(durationS, ffmpegWasmSecondsMax);
    return undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }

  async #runSystem(run: FfmpegRun): Promise<FfmpegEnd> {
    const { limits } = run;
    const keeper = run.keepLines && new LineKeeper(run.keepLines);
    const paths = new Map(Object.entries({ ...run.inputFiles, ...run.outputFiles }));
    const end = await this.#turns.run(run.signal, () =>
      runProgram({
        file: this.program ?? '',
        args: [...COMMON_ARGS, ...run.args.map((arg) => paths.get(arg) ?? arg)],
        limits: {
          timeMs: limits.timeMs,
          cpuS: (PROCESSORS * limits.timeMs) / 1000,
          memoryMib: this.settings.ffmpegMemoryMbMax,
          fileBytes: limits.outputBytes,
        },
        onStderr: (text) => keeper?.push(text),
        signal: run.signal,
      }),
    );
    await this.#refuseOverLimit(end, run);
    if (end.exitCode === null)
      throw new FfmpegFailed(null, end.stderr, `its process was ended by ${end.endedBy}`);
    return {
      exitCode: end.exitCode,
      stdout: end.stdout.toString('utf8'),
      stderr: end.stderr,
      lines: keeper?.lines ?? [],
    };
  }

  async #refuseOverLimit(end: ProgramEnd, { limits, outputFiles }: FfmpegRun): Promise<void> {
    if (end.endedBy === 'SIGXCPU')
      throw new FfmpegOverLimit('time', `it takes longer than ${limits.timeMs} ms`);
    const sizes = await Promise.all(
      Object.values(outputFiles).map(async (path) => (await stat(path).catch(() => null))?.size),
    );
    const written = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    if (end.endedBy === 'SIGXFSZ' || written > limits.outputBytes)
      throw new FfmpegOverLimit('output', `it gives more than ${limits.outputBytes} bytes`);
    if (end.exitCode !== 0 && end.exitCode !== null && lacksMemory(end.stderr))
      throw this.#outOfMemory();
  }

  async #runWasm(run: FfmpegRun): Promise<FfmpegEnd> {
    const task: WasmTask = {
      args: run.args,
      inputFiles: run.inputFiles,
      outputFiles: run.outputFiles,
      outputBytesMax: run.limits.outputBytes,
      memoryMibMax: this.settings.ffmpegMemoryMbMax,
      keepLines: run.keepLines?.source,
    };
    const { hitLimit, ...end } = await this.#turns.run(run.signal, () => this.#inWorker(task, run));
    if (hitLimit === 'output')
      throw new FfmpegOverLimit('output', `it gives more than ${run.limits.outputBytes} bytes`);
    if (hitLimit === 'memory' && end.exitCode !== 0) throw this.#outOfMemory();
    return end;
  }

  /** A worker that dies loses this run only; which is then a file that ffmpeg cannot read. */
  async #inWorker(task: WasmTask, { limits, signal }: FfmpegRun): Promise<WasmEnd> {
    const deadline = new Deadline(limits.timeMs, signal);
    try {
      return await this.#pool.run<WasmEnd>('run', task, deadline.signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (deadline.isOver) throw new TaskTimeout(limits.timeMs);
      if (error instanceof TaskTimeout) throw error;
      throw new FfmpegFailed(null, String(error), 'its process ended early');
    } finally {
      deadline.end();
    }
  }

  #outOfMemory(): FfmpegOverLimit {
    const most = this.settings.ffmpegMemoryMbMax;
    return new FfmpegOverLimit('memory', `it needs more than ${most} MB of memory`);
  }
}

function absolute(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, path]) => [name, resolve(path)]));
}

function hasWasm(): boolean {
  try {
    createRequire(import.meta.url).resolve('@ffmpeg/core/wasm');
    return true;
  } catch {
    return false; // An optional package that was left out.
  }
}

/** It says that it got none, or it failed and had none left to say why: every other failure has a reason. */
function lacksMemory(log: string): boolean {
  return OUT_OF_MEMORY.test(log) || complaintIn(log) === undefined;
}

/** The last line of a log that tells what went wrong, without names of files. */
function reasonIn(log: string): string {
  return (complaintIn(log) ?? 'ffmpeg failed')
    .replace(/\/\S+/g, 'the file')
    .replace(/[.:\s]+$/, '')
    .slice(0, 200);
}

function complaintIn(log: string): string | undefined {
  const lines = log.split('\n').map((line) => line.replace(/\[[^\]]*\]\s*/g, '').trim());
  return lines.findLast((line) => /invalid|error|unknown|not |no such|could/i.test(line));
}
