import { Injectable, type OnApplicationShutdown, Optional } from '@nestjs/common';
import { type Cover, CoverArtist, type CoverRequest } from './cover-artist.js';
import { CoverDesk } from './cover/cover-desk.js';

/** Paints covers itself, from the seed, in a child process. Needs no key and no network. */
@Injectable()
export class PaintedCoverArtist extends CoverArtist implements OnApplicationShutdown {
  override readonly provider = 'painted';

  constructor(@Optional() private readonly desk: CoverDesk = new CoverDesk()) {
    super();
  }

  paint(request: CoverRequest, signal: AbortSignal): Promise<Cover> {
    return this.desk.paint(request, signal);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.desk.onApplicationShutdown();
  }
}
