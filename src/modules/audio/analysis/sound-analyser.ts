import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { WorkerPool, workerFile } from '#platform/process';
import { AudioSettings } from '../audio.settings.js';
import type { SoundAnalysis } from './analyse.js';

/** Half an hour of music takes about 20 s. */
const TASK_MS_MAX = 300_000;

/** Listens to WAV files of this house in a child process. */
@Injectable()
export class SoundAnalyser implements OnApplicationShutdown {
  readonly #pool: WorkerPool;

  constructor(settings: AudioSettings) {
    this.#pool = new WorkerPool({
      file: workerFile(import.meta.url, './analysis.worker.js'),
      workersMax: 1,
      heapMibMax: settings.workerHeapMbMax,
      taskMsMax: TASK_MS_MAX,
    });
  }

  /** @param wav Stereo, 16-bit or float. @throws TaskTimeout; the signal's reason when aborted. */
  analyse(wav: string, signal?: AbortSignal): Promise<SoundAnalysis> {
    return this.#pool.run<SoundAnalysis>('analyse', wav, signal);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }
}
