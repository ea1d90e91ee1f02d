import { Injectable } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { Meters, type Sample } from '#platform/metrics';
import { EventLoop, type LoopLag, NO_LAG } from './event-loop.js';
import { observePauses } from './gc-observer.js';
import * as machine from './machine.js';

/** From a scavenge to what everybody notices. */
const PAUSE_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const MEMORY = ['rss', 'heapTotal', 'heapUsed', 'external', 'arrayBuffers'] as const;
const KINDS: Readonly<Record<(typeof MEMORY)[number], string>> = {
  rss: 'resident',
  heapTotal: 'heap_total',
  heapUsed: 'heap_used',
  external: 'external',
  arrayBuffers: 'array_buffers',
};
const DISK_KEEP_MS = 4_000;

/** Shares of processor time, 0 to 1 of all processors that may be used. */
export interface CpuShares {
  readonly process: number;
  readonly machine: number;
}

/** What is measured of the process and the machine it runs on. */
@Injectable()
export class SystemMeters {
  readonly #loop = new EventLoop();
  #observer: { disconnect: () => void } | undefined;
  #lag: LoopLag = NO_LAG;
  #cpu: CpuShares = { process: 0, machine: 0 };
  #noted = {
    atMs: performance.now(),
    process: machine.processCpu(),
    machine: machine.machineCpu(),
  };

  constructor(
    private readonly meters: Meters,
    private readonly service: ServiceSettings,
  ) {
    this.#watchProcess();
    this.#watchMachine();
  }

  /** Of the interval that ended last. */
  get lag(): LoopLag {
    return this.#lag;
  }

  /** Of the interval that ended last. */
  get cpu(): CpuShares {
    return this.#cpu;
  }

  start(): void {
    const pauses = this.meters.histogram(
      'radiox_process_gc_pause_seconds',
      'Pauses of the main thread for garbage, by kind.',
      ['kind'],
      PAUSE_BUCKETS,
    );
    this.#loop.start();
    this.#observer = observePauses((kind, durationMs) => {
      pauses.observe(durationMs / 1000, { kind });
    });
  }

  stop(): void {
    this.#loop.stop();
    this.#observer?.disconnect();
  }

  /** Ends an interval: what is told of lag and processor time is told of it until the next one ends. */
  endInterval(): void {
    this.#lag = this.#loop.lag;
    this.#loop.reset();
    const now = {
      atMs: performance.now(),
      process: machine.processCpu(),
      machine: machine.machineCpu(),
    };
    const wallSeconds = (now.atMs - this.#noted.atMs) / 1000;
    const used = (one: machine.CpuSeconds) => one.user + one.system;
    const total = now.machine.totalSeconds - this.#noted.machine.totalSeconds;
    const busy = now.machine.busySeconds - this.#noted.machine.busySeconds;
    if (wallSeconds <= 0) return;
    const own = (used(now.process) - used(this.#noted.process)) / wallSeconds;
    this.#cpu = {
      process: Math.min(1, Math.max(0, own / machine.processors)),
      machine: total > 0 ? Math.min(1, Math.max(0, busy / total)) : 0,
    };
    this.#noted = now;
  }

  #watchProcess(): void {
    const { meters } = this;
    meters.watch(
      'radiox_process_cpu_seconds_total',
      'counter',
      'Processor time of this process, without its workers.',
      ['mode'],
      () => {
        const { user, system } = machine.processCpu();
        return [sample(user, 'mode', 'user'), sample(system, 'mode', 'system')];
      },
    );
    this.#one('radiox_process_cpu_ratio', 'gauge', 'Share of the processors it may use.', () => {
      return this.#cpu.process;
    });
    meters.watch(
      'radiox_process_memory_bytes',
      'gauge',
      'Memory of this process, without its workers, by kind.',
      ['kind'],
      () => {
        const usage = process.memoryUsage();
        return MEMORY.map((kind) => sample(usage[kind], 'kind', KINDS[kind]));
      },
    );
    meters.watch(
      'radiox_event_loop_lag_seconds',
      'gauge',
      'How late the event loop was in the last interval.',
      ['percentile'],
      () => [
        sample(this.#lag.p50Ms / 1000, 'percentile', '50'),
        sample(this.#lag.p99Ms / 1000, 'percentile', '99'),
        sample(this.#lag.maxMs / 1000, 'percentile', '100'),
      ],
    );
    this.#one('radiox_process_uptime_seconds', 'gauge', 'Time since the start.', () => {
      return process.uptime();
    });
    this.#one('radiox_process_open_files', 'gauge', 'Files and sockets held.', machine.openFiles);
    this.#one('radiox_process_open_files_max', 'gauge', 'Files and sockets allowed.', () => {
      return machine.openFilesMax();
    });
  }

  #watchMachine(): void {
    const { meters } = this;
    this.#one('radiox_system_cpu_ratio', 'gauge', 'Share of all processors in use.', () => {
      return this.#cpu.machine;
    });
    meters.watch(
      'radiox_disk_bytes',
      'gauge',
      'File system that holds the data folder: free, used and all of it.',
      ['kind'],
      async () => {
        const space = await machine.diskSpace(this.service.dataDir);
        return [
          sample(space.freeBytes, 'kind', 'free'),
          sample(space.usedBytes, 'kind', 'used'),
          sample(space.totalBytes, 'kind', 'total'),
        ];
      },
      { keepMs: DISK_KEEP_MS },
    );
    meters.watch(
      'radiox_network_bytes_total',
      'counter',
      'Bytes over all networks of the machine but loopback.',
      ['direction'],
      async () => {
        const bytes = await machine.networkBytes();
        if (!bytes) return [];
        return [
          sample(bytes.received, 'direction', 'received'),
          sample(bytes.sent, 'direction', 'sent'),
        ];
      },
    );
  }

  /** @param read Nothing where this system does not tell. */
  #one(
    name: string,
    type: 'counter' | 'gauge',
    help: string,
    read: () => number | undefined | Promise<number | undefined>,
  ): void {
    this.meters.watch(name, type, help, [], async () => {
      const value = await read();
      return value === undefined ? [] : [{ value }];
    });
  }
}

function sample(value: number, name: string, label: string): Sample {
  return { value, labels: { [name]: label } };
}
