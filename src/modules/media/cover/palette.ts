import type { SeededRandom } from '#kernel';
import type { CoverRequest } from '../cover-artist.js';

/** The colours of one cover. */
export interface Palette {
  readonly name: string;
  /** From the top of the picture down to the horizon. The title may stand on the first two. */
  readonly sky: readonly [string, string, string];
  /** What lies behind one another, the farthest first. */
  readonly layers: readonly [string, string, string];
  /** Plain ground under text; `onGround` is read on it. */
  readonly ground: string;
  readonly onGround: string;
  /** Reads on the first two colours of the sky. */
  readonly onSky: string;
  /** Sun or moon. */
  readonly orb: string;
  /** Stands out from the ground; marks, never body text. */
  readonly accent: string;
  readonly accent2: string;
  /** Stars and lit windows. */
  readonly isNight: boolean;
}

const day = (palette: Omit<Palette, 'isNight'>): Palette => ({ ...palette, isNight: false });
const night = (palette: Omit<Palette, 'isNight'>): Palette => ({ ...palette, isNight: true });

export const PALETTES: Readonly<Record<CoverRequest['style'], readonly Palette[]>> = {
  fresh_morning: [
    day({
      name: 'peach',
      sky: ['#ffe7bf', '#ffd09a', '#ff9b73'],
      layers: ['#f2796b', '#b94a62', '#5b2450'],
      ground: '#3a1638',
      onGround: '#fff3e2',
      onSky: '#3a1638',
      orb: '#fff6dc',
      accent: '#ffb34d',
      accent2: '#ff6f61',
    }),
    day({
      name: 'mint',
      sky: ['#e9fbef', '#c4f0dd', '#8fdcc8'],
      layers: ['#57bfae', '#1f8583', '#0b4f56'],
      ground: '#06343b',
      onGround: '#effff6',
      onSky: '#06343b',
      orb: '#fff2b0',
      accent: '#ffd24a',
      accent2: '#ff7a59',
    }),
    day({
      name: 'lemon',
      sky: ['#fff6cf', '#ffe58c', '#ffc64b'],
      layers: ['#f59a3c', '#cf5a2e', '#7a2a22'],
      ground: '#47160f',
      onGround: '#fff7dd',
      onSky: '#47160f',
      orb: '#ffffff',
      accent: '#ffcf3f',
      accent2: '#57c2c9',
    }),
  ],
  professional_afternoon: [
    day({
      name: 'azure',
      sky: ['#0a4a8f', '#1262b0', '#5fb0e6'],
      layers: ['#3c8fcf', '#0f4f92', '#08305f'],
      ground: '#062447',
      onGround: '#f3f9ff',
      onSky: '#ffffff',
      orb: '#ffe9a3',
      accent: '#ffc52e',
      accent2: '#4fc3f7',
    }),
    day({
      name: 'paper',
      sky: ['#f6f1e7', '#efe6d5', '#e6d3b3'],
      layers: ['#d7b48a', '#b3352c', '#5e1a1d'],
      ground: '#1c1a1d',
      onGround: '#fbf6ec',
      onSky: '#1c1a1d',
      orb: '#e2382d',
      accent: '#f0483a',
      accent2: '#f2b84b',
    }),
    day({
      name: 'teal',
      sky: ['#04575c', '#07696c', '#3fb3a5'],
      layers: ['#2b978e', '#0a5f63', '#063f45'],
      ground: '#042f35',
      onGround: '#effcf8',
      onSky: '#ffffff',
      orb: '#ffdf8a',
      accent: '#ff9f43',
      accent2: '#7fe3c9',
    }),
  ],
  chill_evening: [
    night({
      name: 'dusk',
      sky: ['#2a1250', '#5a2167', '#f0765a'],
      layers: ['#a63a6b', '#5c2063', '#2a1145'],
      ground: '#1b0b33',
      onGround: '#fff0e4',
      onSky: '#fff0e4',
      orb: '#ffb56b',
      accent: '#ff8f5c',
      accent2: '#e05fa0',
    }),
    night({
      name: 'ember',
      sky: ['#3d0f1f', '#74202a', '#f29349'],
      layers: ['#b9452f', '#6e1f2a', '#37101d'],
      ground: '#230a14',
      onGround: '#fff1dc',
      onSky: '#fff1dc',
      orb: '#ffd38a',
      accent: '#ffab45',
      accent2: '#e8584f',
    }),
    night({
      name: 'lagoon',
      sky: ['#0d2447', '#17456a', '#e79a84'],
      layers: ['#6d6f97', '#28476f', '#112a4c'],
      ground: '#0a1b35',
      onGround: '#f4f2f7',
      onSky: '#fdf6f1',
      orb: '#ffd2b3',
      accent: '#ff9e80',
      accent2: '#63c5cf',
    }),
  ],
  late_night: [
    night({
      name: 'indigo',
      sky: ['#070b24', '#111a4a', '#3a3f9c'],
      layers: ['#2b3284', '#161c57', '#0b1036'],
      ground: '#060924',
      onGround: '#eef2ff',
      onSky: '#eef2ff',
      orb: '#f4f1d0',
      accent: '#6fe3ff',
      accent2: '#b28bff',
    }),
    night({
      name: 'neon',
      sky: ['#12061f', '#2a0b45', '#7a1c7d'],
      layers: ['#5a1a74', '#330f52', '#190730'],
      ground: '#0f0520',
      onGround: '#fbeeff',
      onSky: '#fbeeff',
      orb: '#ffe3f3',
      accent: '#ff5fb4',
      accent2: '#5ce1e6',
    }),
    night({
      name: 'forest',
      sky: ['#04161c', '#0a2f36', '#1d6a68'],
      layers: ['#17565a', '#0c383f', '#062229'],
      ground: '#03141a',
      onGround: '#eafff7',
      onSky: '#eafff7',
      orb: '#e9f7e1',
      accent: '#7df0b5',
      accent2: '#ffd166',
    }),
  ],
};

/** The palette that a seed picks for the time of day. */
export function paletteOf(style: CoverRequest['style'], random: SeededRandom): Palette {
  return random.pick(PALETTES[style]);
}
