/** A number of a text as every language means it. */
export interface Figure {
  readonly kind: 'percent' | 'money' | 'score' | 'plain';
  /** "2.25", "157000000000", "2-3" (a score, the smaller first). */
  readonly value: string;
}

const NUMBER =
  /(?<![\p{L}\d.,'’])([$€£¥]|(?:usd|chf|eur|fr\.)\s?)?(\d+(?:[.,'’ ]\d{3})+(?![\d])|\d+(?:[.,]\d+)?)\s?-?(?:([%])|(\p{L}+))?/giu;
const SCORE = /(?<![\d.,:-])(\d{1,3})\s?[-:–]\s?(\d{1,3})(?![\d:%]|[.,]\d)/gu;

const TIMES: ReadonlyMap<string, number> = new Map([
  ...['k', 'thousand', 'tausend', 'mille', 'mila', 'mil'].map((word) => [word, 1e3] as const),
  ...[
    'm',
    'mn',
    'mio',
    'million',
    'millions',
    'millionen',
    'milioni',
    'milione',
    'millón',
    'millones',
  ].map((word) => [word, 1e6] as const),
  ...[
    'bn',
    'b',
    'billion',
    'billions',
    'mrd',
    'milliarde',
    'milliarden',
    'milliard',
    'milliards',
    'miliardi',
    'miliardo',
  ].map((word) => [word, 1e9] as const),
  ...['tn', 'trillion', 'trillions'].map((word) => [word, 1e12] as const),
]);
const PERCENT = /^(percent|prozent|pct|prozentpunkte?)$/iu;
const PERCENT_PHRASE = /^\s?(per cent|pour cent|per cento|por ciento)/iu;
const MONEY =
  /^\s?(dollars?|euros?|francs?|franken|pounds?|pfund|usd|eur|chf|yen|dollari|franchi|dólares|francos|€|\$)/iu;

const WORDS: ReadonlyMap<string, string> = new Map(
  [
    'zero null zéro zero cero',
    'eins',
    'two zwei deux due dos',
    'three drei trois tre tres',
    'four vier quatre quattro cuatro',
    'five fünf cinq cinque cinco',
    'six sechs six sei seis',
    'seven sieben sept sette siete',
    'eight acht huit otto ocho',
    'nine neun neuf nove nueve',
    'ten zehn dix dieci diez',
    'eleven elf onze undici once',
    'twelve zwölf douze dodici doce',
  ].flatMap((line, at) => line.split(' ').map((word) => [word, String(at)] as const)),
);

/** A year is no figure. */
const YEAR = /^(19|20)\d\d$/;

/** The numbers of a text: amounts with their multiples, percentages, scores, and small numbers written as words. */
export function figuresOf(text: string, language: string): Figure[] {
  const figures: Figure[] = [];
  if (/\d/.test(text)) {
    const rest = text.replace(SCORE, (_, a: string, b: string) => {
      const isScore = Number(a) <= 200 && Number(b) <= 200 && !/^0\d/.test(b);
      if (isScore) figures.push({ kind: 'score', value: [a, b].sort((x, y) => +x - +y).join('-') });
      return isScore ? ' ' : `${a} ${b}`;
    });
    for (const match of rest.matchAll(NUMBER)) {
      const figure = figureOf(match, rest, language);
      if (figure) figures.push(figure);
    }
  }
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    const value = WORDS.get(word);
    if (value !== undefined) figures.push({ kind: 'plain', value });
  }
  return figures;
}

function figureOf(match: RegExpMatchArray, text: string, language: string): Figure | undefined {
  const [whole, sign, digits = '', percent, word = ''] = match;
  const small = word.toLowerCase();
  const times = (language === 'de' && small === 'billion' ? 1e12 : TIMES.get(small)) ?? 1;
  const number = plainNumber(digits, language) * times;
  if (!Number.isFinite(number)) return undefined;
  const after = text.slice((match.index ?? 0) + whole.length);
  const value = String(Math.round(number * 1000) / 1000);
  if (percent !== undefined || PERCENT.test(small) || PERCENT_PHRASE.test(` ${word}${after}`))
    return { kind: 'percent', value };
  if (sign !== undefined || MONEY.test(word) || (times > 1 && MONEY.test(after)))
    return { kind: 'money', value };
  return YEAR.test(digits) ? undefined : { kind: 'plain', value };
}

/** "100,000", "100'000", "2,25" and "2.25" as numbers: three digits after a mark are thousands, others a fraction. */
function plainNumber(digits: string, language: string): number {
  const isGrouped = /^\d{1,3}([.,'’ ]\d{3})+$/.test(digits);
  const isPointGroup = /^\d{1,3}\.\d{3}$/.test(digits) && language === 'en';
  if (isGrouped && !isPointGroup) return Number(digits.replace(/\D/g, ''));
  return Number(digits.replace(',', '.').replace(/[^\d.]/g, ''));
}
