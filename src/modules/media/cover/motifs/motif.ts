import type { SeededRandom } from '#kernel';
import type { CoverLayout } from '../../cover-artist.js';
import type { Palette } from '../palette.js';
import type { Shape } from '../scene.js';
import { contours } from './contours.js';
import { grid } from './grid.js';
import { lakeside } from './lakeside.js';
import { orb } from './orb.js';
import { waves } from './waves.js';

/**
 * Where a motif leaves room for the title: on the open sky above it; on plain ground below it, to the left or in the
 * middle; on plain ground above it; in a column of plain ground beside it.
 */
export type TitlePlace = 'sky' | 'ground' | 'middle' | 'top' | 'column';

export interface Motif {
  readonly name: CoverLayout;
  readonly titlePlace: TitlePlace;
  /** @param clearY Text on the sky ends here: nothing bright above it. */
  readonly draw: (palette: Palette, random: SeededRandom, clearY: number) => Shape[];
}

/** The five layouts. */
export const MOTIFS: readonly Motif[] = [
  { name: 'lakeside', titlePlace: 'sky', draw: lakeside },
  { name: 'orb', titlePlace: 'middle', draw: orb },
  { name: 'waves', titlePlace: 'ground', draw: waves },
  { name: 'contours', titlePlace: 'column', draw: contours },
  { name: 'grid', titlePlace: 'top', draw: grid },
];
