import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { Meters } from '#platform/metrics';
import { openPools, type WorkerPoolFigures } from './worker-pool.js';

const BYTES_PER_KB = 1024;

export interface WorkerFigures extends WorkerPoolFigures {
  /** Resident memory of its workers together, bytes; 0 where the system does not tell (no /proc). */
  readonly memoryBytes: number;
}

/** What the worker processes do and hold. */
@Injectable()
export class WorkerReport {
  constructor(meters: Meters) {
    const each = (name: string, help: string, value: (pool: WorkerFigures) => number) => {
      meters.watch(name, 'gauge', help, ['pool'], async () =>
        (await this.pools()).map((pool) => ({ value: value(pool), labels: { pool: pool.name } })),
      );
    };
    each('radiox_worker_processes', 'Worker processes.', ({ workers }) => workers.length);
    each('radiox_worker_running_tasks', 'Tasks that workers do.', ({ running }) => running);
    each('radiox_worker_waiting_tasks', 'Tasks that wait for a worker.', ({ waiting }) => waiting);
    each('radiox_worker_memory_bytes', 'Resident memory of workers.', (pool) => pool.memoryBytes);
  }

  /** Pools in use; those that do the same are one. */
  async pools(): Promise<WorkerFigures[]> {
    const byName = new Map<string, WorkerFigures>();
    for (const { figures } of openPools()) {
      const memory = await Promise.all(figures.workers.map(residentBytes));
      const memoryBytes = memory.reduce((sum, bytes) => sum + bytes, 0);
      byName.set(figures.name, joined({ ...figures, memoryBytes }, byName.get(figures.name)));
    }
    return [...byName.values()];
  }

  /** Lets every worker go that has nothing to do. @returns How many. */
  async trim(): Promise<number> {
    const before = count();
    await Promise.all([...openPools()].map((pool) => pool.trim()));
    return before - count();
  }
}

const count = () => [...openPools()].reduce((sum, { figures }) => sum + figures.workers.length, 0);

function joined(one: WorkerFigures, other: WorkerFigures | undefined): WorkerFigures {
  if (!other) return one;
  return {
    name: one.name,
    workersMax: one.workersMax + other.workersMax,
    workers: [...one.workers, ...other.workers],
    running: one.running + other.running,
    waiting: one.waiting + other.waiting,
    completed: one.completed + other.completed,
    memoryBytes: one.memoryBytes + other.memoryBytes,
  };
}

async function residentBytes(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * BYTES_PER_KB;
  } catch {
    return 0; // It has ended meanwhile, or this system has no /proc.
  }
}
