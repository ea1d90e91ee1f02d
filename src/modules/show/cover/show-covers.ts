import { Injectable } from '@nestjs/common';
import { type Cover, CoverArtist, CoverDesk, type CoverRequest } from '#modules/media';
import { Spend } from '#platform/spend';

/** Has covers painted within the budget: large for feeds, small for lists. */
@Injectable()
export class ShowCovers {
  constructor(
    private readonly artist: CoverArtist,
    private readonly desk: CoverDesk,
    private readonly spend: Spend,
  ) {}

  /** @param subject What it is for: the id of a show, or a word. */
  async paint(
    request: CoverRequest,
    subject: string,
    signal: AbortSignal,
  ): Promise<{ readonly large: Cover; readonly small: Cover }> {
    const held = await this.spend.reserve({
      provider: this.artist.provider,
      operation: 'paint',
      units: { images: 1 },
      subject,
      item: 'cover',
    });
    const large = await this.artist.paint(request, signal).catch(async (error: unknown) => {
      await held.release();
      throw error;
    });
    await held.settle();
    return { large, small: await this.desk.shrink(large, signal) };
  }
}
