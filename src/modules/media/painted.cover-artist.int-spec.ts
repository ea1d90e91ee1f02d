import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { CoverRequest } from './cover-artist.js';
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

  it('stops when nobody wants it any more', async () => {
    await expect(artist.paint(request, AbortSignal.abort(new Error('over')))).rejects.toThrow(
      'over',
    );
  });
});
