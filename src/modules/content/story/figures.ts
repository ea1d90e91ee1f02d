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
  ...['tn', 'trillion', 'trillions', 'billón', 'billones', 'billionen', 'bilione', 'bilioni'].map(
    (word) => [word, 1e12] as const,
  ),
]);
const PERCENT = /^(percent|prozent|pct|prozentpunkte?)$/iu;
const PERCENT_PHRASE = /^\s?(per cent|pour cent|per cento|por ciento)/iu;
const MONEY =
  /^\s?(dollars?|euros?|francs?|franken|pounds?|pfund|usd|eur|chf|yen|dollari|franchi|dólares|francos|€|\$)/iu;

/** From zero on; empty where the word means something else as often ("one", "neuf" is new). */
const WORDS_FROM_ZERO: Readonly<Record<string, string>> = {
  en: 'zero,,two,three,four,five,six,seven,eight,nine,ten,eleven,twelve',
  de: 'null,eins,zwei,drei,vier,fünf,sechs,sieben,acht,neun,zehn,elf,zwölf',
  fr: 'zéro,,deux,trois,quatre,cinq,six,sept,huit,,dix,onze,douze',
  it: 'zero,,due,tre,quattro,cinque,sei,sette,otto,nove,dieci,undici,dodici',
  es: 'cero,,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce',
};
const WORDS: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries(WORDS_FROM_ZERO).map(([language, words]) => [
    language,
    new Map(
      words.split(',').flatMap((word, at) => (word === '' ? [] : [[word, String(at)] as const])),
    ),
  ]),
);
const NO_WORDS: ReadonlyMap<string, string> = new Map();

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
  const words = WORDS.get(language) ?? NO_WORDS;
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu)) {
    const value = words.get(word);
    if (value !== undefined) figures.push({ kind: 'plain', value });
  }
  return figures;
}

function figureOf(match: RegExpMatchArray, text: string, language: string): Figure | undefined {
  const [whole, sign, digits = '', percent, word = ''] = match;
  const small = word.toLowerCase();
  const rest = text.slice((match.index ?? 0) + whole.length);
  const millions = small === 'mil' ? (/^\s?millones/iu.exec(rest)?.[0] ?? '') : '';
  const times = millions === '' ? timesOf(small, language) : 1e9;
  const number = plainNumber(digits, language) * times;
  if (!Number.isFinite(number)) return undefined;
  const after = rest.slice(millions.length).replace(/^\s?de (?=\p{L})/u, ' ');
  const value = String(Math.round(number * 1000) / 1000);
  if (percent !== undefined || PERCENT.test(small) || PERCENT_PHRASE.test(` ${word}${after}`))
    return { kind: 'percent', value };
  if (sign !== undefined || MONEY.test(word) || (times > 1 && MONEY.test(after)))
    return { kind: 'money', value };
  return YEAR.test(digits) ? undefined : { kind: 'plain', value };
}

/** On the long scale a billion is a million millions: everywhere but in English. */
function timesOf(word: string, language: string): number {
  if (language !== 'en' && /^billions?$/.test(word)) return 1e12;
  return TIMES.get(word) ?? 1;
}

/** "100,000", "100'000", "2,25" and "2.25" as numbers: three digits after a mark are thousands, others a fraction. */
function plainNumber(digits: string, language: string): number {
  const isGrouped = /^\d{1,3}([.,'’ ]\d{3})+$/.test(digits);
  const isPointGroup = /^\d{1,3}\.\d{3}$/.test(digits) && language === 'en';
  if (isGrouped && !isPointGroup) return Number(digits.replace(/\D/g, ''));
  return Number(digits.replace(',', '.').replace(/[^\d.]/g, ''));
}
