import { LANGUAGES, type Language, SeededRandom } from '#kernel';
import { spokenText } from './spoken-text.js';

type Case = readonly [written: string, spoken: string];

const CASES: Readonly<Record<Language, readonly Case[]>> = {
  en: [
    [
      'Tram 8 carries 1,340 people.',
      'Tram eight carries one thousand three hundred and forty people.',
    ],
    ['It rose 0.8 percent.', 'It rose zero point eight percent.'],
    ['A figure of 3.14.', 'A figure of three point one four.'],
    ['On 20 May 2026.', 'On the twentieth of May, twenty twenty-six.'],
    ['May 3, 2025', 'the third of May, twenty twenty-five'],
    ['On the 12 June.', 'On the twelfth of June.'],
    ['At 10:30 am sharp.', 'At ten thirty a m sharp.'],
    ['It is 5 p.m. They left.', 'It is five p m. They left.'],
    ['At 18:05.', 'At eighteen oh five.'],
    ['It costs CHF 9.50.', 'It costs nine francs fifty.'],
    ['a $3.4bn deal', 'a three point four billion dollar deal'],
    ['3.4 million francs', 'three point four million francs'],
    ['€50 and £20m', 'fifty euros and twenty million pounds'],
    ['Gusts of 110 km/h.', 'Gusts of one hundred and ten kilometres per hour.'],
    ['25.8 °C, then -4°C.', 'twenty-five point eight degrees, then minus four degrees.'],
    ['1 kg and 2 kg', 'one kilogram and two kilograms'],
    ['Up 12%.', 'Up twelve percent.'],
    ['Some 3.5m people fled.', 'Some three point five million people fled.'],
    ['in 90+3 minutes', 'in ninety plus three minutes'],
    ['the U.S. President', 'the U S President'],
    ['On 5/19/2026.', 'On the nineteenth of May, twenty twenty-six.'],
    ['Down at 0710 GMT.', 'Down at seven ten G M T.'],
    ['10-15 percent', 'ten to fifteen percent'],
    ['Rovers won 3-1.', 'Rovers won three to one.'],
    ['10–15 people', 'ten to fifteen people'],
    [
      'Built in 1974, open since 2005.',
      'Built in nineteen seventy-four, open since two thousand and five.',
    ],
    ['1340 metres', 'one thousand three hundred and forty metres'],
    ['the 1980s', 'the nineteen eighties'],
    ['Dr. Smith of St. Gallen', 'Doctor Smith of Saint Gallen'],
    ['the SBB, ETH and NASA', 'the S B B, E T H and Nasa'],
    ['AI in the U.S. market', 'ay I in the U S market'],
    ['King Charles III spoke.', 'King Charles the third spoke.'],
    [
      'Call +41 44 123 45 67.',
      'Call plus four one, four four, one two three, four five, six seven.',
    ],
    ['See https://www.example.com/news?x=1 now.', 'See example dot com slash news now.'],
    ['“Zürich” – the city – is big (very).', 'Zurich, the city, is big, very.'],
    ['Marks & Spencer, #1', 'Marks and Spencer, number one'],
    ['1/2 of it', 'one half of it'],
    ['the 19th century', 'the nineteenth century'],
    ['COVID-19 and G7', 'Covid nineteen and G seven'],
    ['Good 🎉 news', 'Good news'],
    ['2:16:04', 'two hours, sixteen minutes, four seconds'],
    ['Nothing to change here.', 'Nothing to change here.'],
  ],
  de: [
    [
      'Das Spiel endete 1:0. Trainer Wettli jubelte.',
      'Das Spiel endete eins zu null. Trainer Wettli jubelte.',
    ],
    ['Der Wert fiel auf 0. Bauern klagen.', 'Der Wert fiel auf null. Bauern klagen.'],
    ['348 Mio. Fr. für das Tram', 'dreihundertachtundvierzig Millionen Franken für das Tram'],
    ['2,3 Mrd. € mehr', 'zwei Komma drei Milliarden Euro mehr'],
    ['Um 7.15 Uhr standen 12 Leute an.', 'Um sieben Uhr fünfzehn standen zwölf Leute an.'],
    ['Rund 600 Kubikmeter.', 'Rund sechshundert Kubikmeter.'],
    ['14 km Umweg', 'vierzehn Kilometer Umweg'],
    ['3 bis 4 cm', 'drei bis vier Zentimeter'],
    ['Am 13. Juni um 18.30 Uhr.', 'Am dreizehnten Juni um achtzehn Uhr dreißig.'],
    ['Mittwoch, der 20. Mai', 'Mittwoch, der zwanzigste Mai'],
    ['im 19. Jahrhundert', 'im neunzehnten Jahrhundert'],
    ['in der 93. Minute', 'in der dreiundneunzigsten Minute'],
    ['48,2 Millionen Franken', 'achtundvierzig Komma zwei Millionen Franken'],
    ['12,5 Prozent mehr', 'zwölf Komma fünf Prozent mehr'],
    ["1'250 Zuschauer", 'tausendzweihundertfünfzig Zuschauer'],
    ['1’250 Zuschauer', 'tausendzweihundertfünfzig Zuschauer'],
    ["480'000 Einwohner", 'vierhundertachtzigtausend Einwohner'],
    ['1.340 Meter', 'tausenddreihundertvierzig Meter'],
    ['mit 1:0 (0:0)', 'mit eins zu null, null zu null'],
    ['-4 Grad', 'minus vier Grad'],
    ['9.50 Franken', 'neun Franken fünfzig'],
    ['Fr. 4.80', 'vier Franken achtzig'],
    ['1,3 Mio. Franken', 'eins Komma drei Millionen Franken'],
    ['z. B. Dr. Meier', 'zum Beispiel Doktor Meier'],
    ['Brot, Käse usw.', 'Brot, Käse und so weiter.'],
    ['seit 1914', 'seit neunzehnhundertvierzehn'],
    ['ab 2029', 'ab zweitausendneunundzwanzig'],
    ['die SBB, ETH und NASA', 'die S B B, E T H und Nasa'],
    ['am 1. Juli', 'am ersten Juli'],
    ['96 km/h', 'sechsundneunzig Kilometer pro Stunde'],
    ['50,6 %', 'fünfzig Komma sechs Prozent'],
    ['1 Stunde', 'eine Stunde'],
    ['1/3 der Leute', 'ein Drittel der Leute'],
    ['Tel. 044 123 45 67', 'Telefon null vier vier, eins zwei drei, vier fünf, sechs sieben'],
    ['20.5.2026', 'zwanzigster Mai zweitausendsechsundzwanzig'],
    ['«Guten Tag» – sagte sie', 'Guten Tag, sagte sie'],
  ],
  fr: [
    ['1 % de plus', 'un pour cent de plus'],
    ['0,8 %', 'zéro virgule huit pour cent'],
    ["500'000 francs", 'cinq cent mille francs'],
    ['à 18h30', 'à dix-huit heures trente'],
    ['à 7 h 15', 'à sept heures quinze'],
    ['le 1er mai 2026', 'le premier mai deux mille vingt-six'],
    ['le 13 juin', 'le treize juin'],
    ['1 340 personnes', 'mille trois cent quarante personnes'],
    ['4.80 francs', 'quatre francs quatre-vingts'],
    ['au XIXe siècle', 'au dix-neuvième siècle'],
    ['M. Dupont et Mme Roy', 'Monsieur Dupont et Madame Roy'],
    ['la 2e place', 'la deuxième place'],
    ['les CFF', 'les C F F'],
    ['-4 °C', 'moins quatre degrés'],
    ['CHF 3,4 mio.', 'trois virgule quatre millions de francs'],
  ],
  it: [
    ['4.80 franchi', 'quattro franchi e ottanta'],
    ["900'000 franchi", 'novecentomila franchi'],
    ['alle 6.10', 'alle sei e dieci'],
    ['il 21 giugno 2026', 'il ventuno giugno duemilaventisei'],
    ['16,7 milioni di franchi', 'sedici virgola sette milioni di franchi'],
    ['2,5 metri', 'due virgola cinque metri'],
    ['9 mm', 'nove millimetri'],
    ['vince 1-0', 'vince uno a zero'],
    ['il XIX secolo', 'il diciannovesimo secolo'],
    ['il 1° posto', 'il primo posto'],
    ['Dott. Rossi', 'Dottor Rossi'],
    ['50%', 'cinquanta per cento'],
    ['le FFS', 'le F F S'],
  ],
  es: [
    ['84.000 kilómetros cuadrados', 'ochenta y cuatro mil kilómetros cuadrados'],
    ['62,5 millones', 'sesenta y dos coma cinco millones'],
    ['a las 15.40 horas', 'a las quince y cuarenta horas'],
    ['el 1 de enero de 2027', 'el uno de enero de dos mil veintisiete'],
    ['312,40 dólares', 'trescientos doce dólares con cuarenta'],
    ['96 km/h', 'noventa y seis kilómetros por hora'],
    ['0,05 mm', 'cero coma cero cinco milímetros'],
    ['gana 1-0', 'gana uno a cero'],
    ['el 12,5 %', 'el doce coma cinco por ciento'],
    ['el Sr. López', 'el Señor López'],
    ['en EE. UU. ahora', 'en Estados Unidos ahora'],
    ['siglo XIX', 'siglo diecinueve'],
    ['3.400 familias', 'tres mil cuatrocientas familias'],
    ['21 euros', 'veintiún euros'],
  ],
};

