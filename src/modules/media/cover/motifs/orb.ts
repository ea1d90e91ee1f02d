import type { SeededRandom } from '#kernel';
import type { Palette } from '../palette.js';
import {
  circle,
  downwards,
  glow,
  mix,
  type Point,
  rectangle,
  type Shape,
  SIDE_PX,
} from '../scene.js';
import { below, hills, stars } from './landscape.js';

const RADIUS_PX = 300;
/** From here on down it is plain ground. */
const ORB_GROUND_Y = 900;

/** A great sun or moon in the middle, rising behind hills. */
export function orb(palette: Palette, random: SeededRandom): Shape[] {
  const { sky, layers, ground } = palette;
  const radius = RADIUS_PX;
  const at: Point = [SIDE_PX / 2, random.integer(520, 560)];
  const rows = [
    { y: 675, reach: 50, color: mix(layers[0], sky[2], 0.25) },
    { y: 730, reach: 60, color: mix(layers[0], layers[1], 0.55) },
    { y: 785, reach: 50, color: layers[1] },
    { y: 840, reach: 36, color: layers[2] },
  ];
  return [
    { d: rectangle(0, 0, SIDE_PX, SIDE_PX), fill: downwards(0, 760, sky) },
    ...(palette.isNight ? stars(90, 600, palette.onSky, random) : []),
    glow(at, 760, palette.orb, 0.5),
    ...disc(at, radius, palette, random),
    ...rows.map(({ y, reach, color }) => ({
      d: below(hills(y, reach, random), SIDE_PX),
      fill: downwards(y - reach, y + 190, [color, mix(color, ground, 0.5)]),
    })),
    { d: below(hills(ORB_GROUND_Y - 14, 14, random), SIDE_PX), fill: ground },
  ];
}

/** By day crossed by bands of haze; by night a moon with its seas. */
function disc(at: Point, radius: number, palette: Palette, random: SeededRandom): Shape[] {
  const [x, y] = at;
  const face: Shape = {
    d: circle(at, radius),
    fill: downwards(y - radius, y + radius, [
      palette.orb,
      mix(palette.orb, palette.isNight ? palette.sky[2] : palette.accent, 0.55),
    ]),
  };
  if (palette.isNight) {
    const seas = Array.from({ length: 9 }, () => {
      const angle = random.next() * Math.PI * 2;
      const away = Math.sqrt(random.next()) * radius * 0.66;
      return circle(
        [x + away * Math.cos(angle), y + away * Math.sin(angle)],
        radius * (0.05 + random.next() * 0.19),
      );
    });
    return [face, ...seas.map((d) => ({ d, fill: palette.sky[2], alpha: 0.16 }))];
  }
  const haze = Array.from({ length: 6 }, (_, i) =>
    rectangle(x - radius, y + radius * (i * 0.145 - 0.2), 2 * radius, radius * (0.015 + i * 0.012)),
  );
  return [face, { d: haze.join(''), fill: palette.sky[2], alpha: 0.55 }];
}
