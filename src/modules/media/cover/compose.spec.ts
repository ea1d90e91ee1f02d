import { SeededRandom } from '#kernel';
import type { CoverRequest } from '../cover-artist.js';
import { composeCover, MARGIN_PX } from './compose.js';
import { MOTIFS } from './motifs/motif.js';
import { PALETTES } from './palette.js';
import { SIDE_PX } from './scene.js';

const measure = (text: string) => text.length * 0.6;
const request: CoverRequest = {
  stationName: 'RadioX',
  title: 'Zurich News',
  city: 'Zürich',
  dateText: 'Sunday, 22 November 2026',
  style: 'fresh_morning',
  language: 'en',
  seed: '5',
  topics: [
    'Limmat swimmers return',
    'A very long headline that goes on and on and on for ever more',
  ],
  categories: ['zurich', 'sport', 'nonsense'],
};
const texts = (more: Partial<CoverRequest> = {}) =>
  composeCover({ ...request, ...more }, measure).texts;

describe('a cover', () => {
  it('is the same for the same request and another for another seed', () => {
    expect(composeCover(request, measure)).toEqual(composeCover(request, measure));
    expect(composeCover({ ...request, seed: '6' }, measure)).not.toEqual(
      composeCover(request, measure),
    );
  });

  it('says station, title, day and topics; the city only where the title does not', () => {
    const said = texts().map(({ text }) => text);
    expect(said).toContain('RadioX');
    expect(said).toContain('SUNDAY, 22 NOVEMBER 2026');
    expect(said.join(' ')).toContain('Zurich News');
    expect(said.join(' ')).toContain('Limmat swimmers return');
    expect(texts({ layout: 'lakeside' }).at(-1)?.text).toMatch(/^A very long .*…$/);
    expect(texts({ title: 'Morning', layout: 'waves' }).map(({ text }) => text)).toContain(
      'ZÜRICH · SUNDAY, 22 NOVEMBER 2026',
    );
    const narrow = texts({ title: 'Morning', layout: 'contours' }).map(({ text }) => text);
    expect(narrow).toEqual(expect.arrayContaining(['ZÜRICH', 'SUNDAY, 22 NOVEMBER 2026']));
  });

  it.each(
    Array.from({ length: 10 }, (_, seed) =>
      ['Hi', 'Nachrichten für Graubünden und Glarus am Samstagnachmittag '.repeat(3)].map(
        (title) => [seed, title] as const,
      ),
    ).flat(),
  )('keeps text inside its margins: seed %i, %s', (seed, title) => {
    for (const run of texts({ seed: String(seed), title, city: 'Z'.repeat(90) })) {
      const width = measure(run.text) * run.sizePx + run.text.length * (run.trackingPx ?? 0);
      expect(run.x + width).toBeLessThanOrEqual(SIDE_PX - MARGIN_PX + 1);
      expect(run.x).toBeGreaterThan(MARGIN_PX / 2);
      expect(run.y).toBeLessThan(SIDE_PX - MARGIN_PX / 2);
      expect(run.y - run.sizePx * 0.75).toBeGreaterThan(MARGIN_PX / 2);
    }
  });

  it('falls back to the city where the title cannot be drawn', () => {
    expect(texts({ title: '日本', city: 'Basel' }).map(({ text }) => text)).toContain('Basel');
  });
});

describe.each(MOTIFS)('$name', ({ draw }) => {
  it('covers the whole picture first, in every palette, from its seed alone', () => {
    for (const palette of Object.values(PALETTES).flat()) {
      const shapes = draw(palette, new SeededRandom('1'), 600);
      expect(shapes[0]?.d).toBe(`M0 0h${SIDE_PX}v${SIDE_PX}h-${SIDE_PX}Z`);
      expect(shapes).toEqual(draw(palette, new SeededRandom('1'), 600));
      expect(shapes).not.toEqual(draw(palette, new SeededRandom('2'), 600));
      expect(JSON.stringify(shapes)).not.toMatch(/NaN|null|Infinity/);
    }
  });
});
