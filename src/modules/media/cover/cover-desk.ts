import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { workerFile, WorkerPool } from '#platform/process';
import type { Cover, CoverRequest } from '../cover-artist.js';
import type { Squared } from './square-image.js';

/** A cover takes half a second; a machine that is busy with a mix may take much longer. */
const PAINT_MS_MAX = 30_000;
/** Side of the small cover of lists, pixels: sharp at 150 on a fine screen. */
export const SMALL_SIDE_PX = 300;

/** The child process in which pictures are made. */
@Injectable()
export class CoverDesk implements OnApplicationShutdown {
  readonly #pool = new WorkerPool({
    file: workerFile(import.meta.url, './cover.worker.js'),
    workersMax: 1,
    taskMsMax: PAINT_MS_MAX,
  });

  paint(request: CoverRequest, signal: AbortSignal): Promise<Cover> {
    return this.#pool.run<Cover>('paintCover', request, signal);
  }

  /** The same picture for lists: 300 x 300 pixels, JPEG, whoever made it. @throws Error for what is no picture. */
  shrink({ bytes }: Pick<Cover, 'bytes'>, signal: AbortSignal): Promise<Cover> {
    return this.#pool.run<Cover>('shrinkCover', { bytes, sidePx: SMALL_SIDE_PX }, signal);
  }

  /** The same size and kind of picture of whatever image a model gave. @throws Error when it takes the worker down. */
  square(bytes: Uint8Array, signal: AbortSignal): Promise<Squared> {
    return this.#pool.run<Squared>('squareCover', { bytes }, signal);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }
}
