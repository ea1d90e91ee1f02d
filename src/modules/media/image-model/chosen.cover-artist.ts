import { Logger } from '@nestjs/common';
import { ProviderFailed } from '#platform/http';
import { BudgetUsedUp, Spend } from '#platform/spend';
import { CoverDesk } from '../cover/cover-desk.js';
import type { Squared } from '../cover/square-image.js';
import { type Cover, CoverArtist, type CoverRequest } from '../cover-artist.js';
import { PaintedCoverArtist } from '../painted.cover-artist.js';
import { IMAGE_PROVIDER, ImageModel, inVain } from './image-model.js';
import { hasImageModel, ImageModelSettings } from './image-model.settings.js';
import { promptFor } from './prompt.js';

/** Covers by an image model where there is one and its budget allows it, else painted by the station itself. */
export class ChosenCoverArtist extends CoverArtist {
  override readonly provider = 'painted';
  readonly #logger = new Logger(ChosenCoverArtist.name);

  constructor(
    private readonly model: ImageModel,
    private readonly settings: ImageModelSettings,
    private readonly spend: Spend,
    private readonly painted: PaintedCoverArtist,
    private readonly desk: CoverDesk,
  ) {
    super();
  }

  override async paint(request: CoverRequest, signal: AbortSignal): Promise<Cover> {
    if (!hasImageModel(this.settings)) return this.#paintItself(request, signal);
    try {
      return { ...(await this.#buy(request, signal)), artist: this.settings.model };
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof ProviderFailed ? error.reason : 'it failed';
      this.#logger.warn({ message: 'Image model failed', reason });
      const cover = await this.#paintItself(request, signal);
      return { ...cover, fellBack: { provider: IMAGE_PROVIDER, reason } };
    }
  }

  /** It costs nothing, and is counted all the same. */
  async #paintItself(request: CoverRequest, signal: AbortSignal): Promise<Cover> {
    const held = await this.spend.reserve(purchaseOf('painted', request));
    try {
      const cover = await this.painted.paint(request, signal);
      await held.settle();
      return { ...cover, artist: 'painted' };
    } catch (error) {
      await held.release();
      throw error;
    }
  }

  async #buy(request: CoverRequest, signal: AbortSignal): Promise<Cover> {
    const held = await this.spend
      .reserve(purchaseOf(IMAGE_PROVIDER, request))
      .catch((error: unknown) => {
        throw new ProviderFailed(
          error instanceof BudgetUsedUp
            ? `its ${error.facts['period'] === 'day' ? 'daily' : 'monthly'} money budget is used up`
            : 'nobody knows what may be spent',
        );
      });
    try {
      const image = await this.model.picture(promptFor(request), signal);
      const cover = await this.#squared(image, signal);
      await held.settle();
      return cover;
    } catch (error) {
      const isFree = error instanceof ProviderFailed && !error.mayCost;
      await (isFree ? held.release() : held.settle());
      throw error;
    }
  }

  async #squared(image: Buffer, signal: AbortSignal): Promise<Cover> {
    const { cover, refused } = await this.desk
      .square(image, signal)
      .catch((error: unknown): Squared => {
        signal.throwIfAborted();
        return { refused: `its image cannot be read (${(error as Error).name})` };
      });
    if (!cover) throw inVain(refused ?? 'its image is broken');
    return cover;
  }
}

function purchaseOf(provider: string, { subject }: CoverRequest) {
  const units = { images: 1 };
  const what = { provider, operation: 'paint', units, item: 'cover' };
  return subject === undefined ? what : { ...what, subject };
}