describe.each(Object.entries(CASES) as [Language, readonly Case[]][])(
  'in %s',
  (language, cases) => {
    it.each(cases)('%s', (written, spoken) => {
      expect(spokenText(written, language)).toBe(spoken);
    });

    it('leaves no figure and no sign, whatever comes', () => {
      const wild =
        'A1/b2 3..4 $5-6% 7:8:9 10’000.50 §11 №12 ½ 13° +14 15th 16er 1e9 0x1F 99999999999999999999 CHF. #tag @you 🎈 <b>x</b> 1,2,3 4.5.6.7';

      expect(spokenText(wild, language)).not.toMatch(/[\d#@§<>|{}*_~^$%°🎈]/u);
    });
  },
);

it("lets a speaker's own respelling win over every rule", () => {
  expect(
    spokenText('SBB trains leave Zürich.', 'en', { SBB: 'ess bay bay', Zürich: 'Tsoorich' }),
  ).toBe('ess bay bay trains leave Tsoorich.');
});

it('respells whole words only', () => {
  expect(spokenText('Bernard lives in Bern.', 'en', { Bern: 'Bairn' })).toBe(
    'Bernard lives in Bairn.',
  );
});

describe('whatever figures and signs stand together', () => {
  const PIECES =
    "0 00 1 7 12 31 99 100 2026 0. 1. 31. 0:0 1:0 0-0 0,0 0.0 -0 +0 0% 0° 0/0 1/0 0/5 km/h CHF Fr. € $ £ 0.– 0th 1st 0e 1er 0º 0ª 0h 24:00 25:61 0.13.2026 1'000 1.000.000 1,000 999999999999999999 1e9 ½ ² XIV IIII 0-jährig 1990er 0s Nr. n° Art. § Liga Minute Mal Mai May mai maggio mayo am der the of le il el Uhr h Mio. bn mrd °C m2 tel. +41 # @ x . , : ; ( ) – -".split(
      ' ',
    );
  const random = new SeededRandom('figures and signs');
  const piece = (): string => random.pick(PIECES) + (random.next() < 0.7 ? ' ' : '');
  const texts = Array.from({ length: 3000 }, () =>
    Array.from({ length: random.integer(1, 7) }, piece).join(''),
  );

  it.each(LANGUAGES)('something is said in %s, without a figure', (language) => {
    const failed = texts.filter((text) => {
      try {
        return /\d|undefined|NaN/u.test(spokenText(text, language));
      } catch {
        return true;
      }
    });

    expect(failed).toEqual([]);
  });
});
