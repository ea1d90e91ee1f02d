import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Cover } from '../cover-artist.js';
import { SIDE_PX } from './scene.js';
import { coverBytes } from './painter.js';

/** Larger images are not unpacked: 4096 square are 67 MB in memory. */
const SIDE_PX_MAX = 4_096;
const SIDE_PX_MIN = 256;

/** A cover, or why an image is none. */
export interface Squared {
  readonly cover?: Cover;
  readonly refused?: string;
}

/** Makes a cover of an image: a square from its middle, opaque, RGB, as large as covers are. */
export async function square({ bytes }: { readonly bytes: Uint8Array }): Promise<Squared> {
  const image = Buffer.from(bytes);
  const told = sizeOf(image);
  if (!told) return { refused: 'its image is broken' };
  if (Math.max(...told) > SIDE_PX_MAX) return { refused: 'its image is too large' };
  if (Math.min(...told) < SIDE_PX_MIN) return { refused: 'its image is too small' };
  const picture = await loadImage(image).catch(() => undefined);
  if (!picture) return { refused: 'its image is broken' };
  const { width, height } = picture;
  const side = Math.min(width, height);
  const canvas = createCanvas(SIDE_PX, SIDE_PX);
  const context = canvas.getContext('2d');
  context.fillStyle = '#000000';
  context.fillRect(0, 0, SIDE_PX, SIDE_PX); // What was transparent.
  context.imageSmoothingQuality = 'high';
  const [x, y] = [(width - side) / 2, (height - side) / 2];
  context.drawImage(picture, x, y, side, side, 0, 0, SIDE_PX, SIDE_PX);
  const { data } = context.getImageData(0, 0, SIDE_PX, SIDE_PX);
  if (isBlank(data)) return { refused: 'its image is blank' };
  return { cover: { bytes: coverBytes(canvas), contentType: 'image/jpeg' } };
}

/** Width and height as the file says, before anything is unpacked. */
function sizeOf(bytes: Buffer): [width: number, height: number] | undefined {
  if (bytes.length > 24 && bytes[0] === 0x89)
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] as number;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)];
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** One colour all over is what a decoder leaves of a file that breaks off at once. */
function isBlank(data: Uint8ClampedArray): boolean {
  const step = 4 * 997; // A prime: no pattern hides between the samples.
  for (let at = step; at < data.length; at += step)
    for (let channel = 0; channel < 3; channel++)
      if (data[at + channel] !== data[channel]) return false;
  return true;
}
