import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { FileStore } from '#platform/files';
import { WorkerPool, workerFile } from '#platform/process';
import { AudioSettings } from '../audio.settings.js';
import { AudioDecoder } from '../decode/audio-decoder.js';
import { SAMPLE_S_MAX } from './sample-checks.js';
import { SAMPLE_RATE_HZ, type SampleMeasures } from './sample-measures.js';

/** Five minutes take a second. */
const TASK_MS_MAX = 60_000;

/** Listens to samples of voices that strangers send: decoded in isolation, measured in a child process. */
@Injectable()
export class SampleEar implements OnApplicationShutdown {
  readonly #pool: WorkerPool;

  constructor(
    private readonly decoder: AudioDecoder,
    private readonly files: FileStore,
    settings: AudioSettings,
  ) {
    this.#pool = new WorkerPool({
      file: workerFile(import.meta.url, './sample.worker.js'),
      workersMax: 1,
      heapMibMax: settings.workerHeapMbMax,
      taskMsMax: TASK_MS_MAX,
    });
  }

  /** @throws As `AudioDecoder.decode` does; TaskTimeout; the signal's reason when aborted. */
  async measure(path: string, signal?: AbortSignal): Promise<SampleMeasures> {
    const folder = `sample-${randomUUID()}`;
    const wish = { sampleRateHz: SAMPLE_RATE_HZ, channels: 1, durationSMax: SAMPLE_S_MAX } as const;
    try {
      const wav = join(await this.files.workFolder(folder), 'sample.wav');
      await this.decoder.decode(path, wav, wish, signal);
      return await this.#pool.run<SampleMeasures>('measure', wav, signal);
    } finally {
      await this.files.dropWorkFolder(folder);
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }
}
