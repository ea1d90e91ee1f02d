import type { SeededRandom } from '#kernel';
import type { Palette } from '../palette.js';
import {
  arc,
  circle,
  downwards,
  glow,
  mix,
  type Point,
  polygon,
  rectangle,
  type Shape,
  SIDE_PX,
  withAlpha,
} from '../scene.js';

const TURN = Math.PI * 2;

/** A transmitter and the waves that leave it. */
export function waves(palette: Palette, random: SeededRandom): Shape[] {
  const { sky, ground, layers, accent, accent2, orb } = palette;
  const mast: Point = [random.integer(430, 1070), random.integer(330, 400)];
  const far = mix(sky[0], sky[1], 0.4);
  const rings: Shape[] = [];
  for (let count = 11; count > 0; count--) {
    const color = mix(mix(accent2, sky[2], 0.35), layers[1], count / 13);
    rings.push({
      d: circle(mast, 70 + count * count * 4.2 + count * 46),
      fill: color,
      alpha: 0.34,
    });
  }
  const arcs = Array.from({ length: 22 }, (): Shape => {
    const from = random.next() * TURN;
    const radius = 170 + random.next() * 760;
    return {
      d: arc(mast, radius, from, from + 0.25 + random.next() * 1.4),
      stroke: random.pick([accent, accent2, orb]),
      widthPx: random.pick([4, 6, 10, 16]),
      alpha: 0.9,
      roundEnds: true,
    };
  });
  const dots = Array.from({ length: 14 }, (): Shape => {
    const angle = random.next() * TURN;
    const radius = 180 + random.next() * 620;
    return {
      d: circle(
        [mast[0] + radius * Math.cos(angle), mast[1] + radius * Math.sin(angle)],
        random.integer(7, 19),
      ),
      fill: random.pick([accent, orb]),
    };
  });
  return [
    { d: rectangle(0, 0, SIDE_PX, SIDE_PX), fill: downwards(0, 800, [far, sky[1], sky[2]]) },
    ...rings,
    ...arcs,
    ...dots,
    glow(mast, 240, orb, 0.9),
    ...transmitter(mast, ground),
    { d: circle(mast, 34), fill: orb },
    { d: circle(mast, 17), fill: accent },
    {
      d: rectangle(0, 540, SIDE_PX, 260),
      fill: downwards(540, 800, [withAlpha(ground, 0), withAlpha(ground, 0.72), ground]),
    },
    { d: rectangle(0, 799, SIDE_PX, SIDE_PX - 799), fill: ground },
  ];
}

function transmitter([x, y]: Point, color: string): Shape[] {
  const foot = 830;
  const half = (at: number) => 10 + ((at - y) / (foot - y)) * 92;
  const braces: string[] = [];
  for (let from = y + 40, step = 44; from + step < foot; from += step, step *= 1.14) {
    const to = from + step;
    braces.push(
      `M${x - half(from)} ${from}L${x + half(to)} ${to}M${x + half(from)} ${from}L${x - half(to)} ${to}` +
        `M${x - half(to)} ${to}H${x + half(to)}`,
    );
  }
  const leg = (side: number) =>
    polygon([
      [x + side * 3, y],
      [x + side * 13, y],
      [x + side * (half(foot) + 9), foot],
      [x + side * (half(foot) - 9), foot],
    ]);
  return [
    { d: leg(1) + leg(-1), fill: color },
    { d: braces.join(''), stroke: color, widthPx: 7 },
  ];
}
