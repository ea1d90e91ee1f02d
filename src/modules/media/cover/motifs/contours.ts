import type { SeededRandom } from '#kernel';
import type { Palette } from '../palette.js';
import { mix, type Point, polygon, rectangle, type Shape, SIDE_PX } from '../scene.js';

const RINGS = 13;
const POINTS = 140;
/** To the left of this, and below that, it is plain ground. */
const COLUMN_END_X = 850;
const LAND_END_Y = 1190;

/** Land in layers of cut paper, with the contour lines of a map. */
export function contours(palette: Palette, random: SeededRandom): Shape[] {
  const { sky, layers, accent, accent2, orb, ground } = palette;
  const peak: Point = [random.integer(1080, 1240), random.integer(380, 700)];
  const other: Point = [
    random.integer(1000, 1400),
    peak[1] + (peak[1] > 540 ? -1 : 1) * random.integer(480, 620),
  ];
  const ramp = [ground, layers[2], layers[1], layers[0], accent2, accent, orb];
  return [
    { d: rectangle(0, 0, SIDE_PX, SIDE_PX), fill: mix(layers[2], ground, 0.3) },
    ...mountain(peak, 1080, ramp, random),
    ...mountain(other, 360, [layers[1], layers[0], accent2, sky[2]], random),
    // The column of the words, with an edge like another sheet of the same paper.
    { d: rectangle(0, 0, COLUMN_END_X + 9, LAND_END_Y + 9), fill: '#000000', alpha: 0.25 },
    { d: rectangle(0, 0, COLUMN_END_X, SIDE_PX), fill: ground },
    { d: rectangle(0, LAND_END_Y, SIDE_PX, SIDE_PX - LAND_END_Y), fill: ground },
  ];
}

function mountain(
  [x, y]: Point,
  radius: number,
  ramp: readonly string[],
  random: SeededRandom,
): Shape[] {
  const wobbles = [2, 3, 4, 5, 7].map((petals) => ({
    petals,
    size: (random.next() * 0.5 + 0.35) / (petals + 1.2),
    phase: random.next() * Math.PI * 2,
    twist: (random.next() - 0.5) * 1.3,
  }));
  return Array.from({ length: RINGS }, (_, i): Shape[] => {
    const share = 1 - i / RINGS;
    const points = Array.from({ length: POINTS }, (_point, at): Point => {
      const angle = (at / POINTS) * Math.PI * 2;
      const wobble = wobbles.reduce(
        (sum, w) => sum + w.size * Math.sin(angle * w.petals + w.phase + w.twist * share * 2),
        1,
      );
      const away = radius * share ** 1.15 * wobble;
      return [x + away * Math.cos(angle), y + away * Math.sin(angle) * 0.82];
    });
    const color = along(ramp, i / (RINGS - 1));
    const shadow = points.map(([px, py]): Point => [px + 5, py + 9]);
    return [
      { d: polygon(shadow), fill: '#000000', alpha: 0.16 },
      { d: polygon(points), fill: color, stroke: mix(color, '#ffffff', 0.25), widthPx: 2 },
    ];
  }).flat();
}

function along(ramp: readonly string[], share: number): string {
  const at = Math.min(share, 0.9999) * (ramp.length - 1);
  const index = Math.floor(at);
  return mix(ramp[index] ?? '#000000', ramp[index + 1] ?? '#000000', at - index);
}
