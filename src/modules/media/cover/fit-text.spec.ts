import { drawable, fitLine, fitTitle, type TitleLimits } from './fit-text.js';

/** Every letter is 0.6 wide. */
const measure = (text: string) => text.length * 0.6;
const limits: TitleLimits = {
  widthPx: 1300,
  heightPx: 400,
  linesMax: 3,
  sizeMaxPx: 290,
  sizeMinPx: 96,
  leading: 1.02,
};

describe('a title', () => {
  it.each([
    ['a short word as large as may be', 'News', 290, ['News']],
    ['two words on a line where they fit', 'Zurich News', 196, ['Zurich News']],
    ['lines of like length', 'Basel am schönen Morgen', 180, ['Basel am', 'schönen Morgen']],
  ])('has %s', (_what, title, atLeastPx, lines) => {
    const fitted = fitTitle(title, limits, measure);

    expect(fitted.lines).toEqual(lines);
    expect(fitted.sizePx).toBeGreaterThanOrEqual(Math.min(atLeastPx, 150));
  });

  it.each([
    'x',
    'Donaudampfschifffahrtsgesellschaftskapitänsnachrichten',
    'El resumen de la tarde con todas las noticias del mundo y de España',
    'word '.repeat(80),
    'W'.repeat(300),
    'Rhein-Main-Donau-Schifffahrtsnachrichten am Abend',
  ])('stays inside its box and above its smallest size: %s', (title) => {
    const { lines, sizePx } = fitTitle(title, limits, measure);

    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThanOrEqual(3);
    expect(sizePx).toBeGreaterThanOrEqual(96);
    expect(Math.max(...lines.map(measure)) * sizePx).toBeLessThanOrEqual(1300.001);
    expect((1 + (lines.length - 1) * 1.02) * sizePx).toBeLessThanOrEqual(400);
  });

  it('loses nothing while it fits, and says where its end was cut', () => {
    const all = 'Alle Nachrichten aus der Stadt Zürich';
    expect(fitTitle(all, limits, measure).lines.join(' ')).toBe(all);
    expect(fitTitle('word '.repeat(80), limits, measure).lines.join(' ')).toMatch(/word…$/);
  });

  it('is nothing where there is nothing', () => {
    expect(fitTitle('', limits, measure).lines).toEqual([]);
  });
});

describe('a line', () => {
  const line = (text: string, letters: number) => fitLine(text, letters * 0.6, 1, 500, measure);

  it('is left as it is where it fits', () => {
    expect(line('Novartis baut aus', 17)).toBe('Novartis baut aus');
  });

  it.each([
    ['Council approves the new tram', 24, 'Council approves the…'],
    ['Rain, wind and snow', 15, 'Rain, wind and…'],
    ['Rain, wind, and snow', 13, 'Rain, wind…'],
  ])('is cut off between words: %s', (text, letters, expected) => {
    expect(line(text, letters)).toBe(expected);
  });

  it('is left out rather than cut to one word', () => {
    expect(line('Bundesverfassungsgericht entscheidet', 26)).toBeUndefined();
  });
});

describe('what is drawn', () => {
  it.each([
    ['Zürich, señor, L’été: „ß“ – 5 €', 'Zürich, señor, L’été: „ß“ – 5 €'],
    ['Penguins 🐧 win', 'Penguins win'],
    ['日本 Tokyo', 'Tokyo'],
    ['a\u202eb\u0000c', 'a b c'],
    ['Zu\u0308rich', 'Zürich'],
  ])('of %j is %j', (text, expected) => {
    expect(drawable(text)).toBe(expected);
  });
});
