import type { Cover, CoverRequest } from '../cover-artist.js';
import { composeCover } from './compose.js';
import { coverMeasure, paintScene, shrink } from './painter.js';
import { square, type Squared } from './square-image.js';

/** A task for the worker pool: one cover. */
export function paintCover(request: CoverRequest): Cover {
  return paintScene(composeCover(request, coverMeasure()));
}

/** A task for the worker pool: a cover, small. */
export function shrinkCover({
  bytes,
  sidePx,
}: {
  readonly bytes: Uint8Array;
  readonly sidePx: number;
}): Promise<Cover> {
  return shrink(bytes, sidePx);
}

/** A task for the worker pool: a cover made of an image, or why it cannot be. */
export function squareCover(image: { readonly bytes: Uint8Array }): Promise<Squared> {
  return square(image);
}
