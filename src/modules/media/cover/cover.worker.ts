import type { Cover, CoverRequest } from '../cover-artist.js';
import { composeCover } from './compose.js';
import { coverMeasure, paintScene } from './painter.js';

/** A task for the worker pool: one cover. */
export function paintCover(request: CoverRequest): Cover {
  return paintScene(composeCover(request, coverMeasure()));
}
