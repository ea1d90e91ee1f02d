import { Injectable } from '@nestjs/common';
import { type Cover, CoverArtist, CoverDesk, type CoverRequest } from '#modules/media';

/** Covers in both sizes: large for feeds, small for lists. */
@Injectable()
export class ShowCovers {
  constructor(
    private readonly artist: CoverArtist,
    private readonly desk: CoverDesk,
  ) {}

  async paint(
    request: CoverRequest,
    signal: AbortSignal,
  ): Promise<{ readonly large: Cover; readonly small: Cover }> {
    const large = await this.artist.paint(request, signal);
    return { large, small: await this.desk.shrink(large, signal) };
  }
}
