import type { SeededRandom } from '#kernel';
import type { Palette } from '../palette.js';
import {
  circle,
  downwards,
  glow,
  mix,
  type Point,
  polygon,
  rectangle,
  roundedRectangle,
  type Shape,
  SIDE_PX,
} from '../scene.js';
import { below, ridge, stars } from './landscape.js';

const SHORE_Y = 1050;
const LAKE_END_Y = 1200;

/** A town by a lake below the mountains. */
export function lakeside(palette: Palette, random: SeededRandom, clearY: number): Shape[] {
  const { sky, layers, orb, ground } = palette;
  const sun: Point = [random.integer(850, 1250), Math.max(clearY + 126, random.integer(650, 740))];
  const far = ridge({ y: 850, reach: 100, roughness: 0.52 }, random);
  const near = ridge({ y: 940, reach: 70, roughness: 0.5 }, random);
  return [
    { d: rectangle(0, 0, SIDE_PX, SIDE_PX), fill: downwards(0, SHORE_Y, sky) },
    ...(palette.isNight ? stars(90, 700, palette.onSky, random) : []),
    glow(sun, 460, orb, 0.75),
    { d: circle(sun, 96), fill: orb },
    {
      d: below(far, SHORE_Y),
      fill: downwards(760, SHORE_Y, [layers[0], mix(layers[0], sky[2], 0.55)]),
    },
    {
      d: below(near, SHORE_Y),
      fill: downwards(880, SHORE_Y, [layers[1], mix(layers[1], layers[0], 0.4)]),
    },
    ...town(palette, random),
    ...lake(palette, sun, random),
    { d: rectangle(0, LAKE_END_Y, SIDE_PX, SIDE_PX - LAKE_END_Y), fill: ground },
  ];
}

/** Houses from edge to edge, among them twin towers and a spire. */
function town(palette: Palette, random: SeededRandom): Shape[] {
  const dark = palette.layers[2];
  const roofs: string[] = [];
  const windows: string[] = [];
  for (let x = -20; x < SIDE_PX;) {
    const width = random.integer(46, 104);
    const height = random.integer(56, 132);
    roofs.push(house(x, width, height, random));
    windows.push(...windowsOf(x, width, height, random));
    x += width - 2;
  }
  const left = random.integer(150, 560);
  const right = left + random.integer(330, 620);
  const landmarks = [twinTowers(left), spire(right, random.integer(230, 280))];
  return [
    { d: roofs.join(''), fill: dark },
    { d: landmarks.join(''), fill: dark },
    {
      d: windows.join(''),
      fill: palette.isNight ? palette.orb : palette.accent,
      alpha: palette.isNight ? 0.85 : 0.5,
    },
  ];
}

function windowsOf(x: number, width: number, height: number, random: SeededRandom): string[] {
  const lit: string[] = [];
  for (let left = x + 12; left < x + width - 16; left += 19)
    for (let y = SHORE_Y - height + 18; y < SHORE_Y - 20; y += 24)
      if (random.next() < 0.42) lit.push(rectangle(left, y, 8, 11));
  return lit;
}

function house(x: number, width: number, height: number, random: SeededRandom): string {
  const top = SHORE_Y - height;
  const pitch = random.pick([0, 0, 26, 38]);
  return polygon([
    [x, SHORE_Y],
    [x, top],
    [x + width / 2, top - pitch],
    [x + width, top],
    [x + width, SHORE_Y],
  ]);
}

function twinTowers(x: number): string {
  const tower = (at: number) =>
    rectangle(at, SHORE_Y - 205, 50, 205) +
    `M${at - 2} ${SHORE_Y - 205}q2 -46 27 -58q25 12 27 58Z` +
    rectangle(at + 23, SHORE_Y - 300, 4, 44);
  return `${tower(x)}${tower(x + 72)}${rectangle(x + 40, SHORE_Y - 130, 50, 130)}`;
}

function spire(x: number, height: number): string {
  return (
    rectangle(x, SHORE_Y - height * 0.55, 48, height * 0.55) +
    polygon([
      [x - 4, SHORE_Y - height * 0.55],
      [x + 24, SHORE_Y - height * 1.15],
      [x + 52, SHORE_Y - height * 0.55],
    ])
  );
}

function lake({ sky, layers, orb, ground }: Palette, sun: Point, random: SeededRandom): Shape[] {
  const streak = (x: number, y: number, width: number) => roundedRectangle(x, y, width, 5);
  const shimmer = Array.from({ length: 16 }, (_, i) => {
    const width = 30 + random.next() * (170 - i * 5);
    return streak(sun[0] - width / 2 + (random.next() - 0.5) * 70, SHORE_Y + 12 + i * 9, width);
  });
  const ripples = Array.from({ length: 34 }, () =>
    streak(random.next() * SIDE_PX, SHORE_Y + 10 + random.next() * 140, 30 + random.next() * 120),
  );
  return [
    {
      d: rectangle(0, SHORE_Y, SIDE_PX, LAKE_END_Y - SHORE_Y),
      fill: downwards(SHORE_Y, LAKE_END_Y, [mix(layers[1], sky[2], 0.35), layers[2], ground]),
    },
    { d: ripples.join(''), fill: sky[2], alpha: 0.16 },
    { d: shimmer.join(''), fill: orb, alpha: 0.62 },
  ];
}
