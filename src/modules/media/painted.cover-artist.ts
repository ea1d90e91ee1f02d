import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { workerFile, WorkerPool } from '#platform/process';
import { type Cover, CoverArtist, type CoverRequest } from './cover-artist.js';

/** A cover takes half a second; a machine that is busy with a mix may take much longer. */
const PAINT_MS_MAX = 30_000;

/** Paints covers itself, from the seed, in a child process. Needs no key and no network. */
@Injectable()
export class PaintedCoverArtist extends CoverArtist implements OnApplicationShutdown {
  override readonly provider = 'painted';
  readonly #pool = new WorkerPool({
    file: workerFile(import.meta.url, './cover/cover.worker.js'),
    workersMax: 1,
    taskMsMax: PAINT_MS_MAX,
  });

  async paint(request: CoverRequest, signal: AbortSignal): Promise<Cover> {
    return this.#pool.run<Cover>('paintCover', request, signal);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }
}
