import type { Language } from '#kernel';

/** How a language says parts of a whole, from thirds to tenths: "two thirds", "un cinquième des". */
interface Parts {
  /** From two on. */
  readonly counts: string;
  /** From thirds on; with a stroke where there are two words for one. */
  readonly several: string;
  /** Before one part alone. */
  readonly articles: string;
  /** A quarter is a part of a town as well in German, and listed with the phrases that make it a number. */
  readonly one: string;
  /** What has to stand behind one part alone, which is an ordinal as well. */
  readonly behindOne: string;
  /** What makes something else of it, as "quarter of an hour"; behind either. */
  readonly not: string;
}

const PARTS: Readonly<Record<Language, readonly Parts[]>> = {
  en: [
    {
      counts: 'two three four five six seven eight nine',
      several: 'thirds quarters|fourths fifths sixths sevenths eighths ninths tenths',
      articles: 'an?|one',
      one: 'third quarter fifth sixth seventh eighth ninth tenth',
      behindOne: ' (?:of |more|less|fewer|higher|lower)',
      not: ' of an? ',
    },
  ],
  de: [
    {
      counts: 'zwei drei vier fünf sechs sieben acht neun',
      several:
        'drittel vierteln?|viertel fünfteln? sechsteln? siebteln? achteln? neunteln? zehnteln?',
      articles: 'ein(?:e[nms])?|gutes|knappes',
      one: 'drittels? (?!) fünftels? sechstels? siebtels? achtels? neuntels? zehntels?',
      behindOne: '',
      not: ' (?:nach|vor) ',
    },
  ],
  fr: [
    {
      counts: 'deux trois quatre cinq six sept huit neuf',
      several: 'tiers quarts cinquièmes sixièmes septièmes huitièmes neuvièmes dixièmes',
      articles: 'un|le',
      one: 'tiers quart cinquième sixième septième huitième neuvième dixième',
      behindOne: " (?:des |du |de |d['’]|en (?:plus|moins))",
      not: " d['’]heure| de finale",
    },
  ],
  it: [
    {
      counts: 'due tre quattro cinque sei sette otto nove',
      several: 'terzi quarti quinti sesti settimi ottavi noni decimi',
      articles: 'un',
      one: 'terzo quarto quinto sesto settimo ottavo nono decimo',
      behindOne: " (?:degli |dei |delle |della |del |dell['’]|di |in (?:più|meno))",
      not: " d['’]ora| di (?:finale|punto|secolo)",
    },
  ],
  es: [
    {
      counts: 'dos tres cuatro cinco seis siete ocho nueve',
      several: 'tercios cuartos quintos sextos séptimos octavos novenos décimos',
      articles: 'un',
      one: 'tercio cuarto quinto sexto séptimo octavo noveno décimo',
      behindOne: ' (?:de |del |más|menos)',
      not: ' de (?:hora|final|punto|siglo)',
    },
    {
      counts: 'dos tres cuatro cinco seis siete ocho nueve',
      several: 'terceras cuartas quintas sextas séptimas octavas novenas décimas',
      articles: 'una|la',
      one: 'tercera cuarta quinta sexta séptima octava novena décima',
      behindOne: ' parte',
      not: ' de final',
    },
  ],
};

/** One way to say fractions of a language. */
export interface FractionPattern {
  readonly pattern: RegExp;
  /** What its groups say; above 0. */
  readonly valueOf: (groups: readonly string[]) => number;
}

/** Behind these one part alone is no ordinal: "rose by a quarter", "d'un quart". */
const LED_BY =
  "(?:d[’']|(?<!\\p{L})(?:by|um|di|en|nearly|almost|about|fast|rund|knapp|quasi|circa|casi|presque) )";

function pattern(body: string, { not }: Parts): RegExp {
  return new RegExp(`(?<!\\p{L})${body}(?!\\p{L})(?!${not})`, 'giu');
}

function patternsOf(parts: Parts): FractionPattern[] {
  const at = (list: string, word: string): number =>
    list.split(' ').findIndex((one) => new RegExp(`^(?:${one})$`, 'iu').test(word));
  const any = (list: string): string => list.replaceAll(' ', '|');
  const { counts, several, articles, one, behindOne } = parts;
  return [
    {
      pattern: pattern(`(${any(counts)})[ -](${any(several)})`, parts),
      valueOf: ([count = '', part = '']) => (at(counts, count) + 2) / (at(several, part) + 3),
    },
    {
      pattern: pattern(`(?:${articles})[ -](${any(one)})${behindOne && `(?=${behindOne})`}`, parts),
      valueOf: ([part = '']) => 1 / (at(one, part) + 3),
    },
    {
      pattern: pattern(`(?<=${LED_BY})(?:${articles})[ -](${any(one)})`, parts),
      valueOf: ([part = '']) => 1 / (at(one, part) + 3),
    },
  ];
}

const made = new Map<Language, readonly FractionPattern[]>();

/** @returns How a language says "three fifths" and "a sixth of". Made once: every phrase of a show is held against them. */
export function fractionsOf(language: Language): readonly FractionPattern[] {
  const known = made.get(language);
  if (known) return known;
  const fresh = PARTS[language].flatMap(patternsOf);
  made.set(language, fresh);
  return fresh;
}
