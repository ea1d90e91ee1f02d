import type { SeededRandom } from '#kernel';
import type { Palette } from '../palette.js';
import {
  arc,
  circle,
  contrast,
  type Point,
  polygon,
  rectangle,
  type Shape,
  SIDE_PX,
} from '../scene.js';

const COLUMNS = 6;
const ROWS = 3;
const TILE_PX = SIDE_PX / COLUMNS;
/** Above it is plain ground. */
const TOP_Y = SIDE_PX - ROWS * TILE_PX;

type Tile = (x: number, y: number, color: string, random: SeededRandom) => Shape;

/** A page of news as coloured tiles: lines of print, sound, play, rings, quarters. */
export function grid(palette: Palette, random: SeededRandom): Shape[] {
  const { layers, sky, accent, accent2, orb, ground } = palette;
  const backs = [layers[1], layers[0], accent, accent2, sky[2], layers[2]];
  const fronts = [orb, accent, accent2, ground, sky[0], layers[2]];
  const shapes: Shape[] = [{ d: rectangle(0, 0, SIDE_PX, SIDE_PX), fill: ground }];
  let order: Tile[] = [];
  let lastBack = '';
  for (let index = 0; index < COLUMNS * ROWS; index++) {
    const x = (index % COLUMNS) * TILE_PX;
    const y = TOP_Y + Math.floor(index / COLUMNS) * TILE_PX;
    const back = random.pick(backs.filter((color) => color !== lastBack));
    lastBack = back;
    if (order.length === 0) order = random.shuffled(TILES);
    const tile = order.pop() ?? rings;
    const front = random.pick(readable(fronts, back));
    // Tiles overlap by a pixel, so that no seam shows between them.
    shapes.push({ d: rectangle(x, y, TILE_PX + 1, TILE_PX + 1), fill: back });
    shapes.push(tile(x, y, front, random));
  }
  return shapes;
}

function readable(colors: readonly string[], back: string): string[] {
  const clear = colors.filter((color) => contrast(color, back) >= 1.9);
  return clear.length > 0 ? clear : [...colors];
}

const CORNERS: readonly Point[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

const quarter: Tile = (x, y, color, random) => {
  const corner = random.integer(0, 3);
  const [cx, cy] = CORNERS[corner] ?? [0, 0];
  const at: Point = [x + cx * TILE_PX, y + cy * TILE_PX];
  const from = (corner * Math.PI) / 2;
  return { d: `${arc(at, TILE_PX, from, from + Math.PI / 2)}L${at[0]} ${at[1]}Z`, fill: color };
};

const rings: Tile = (x, y, color, random) => {
  const corner = random.integer(0, 3);
  const [cx, cy] = CORNERS[corner] ?? [0, 0];
  const from = (corner * Math.PI) / 2;
  const at: Point = [x + cx * TILE_PX, y + cy * TILE_PX];
  const d = [70, 140, 210].map((radius) => arc(at, radius, from, from + Math.PI / 2));
  return { d: d.join(''), stroke: color, widthPx: 26 };
};

const half: Tile = (x, y, color, random) => {
  const from = (random.integer(0, 3) * Math.PI) / 2;
  const at: Point = [x + TILE_PX / 2, y + TILE_PX / 2];
  return { d: `${arc(at, TILE_PX * 0.4, from, from + Math.PI)}Z`, fill: color };
};

const disc: Tile = (x, y, color) => ({
  d: circle([x + TILE_PX / 2, y + TILE_PX / 2], TILE_PX * 0.34),
  fill: color,
});

const play: Tile = (x, y, color) => ({
  d: polygon([
    [x + 78, y + 52],
    [x + 200, y + TILE_PX / 2],
    [x + 78, y + TILE_PX - 52],
  ]),
  fill: color,
});

const print: Tile = (x, y, color, random) => {
  const lines = [rectangle(x + 40, y + 44, 170, 42)];
  for (let line = 0; line < 4; line++)
    lines.push(
      rectangle(x + 40, y + 110 + line * 28, line === 3 ? 90 : random.integer(140, 170), 12),
    );
  return { d: lines.join(''), fill: color };
};

const sound: Tile = (x, y, color, random) => {
  const bars = Array.from({ length: 6 }, (_, bar) => {
    const height = random.integer(40, 180);
    return rectangle(x + 36 + bar * 31, y + (TILE_PX - height) / 2, 18, height);
  });
  return { d: bars.join(''), fill: color };
};

const dots: Tile = (x, y, color) => {
  const d: string[] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++)
      d.push(circle([x + 53 + column * 48, y + 53 + row * 48], 13));
  return { d: d.join(''), fill: color };
};

const triangle: Tile = (x, y, color, random) => {
  const skip = random.integer(0, 3);
  const corners = CORNERS.filter((_, i) => i !== skip);
  return {
    d: polygon(corners.map(([cx, cy]): Point => [x + cx * TILE_PX, y + cy * TILE_PX])),
    fill: color,
  };
};

const TILES: readonly Tile[] = [
  quarter,
  rings,
  half,
  disc,
  play,
  print,
  sound,
  dots,
  triangle,
  quarter,
];
