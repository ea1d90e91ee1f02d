import type { Language } from '#kernel';
import { anArticle } from '#test/article';
import { checkClaims, forbiddenWordsIn } from './check-claims.js';

const SOURCES: Readonly<Record<Language, string>> = {
  en: 'The transport office in Zurich said on Wednesday that 10,950 passengers a day are affected. "Allow ten minutes more," said Regula Hottinger. The work costs 3.4 million francs, 50 percent of it for kerbs, and ends on 12 June. It is the first closure since 1974. Mia Sandoz scored in the ninth minute.',
  de: "Das Tiefbauamt in Zürich teilte am Mittwoch mit, dass 10'950 Fahrgäste betroffen sind. «Rechnen Sie mit zehn Minuten mehr», sagte Regula Hottinger. Die Arbeiten kosten 3,4 Millionen Franken und enden am 12. Juni. Die Strecke nach Winterthur bleibt offen. Trainer Goran Wettli lobte das Team.",
  fr: 'Le bureau des transports de Genève a indiqué mercredi que 10 950 passagers sont touchés. « Comptez dix minutes de plus », a dit Maude Perrollet. Les travaux coûtent 3,4 millions de francs et se terminent le 12 juin. Le chantier touche aussi Carouge.',
  it: "L'ufficio dei trasporti di Locarno ha comunicato mercoledì che 10'950 passeggeri sono toccati. «Calcolate dieci minuti in più», ha detto Orlando Pedrazzetti. I lavori costano 3,4 milioni di franchi e finiscono il 12 giugno. Anche Biasca è interessata.",
  es: 'La oficina de transporte de Ginebra informó el miércoles de que 10.950 pasajeros están afectados. «Cuenten con diez minutos más», dijo Candela Robleda. Las obras cuestan 3,4 millones de francos y terminan el 12 de junio. También afecta a Arandia.',
};

const article = (language: Language) =>
  anArticle({ outlet: 'Limmat Herald', body: SOURCES[language], language, category: 'zurich' });

function claims(language: Language, text: string): string[] {
  return checkClaims(
    { text },
    {
      sources: [article(language)],
      language,
      allowed: ['RadioX', 'Marcel'],
      onAir: { now: new Date('2026-05-20T08:30:00Z'), timeZone: 'Europe/Zurich' },
    },
  ).map(({ kind }) => kind);
}

describe('a true paraphrase passes', () => {
  it.each<[Language, string]>([
    ['en', 'Nearly 11,000 passengers a day are affected, the Limmat Herald reports.'],
    ['en', 'About eleven thousand people in Zurich have to change.'],
    ['en', 'Half of the 3.4 million francs goes into kerbs.'],
    ['en', 'Work ends on the 12th of June, says Hottinger.'],
    ['en', 'Sandoz scored in minute 9.'],
    ['en', '"Allow ten minutes more", Regula Hottinger said.'],
    ['en', 'Marcel, over to you on RadioX.'],
    ['de', "Rund 11'000 Fahrgäste sind betroffen."],
    ['de', 'Fast elftausend Personen in Zürich müssen umsteigen.'],
    ['de', 'Die Kosten betragen 3,4 Mio. Franken.'],
    ['de', 'Am zwölften Juni ist Schluss, sagt Regula Hottinger.'],
    ['de', 'Der Verkehr nach Winterthur rollt, lobte Wettli.'],
    ['fr', 'Près de 11 000 passagers sont touchés.'],
    ['fr', 'Environ onze mille personnes à Genève sont touchées, selon Maude Perrollet.'],
    ['fr', 'Fin des travaux le 12 juin, pour 3,4 millions.'],
    ['it', "Quasi 11'000 passeggeri a Locarno sono toccati."],
    ['it', 'Circa undicimila persone, dice Pedrazzetti.'],
    ['it', 'I lavori finiscono il 12 giugno.'],
    ['es', 'Casi 11.000 pasajeros están afectados en Ginebra.'],
    ['es', 'Unas once mil personas, dice Robleda.'],
    ['es', 'Las obras terminan el 12 de junio.'],
  ])('%s: %s', (language, text) => {
    expect(claims(language, text)).toEqual([]);
  });
});

describe('a planted falsehood is found', () => {
  it.each<[Language, string, string]>([
    ['en', 'About 13,000 passengers a day are affected.', 'number'],
    ['en', 'Fourteen thousand passengers are affected.', 'number'],
    ['en', 'The work costs 3.9 million francs.', 'number'],
    ['en', 'It is the first closure since 1975.', 'number'],
    ['en', 'The transport office in Basel said so.', 'name'],
    ['en', 'Petra Keller of the office confirmed it.', 'name'],
    ['en', 'Regula Sandoz confirmed it.', 'name'],
    ['en', '"Allow twenty minutes more," said Regula Hottinger.', 'quotation'],
    ['en', 'It was announced on Friday.', 'date'],
    ['en', 'It ends on 12 July.', 'date'],
    ['de', "Rund 13'000 Fahrgäste sind betroffen.", 'number'],
    ['de', 'Vierzehntausend Fahrgäste sind betroffen.', 'number'],
    ['de', 'Die Arbeiten kosten 3,9 Millionen Franken.', 'number'],
    ['de', 'Das bestätigte Petra Keller vom Tiefbauamt.', 'name'],
    ['de', 'Die Strecke nach Basel bleibt offen.', 'name'],
    ['de', '«Rechnen Sie mit zwanzig Minuten mehr», sagte Regula Hottinger.', 'quotation'],
    ['de', 'Das wurde am Freitag bekannt.', 'date'],
    ['de', 'Am 12. Juli ist Schluss.', 'date'],
    ['fr', 'Environ 13 000 passagers sont touchés.', 'number'],
    ['fr', 'Quatorze mille passagers sont touchés.', 'number'],
    ['fr', 'Le chantier touche aussi Lausanne.', 'name'],
    ['fr', 'Selon Paul Martin, tout va bien.', 'name'],
    ['fr', '« Comptez vingt minutes de plus », a dit Maude Perrollet.', 'quotation'],
    ['fr', 'C’est arrivé vendredi.', 'date'],
    ['it', "Circa 13'000 passeggeri sono toccati.", 'number'],
    ['it', 'Quattordicimila passeggeri sono toccati.', 'number'],
    ['it', 'Anche Lugano è interessata, e anche Chiasso.', 'name'],
    ['it', '«Calcolate venti minuti in più», ha detto Orlando Pedrazzetti.', 'quotation'],
    ['it', 'È successo venerdì.', 'date'],
    ['es', 'Unos 13.000 pasajeros están afectados.', 'number'],
    ['es', 'Catorce mil pasajeros están afectados.', 'number'],
    ['es', 'También afecta a Lausana.', 'name'],
    ['es', '«Cuenten con veinte minutos más», dijo Candela Robleda.', 'quotation'],
    ['es', 'Ocurrió el viernes.', 'date'],
  ])('%s: %s', (language, text, kind) => {
    expect(claims(language, text)).toContain(kind);
  });
});

it('finds forbidden words as whole words only', () => {
  expect(forbiddenWordsIn('The classic show is damn good.', ['damn', 'ass'])).toEqual(['damn']);
});
