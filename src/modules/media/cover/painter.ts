import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  type Canvas,
  createCanvas,
  GlobalFonts,
  loadImage,
  Path2D,
  type SKRSContext2D,
} from '@napi-rs/canvas';
import { SeededRandom } from '#kernel';
import type { Cover } from '../cover-artist.js';
import { type Measure, type Paint, type Scene, type Shape, SIDE_PX, type Weight } from './scene.js';

/** Feeds want less than 512 kB; the first quality that stays below is taken. */
const BYTES_MAX = 500_000;
const QUALITIES = [90, 84, 76, 66, 50] as const;
const SMALL_QUALITY = 88;
const WEIGHTS: readonly Weight[] = [500, 700, 800];
const SUBSETS = ['latin', 'latin-ext'] as const;
const FAMILIES = SUBSETS.map((subset) => `"RadioX ${subset}"`).join(', ');
const GRAIN_TILE_PX = 256;
/** Of 255: seen as a texture only from very near. */
const GRAIN_DEPTH = 9;

let hasFonts = false;

/** Width of text in the fonts of the covers. */
export function coverMeasure(): Measure {
  registerFonts();
  const context = createCanvas(8, 8).getContext('2d');
  return (text, weight) => {
    context.font = font(weight, 100);
    return context.measureText(text).width / 100;
  };
}

/** Paints a scene as an opaque JPEG. The same scene gives the same bytes. */
export function paintScene(scene: Scene): Cover {
  registerFonts();
  const canvas = createCanvas(SIDE_PX, SIDE_PX);
  const context = canvas.getContext('2d');
  context.lineJoin = 'round';
  for (const shape of scene.shapes) paintShape(context, shape);
  for (const { text, x, y, sizePx, weight, color, trackingPx = 0 } of scene.texts) {
    context.font = font(weight, sizePx);
    context.letterSpacing = `${trackingPx}px`;
    context.fillStyle = color;
    context.fillText(text, x, y);
  }
  grain(context, scene.grainSeed);
  return { bytes: coverBytes(canvas), contentType: 'image/jpeg' };
}

/** A picture as JPEG, as good as fits. */
export function coverBytes(canvas: Canvas): Uint8Array {
  for (const quality of QUALITIES) {
    const bytes = canvas.toBuffer('image/jpeg', quality);
    if (bytes.length <= BYTES_MAX) return bytes;
  }
  throw new Error('The cover is too large at every quality.');
}

/** A picture at another size, as an opaque JPEG. @throws Error for what is no picture. */
export async function shrink(bytes: Uint8Array, sidePx: number): Promise<Cover> {
  const image = await loadImage(Buffer.from(bytes));
  const canvas = createCanvas(sidePx, sidePx);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, sidePx, sidePx);
  return { bytes: canvas.toBuffer('image/jpeg', SMALL_QUALITY), contentType: 'image/jpeg' };
}

/** Inter as it ships with the package: the fonts of the system never matter. */
function registerFonts(): void {
  if (hasFonts) return;
  const root = dirname(createRequire(import.meta.url).resolve('@fontsource/inter/package.json'));
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const file = join(root, 'files', `inter-${subset}-${weight}-normal.woff2`);
      if (!GlobalFonts.registerFromPath(file, `RadioX ${subset}`))
        throw new Error(`The font ${file} cannot be read.`);
    }
  }
  hasFonts = true;
}

function font(weight: Weight, sizePx: number): string {
  return `${weight} ${sizePx}px ${FAMILIES}`;
}

function paintShape(context: SKRSContext2D, shape: Shape): void {
  const path = new Path2D(shape.d);
  context.save();
  context.globalAlpha = shape.alpha ?? 1;
  if (shape.place) {
    context.translate(shape.place.x, shape.place.y);
    context.scale(shape.place.scale, shape.place.scale);
  }
  if (shape.fill !== undefined) {
    context.fillStyle = styleOf(context, shape.fill);
    context.fill(path);
  }
  if (shape.stroke !== undefined) {
    context.strokeStyle = shape.stroke;
    context.lineCap = shape.roundEnds === true ? 'round' : 'butt';
    context.lineWidth = shape.widthPx ?? 1;
    context.stroke(path);
  }
  context.restore();
}

function styleOf(context: SKRSContext2D, paint: Paint) {
  if (typeof paint === 'string') return paint;
  const gradient =
    paint.kind === 'linear'
      ? context.createLinearGradient(...paint.from, ...paint.to)
      : context.createRadialGradient(...paint.at, 0, ...paint.at, paint.radius);
  for (const { at, color } of paint.stops) gradient.addColorStop(at, color);
  return gradient;
}

function grain(context: SKRSContext2D, seed: string): void {
  const random = new SeededRandom(seed);
  const tile = createCanvas(GRAIN_TILE_PX, GRAIN_TILE_PX);
  const tileContext = tile.getContext('2d');
  const pixels = tileContext.createImageData(GRAIN_TILE_PX, GRAIN_TILE_PX);
  for (let at = 0; at < pixels.data.length; at += 4) {
    const value = random.next();
    const shade = value < 0.5 ? 0 : 255;
    pixels.data.fill(shade, at, at + 3);
    pixels.data[at + 3] = Math.round(random.next() * GRAIN_DEPTH);
  }
  tileContext.putImageData(pixels, 0, 0);
  const pattern = context.createPattern(tile, 'repeat');
  context.fillStyle = pattern;
  context.fillRect(0, 0, SIDE_PX, SIDE_PX);
}
