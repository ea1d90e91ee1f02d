import type { SeededRandom } from '#kernel';
import { circle, type Point, polygon, type Shape, SIDE_PX } from '../scene.js';

export interface RidgeShape {
  /** Mean height of the line, y in pixels. */
  readonly y: number;
  /** How far it goes up and down, pixels. */
  readonly reach: number;
  /** How much of that each halving keeps: 0.5 is alpine, 0.3 is hilly. */
  readonly roughness: number;
}

/** A line of mountains from edge to edge, by midpoint displacement. */
export function ridge({ y, reach, roughness }: RidgeShape, random: SeededRandom): Point[] {
  const swing = (size: number) => (random.next() * 2 - 1) * size;
  let heights = [y + swing(reach / 2), y + swing(reach / 2)];
  for (let size = reach, level = 0; level < 6; level++, size *= roughness) {
    heights = heights.flatMap((height, i) => {
      const next = heights[i + 1];
      return next === undefined ? [height] : [height, (height + next) / 2 + swing(size)];
    });
  }
  const step = SIDE_PX / (heights.length - 1);
  return heights.map((height, i): Point => [i * step, height]);
}

/** Soft hills from edge to edge: a few slow sines. */
export function hills(y: number, reach: number, random: SeededRandom): Point[] {
  const waves = [1, 2, 3].map((n) => ({
    cycles: n * (0.5 + random.next() * 0.6),
    phase: random.next() * Math.PI * 2,
    size: reach / n,
  }));
  return Array.from({ length: 61 }, (_, i): Point => {
    const at = i / 60;
    const rise = waves.reduce(
      (sum, { cycles, phase, size }) => sum + size * Math.sin(at * cycles * Math.PI * 2 + phase),
      0,
    );
    return [at * SIDE_PX, y + rise / 2];
  });
}

/** Everything below a line, down to `bottomY`. */
export function below(line: readonly Point[], bottomY: number): string {
  return polygon([...line, [SIDE_PX, bottomY], [0, bottomY]]);
}

/** Stars over the upper part of the sky, few and small. */
export function stars(count: number, untilY: number, color: string, random: SeededRandom): Shape[] {
  return Array.from({ length: count }, () => ({
    d: circle(
      [random.next() * SIDE_PX, random.next() ** 1.4 * untilY],
      1.2 + random.next() ** 3 * 3.2,
    ),
    fill: color,
    alpha: 0.25 + random.next() * 0.55,
  }));
}
