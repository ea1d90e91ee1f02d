import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ServiceSettings } from '#platform/config';
import { WorkerPool, workerFile } from '#platform/process';
import { AudioSettings } from '../audio.settings.js';
import { AudioDecoder, type AudioFacts } from '../decode/audio-decoder.js';
import type { SoundAnalysis } from './analyse.js';

/** Half an hour of music takes about 20 s. */
const TASK_MS_MAX = 300_000;
export const ANALYSED_RATE_HZ = 44_100;

/** What is known of a file from outside, and what its sound is like. */
export interface Analysed extends SoundAnalysis {
  readonly facts: AudioFacts;
}

/** Decodes a file from outside and listens to it, both in child processes. */
@Injectable()
export class SoundAnalyser implements OnApplicationShutdown {
  readonly #pool: WorkerPool;
  readonly #folder: string;

  constructor(
    private readonly decoder: AudioDecoder,
    settings: AudioSettings,
    { dataDir }: ServiceSettings,
  ) {
    this.#folder = join(dataDir, 'decoded');
    this.#pool = new WorkerPool({
      file: workerFile(import.meta.url, './analysis.worker.js'),
      workersMax: 1,
      heapMibMax: settings.workerHeapMbMax,
      taskMsMax: TASK_MS_MAX,
    });
  }

  /**
   * @param durationSMax Longer sound is refused, seconds.
   * @throws As `AudioDecoder.decode` does.
   */
  async analyse(path: string, durationSMax: number, signal?: AbortSignal): Promise<Analysed> {
    await mkdir(this.#folder, { recursive: true });
    const wav = join(this.#folder, `${randomUUID()}.wav`);
    const wish = { sampleRateHz: ANALYSED_RATE_HZ, channels: 2, samples: 'f32' } as const;
    try {
      const facts = await this.decoder.decode(path, wav, { ...wish, durationSMax }, signal);
      return { facts, ...(await this.#pool.run<SoundAnalysis>('analyse', wav, signal)) };
    } finally {
      await rm(wav, { force: true });
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.close();
  }
}
