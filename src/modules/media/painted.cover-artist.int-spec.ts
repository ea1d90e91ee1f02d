import { createCanvas, loadImage } from '@napi-rs/canvas';
import { COVER_LAYOUTS, type CoverRequest } from './cover-artist.js';
import { CoverDesk } from './cover/cover-desk.js';
import { composeCover, MARGIN_PX } from './cover/compose.js';
import { coverMeasure } from './cover/painter.js';
import { PaintedCoverArtist } from './painted.cover-artist.js';

const artist = new PaintedCoverArtist();
const request: CoverRequest = {
  stationName: 'RadioX',
  title: 'Zürich am Abend',
  city: 'Zürich',
  dateText: 'Sonntag, 22. November 2026',
  style: 'chill_evening',
  language: 'de',
  seed: '5',
  topics: ['Limmatschwimmer kehren früher zurück', 'Stadtrat genehmigt Tramlinie'],
  categories: ['zurich', 'sport', 'culture'],
};
const paint = (more: Partial<CoverRequest> = {}) =>
  artist.paint({ ...request, ...more }, new AbortController().signal);

async function pixelsOf(bytes: Uint8Array) {
  const image = await loadImage(Buffer.from(bytes));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return { width: image.width, height: image.height, data };
}

/** Brightness on a grid of 25 x 25. */
async function thumb(bytes: Uint8Array): Promise<Float64Array> {
  const image = await loadImage(Buffer.from(bytes));
  const context = createCanvas(25, 25).getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, 25, 25);
  const { data } = context.getImageData(0, 0, 25, 25);
  return Float64Array.from({ length: 625 }, (_, at) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4);
    return 0.3 * red + 0.59 * green + 0.11 * blue;
  });
}

afterAll(() => artist.onApplicationShutdown());

describe('a painted cover', () => {
  it('is a square that podcast platforms take', async () => {
    const { bytes, contentType } = await paint();
    const { width, height, data } = await pixelsOf(bytes);

    expect([width, height]).toEqual([1500, 1500]);
    expect(contentType).toBe('image/jpeg');
    expect(Buffer.from(bytes).subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(data.every((value, i) => i % 4 !== 3 || value === 255)).toBe(true);
  });

  it('has the same bytes for the same request, others for another seed', async () => {
    const [first, again, other] = [await paint(), await paint(), await paint({ seed: '6' })];

    expect(Buffer.from(again.bytes).equals(first.bytes)).toBe(true);
    expect(Buffer.from(other.bytes).equals(first.bytes)).toBe(false);
  });

  it('stays below 512 kB in every style and layout', async () => {
    for (const style of ['fresh_morning', 'professional_afternoon', 'late_night'] as const)
      for (let seed = 0; seed < 6; seed++) {
        const { bytes } = await paint({ style, seed: String(seed) });
        expect(bytes.length).toBeLessThan(512_000);
        expect(bytes.length).toBeGreaterThan(50_000);
      }
  });

  it.each([
    ['Zürich am Morgen', 'Zürich'],
    ['Neuchâtel ce soir', 'Neuchâtel'],
    ['Llanfairpwllgwyngyll', 'Llanfairpwllgwyngyll'],
    ['Breaking', 'Llanfairpwllgwyngyll'],
    ['Frankfurt am Main: Nachrichten', 'Frankfurt am Main'],
    [
      'Nachrichten für Graubünden, Glarus und Appenzell Ausserrhoden am Samstagnachmittag',
      'St. Gallen',
    ],
  ])('says all of "%s" (%s) inside its edges, in every layout', (title, city) => {
    const measure = coverMeasure();
    for (const layout of COVER_LAYOUTS) {
      const { texts } = composeCover({ ...request, title, city, layout }, measure);
      const boxes = texts.map(({ text, x, y, sizePx, weight, trackingPx = 0 }) => ({
        left: x,
        right: x + measure(text, weight) * sizePx + (text.length - 1) * trackingPx,
        top: y - sizePx * 0.76,
        bottom: y + (/[gjpqyçÇ,]/.test(text) ? sizePx * 0.22 : 0),
      }));
      for (const { left, right, top, bottom } of boxes) {
        expect(left).toBeGreaterThan(MARGIN_PX * 0.8);
        expect(right).toBeLessThanOrEqual(1500 - MARGIN_PX + 1);
        expect(top).toBeGreaterThan(50);
        expect(bottom).toBeLessThan(1450);
      }
      for (const [at, box] of boxes.entries())
        for (const other of boxes.slice(at + 1))
          expect(
            box.left < other.right &&
              other.left < box.right &&
              box.top < other.bottom &&
              other.top < box.bottom - 12,
          ).toBe(false);
      const big = texts.filter(({ weight, sizePx }) => weight === 800 && sizePx !== 54);
      expect(big.map(({ text }) => text).join(' ')).toBe(title);
      expect(
        texts
          .map(({ text }) => text)
          .join(' ')
          .toLowerCase(),
      ).toContain(city.toLowerCase());
    }
  });

  it('has five layouts that nobody confuses, at the size of a thumb as well', async () => {
    const pictures = new Map<string, Float64Array>();
    for (const layout of COVER_LAYOUTS)
      pictures.set(layout, await thumb((await paint({ layout })).bytes));
    for (const [one, a] of pictures)
      for (const [other, b] of pictures) {
        const mean =
          a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
        if (one === other) expect(mean).toBe(0);
        else expect({ one, other, isFar: mean > 12 }).toEqual({ one, other, isFar: true });
      }
  });

  it('keeps a long title away from the right edge', async () => {
    const strip = async (title: string) => {
      const { data } = await pixelsOf((await paint({ title })).bytes);
      let bright = 0;
      for (let y = 150; y < 1240; y++)
        for (let x = 1425; x < 1500; x++)
          if ((data[(y * 1500 + x) * 4 + 1] ?? 0) > 225) bright += 1;
      return bright;
    };

    expect(await strip('Donaudampfschifffahrtsgesellschaftskapitänsnachrichten '.repeat(4))).toBe(
      0,
    );
  });

  it('is small for lists as well, whoever made the picture', async () => {
    const desk = new CoverDesk();
    const { signal } = new AbortController();

    const small = await desk.shrink(await paint(), signal);

    expect(await pixelsOf(small.bytes)).toMatchObject({ width: 300, height: 300 });
    expect(small.bytes.length).toBeLessThan(40_000);
    await expect(desk.shrink({ bytes: Buffer.from('no picture') }, signal)).rejects.toThrow();
    await desk.onApplicationShutdown();
  });

  it('stops when nobody wants it any more', async () => {
    await expect(artist.paint(request, AbortSignal.abort(new Error('over')))).rejects.toThrow(
      'over',
    );
  });
});
