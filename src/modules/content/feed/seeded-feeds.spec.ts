import { documentOf, FEED_SHAPES, type ShapedItem } from '#test/feed-shapes';
import { parse } from './document/parse.worker.js';
import { SEEDED_FEEDS } from './seeded-feeds.js';

/** Two sentences a language, invented. */
const TEXTS: Readonly<Record<string, readonly [title: string, summary: string, body: string]>> = {
  en: [
    'Council closes "Old & New" bridge',
    'The council of Lower Town closes its footbridge for two months, at a cost of 340,000 francs.',
    'Crews will renew the deck and the railings. Until the end of August walkers are led over the railway bridge, the council said on Tuesday.',
  ],
  de: [
    'Stadtrat schliesst «Steg & Brücke»',
    'Der Stadtrat von Unterstadt schliesst den Fussgängersteg für zwei Monate, das kostet 340 000 Franken.',
    'Der Belag und die Geländer werden erneuert. Bis Ende August führt der Weg über die Bahnbrücke, wie der Stadtrat am Dienstag mitteilte.',
  ],
  fr: [
    'La commune ferme le « pont & la passerelle »',
    'La commune de Basse-Ville ferme la passerelle pendant deux mois, pour un coût de 340 000 francs.',
    'Le tablier et les garde-corps seront refaits. Jusqu’à la fin du mois d’août, le chemin passe par le pont du chemin de fer.',
  ],
  it: [
    'Il comune chiude «ponte & passerella»',
    'Il comune di Borgo Basso chiude la passerella per due mesi, con una spesa di 340 000 franchi.',
    'Saranno rifatti il piano e i parapetti. Fino alla fine di agosto il percorso passa per il ponte della ferrovia.',
  ],
  es: [
    'El municipio cierra «puente & pasarela»',
    'El municipio de Villa Baja cierra la pasarela durante dos meses, con un coste de 340 000 francos.',
    'Se renovarán el piso y las barandillas. Hasta finales de agosto el camino pasa por el puente del ferrocarril.',
  ],
};

function itemsIn(language: string): ShapedItem[] {
  const [title, summary, body] = TEXTS[language] ?? ['', '', ''];
  return [1, 2, 3].map((n) => ({
    title: `${title} ${n}`,
    summary: `${summary} (${n})`,
    body: `${body} (${n})`,
    link: `https://paper.example/news/${n}`,
    publishedAt: new Date(Date.UTC(2026, 4, 20, 12, n)),
  }));
}

describe('the seeded feeds', () => {
  it('are 25 and more, of every kind that a station needs, with bounds', () => {
    expect(SEEDED_FEEDS.length).toBeGreaterThanOrEqual(25);
    const categories = new Set(SEEDED_FEEDS.map(({ category }) => category));
    for (const wanted of 'world switzerland zurich technology science business sport culture weather crypto traffic'.split(
      ' ',
    ))
      expect(categories).toContain(wanted);
    for (const feed of SEEDED_FEEDS) {
      expect(feed.url).toMatch(/^https:\/\//);
      expect(feed.priority).toBeGreaterThanOrEqual(1);
      expect(feed.priority).toBeLessThanOrEqual(10);
      expect(feed.weight).toBeGreaterThanOrEqual(0.1);
      expect(feed.weight).toBeLessThanOrEqual(5);
      expect(feed.fetchIntervalMinutes).toBeGreaterThanOrEqual(5);
      expect(feed.fetchIntervalMinutes).toBeLessThanOrEqual(1440);
    }
  });

  it('have a shape each', () => {
    expect(FEED_SHAPES.map(({ id }) => id).sort()).toEqual(SEEDED_FEEDS.map(({ id }) => id).sort());
  });
});

describe('a document in the shape of', () => {
  it.each(FEED_SHAPES.map((shape) => [shape.id, shape] as const))(
    '%s is read whole',
    (id, shape) => {
      const language = SEEDED_FEEDS.find((feed) => feed.id === id)?.language ?? '';
      const items = itemsIn(language);

      const read = parse({
        bytes: new TextEncoder().encode(documentOf(shape, items, language)),
        contentType: '',
        url: 'https://paper.example/feed',
        feedId: id,
        itemsMax: 60,
        languageDefault: '',
      });

      expect(read.failure).toBeUndefined();
      expect(read.isFlagged).toBe(false);
      expect(read.title).toBe('Paper & Post');
      const found = [...read.articles].sort((a, b) => a.link.localeCompare(b.link));
      expect(
        found.map(({ title, link, language: own }) => ({ title, link, language: own })),
      ).toEqual(items.map(({ title, link }) => ({ title, link, language })));
      const hasBody = shape.extras.includes('content');
      expect(found.map(({ summary }) => summary)).toEqual(items.map(({ summary }) => summary));
      expect(found.map(({ body }) => body)).toEqual(items.map(({ body }) => (hasBody ? body : '')));
      const day = (moment: number) =>
        new Date(moment).toISOString().slice(0, shape.date === 'day' ? 10 : 16);
      expect(found.map(({ publishedAtMs }) => day(publishedAtMs ?? 0))).toEqual(
        items.map(({ publishedAt }) => day(publishedAt.getTime())),
      );
      expect(JSON.stringify(found)).not.toMatch(
        /utm_|at_medium|Nobody reads|Continue reading|<|&amp;|A picture/,
      );
    },
  );
});
