import type { Language } from '#kernel';
import type { Vocabulary } from './languages/vocabulary.js';
import { cardinal } from './number-words.js';

type Rewrite = readonly [pattern: RegExp, written: string];

/** Short names of months with what they stand for, in the order of the year; "may" and "mai" are short already. */
const MONTHS: Readonly<Record<Language, string>> = {
  en: 'Jan Feb Mar Apr . Jun Jul Aug Sept? Oct Nov Dec',
  de: 'Jan Feb Mrz|März Apr . Jun Jul Aug Sept? Okt Nov Dez',
  fr: 'janv févr? mars avr . juin juil août sept? oct nov déc',
  it: 'genn? febb? mar apr magg? giu lug ago sett? ott nov dic',
  es: 'ene febr? mar abr . jun jul ago sept? oct nov dic',
};

const MILLIONS_OF_EUROS: Readonly<Record<Language, string>> = {
  en: 'million euros',
  de: 'Millionen Euro',
  fr: "millions d'euros",
  it: 'milioni di euro',
  es: 'millones de euros',
};
const SECTION: Readonly<Record<Language, string>> = {
  en: 'section',
  de: 'Paragraph',
  fr: 'paragraphe',
  it: 'paragrafo',
  es: 'párrafo',
};
const TIMES: Readonly<Record<Language, string>> = {
  en: 'times',
  de: 'mal',
  fr: 'fois',
  it: 'per',
  es: 'por',
};
const GREEK: Readonly<Record<string, string>> = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  δ: 'delta',
  λ: 'lambda',
  π: 'pi',
  σ: 'sigma',
  ω: 'omega',
};

/** A sign of no script, and a letter all the same: it stands for a millionth. */
const MICRO = '\u00B5';

const DOLLARS = 'US\\$|\\$|€|£';
const MONEY: Readonly<Record<string, string>> = {
  US$: 'dollar',
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
};
const SCALES: Readonly<Record<string, string>> = {
  m: ' million',
  mn: ' million',
  bn: ' billion',
  tn: ' trillion',
  k: ' thousand',
};

const OWN: Readonly<Record<Language, readonly Rewrite[]>> = {
  en: [
    [/(?<=\d(?:st|nd|rd|th))-(?=\p{L})/gu, ' '],
    [/(?<!\p{L})24\/7(?!\d)/gu, 'twenty-four seven'],
    [/(?<=\d)\s?bps(?!\p{L})/gu, ' basis points'],
  ],
  de: [
    [/(?<!\p{L})Hrn\.(?=\s\p{Lu})/gu, 'Herrn'],
    [/(?<!\d\s?|(?:Mio|Mrd)\.?\s)(?<!\p{L})Fr\. (?=\p{Lu}\p{Ll})/gu, 'Frau '],
    [/(?<=\p{Ll})[*:_·](?=in(?:nen)?(?!\p{L}))/gu, ''],
    [/(\d{1,2})(?:\.00)?\s?-\s?(?=\d{1,2}(?:\.\d\d)?\s?Uhr)/gu, '$1 bis '],
    [/(?<=\d0er)-(?=Jahre)/gu, ' '],
  ],
  fr: [
    [/(?<=\p{Lu}\p{Ll}+ )Ier(?!\p{L})/gu, 'premier'],
    [/(?<=\p{Lu}\p{Ll}+ )I[èe]?re(?!\p{L})/gu, 'première'],
    [/(?<=\d)\s?fr\.(?!\p{L})/gu, ' francs'],
    [/(?<!\p{L})fr\.\s?(?=\d)/gu, 'CHF '],
    [/(?<!\p{L})St-(?=\p{Lu})/gu, 'Saint-'],
    [/(?<!\p{L})Ste-(?=\p{Lu})/gu, 'Sainte-'],
  ],
  it: [
    [/(?<=\d)\s?fr\.(?!\p{L})/gu, ' franchi'],
    [/(?<!\p{L})fr\.\s?(?=\d)/gu, 'CHF '],
    [/(?<=anni )'(?=\d0(?!\d))/gu, ''],
  ],
  es: [
    [/(?<=\d)\.(?=(?:er|º|ª)(?!\p{L}))/gu, ''],
    [/(?<!\p{L})1\/2 (?=\p{Ll})/gu, 'medio '],
  ],
};

/** @returns Text whose small conveniences of writing are spelled out: "22 Nov", "a $5 note", "47-Jährige", "§ 5". */
export function withEverydayShorthand(text: string, { language, rangeTo }: Vocabulary): string {
  const own = OWN[language].reduce(
    (line, [pattern, written]) => line.replace(pattern, written),
    text,
  );
  const said = language === 'de' ? withCompounds(own) : own;
  return withDecades(language === 'en' ? withAttributes(said) : said, language)
    .replace(/[αβγδλπσω]/gu, (letter) => GREEK[letter] ?? letter)
    .replaceAll('\u03BC', MICRO) // The letter mu, which feeds write for the sign.
    .replace(/[^\P{L}\p{Script=Latin}\u00B5]+/gu, ' ')
    .replace(shortMonths(language), (_all, day: string, ...rest: unknown[]) => {
      const names = MONTHS[language].split(' ');
      const short = String(rest[0]);
      const index = names.findIndex((name) => new RegExp(`^(?:${name})$`, 'iu').test(short));
      return `${day} ${LONG_MONTHS[language][index] ?? short}`;
    })
    .replace(/(?<=\d)\s?M€/gu, ` ${MILLIONS_OF_EUROS[language]}`)
    .replace(/§§?\s?(?=\d)/gu, `${SECTION[language]} `)
    .replace(/(?<=\d)\s?[×✕]\s?(?=\d)/gu, ` ${TIMES[language]} `)
    .replace(/(?<=(?<!\d)\d{4})\s?→\s?(?=\d{4}(?!\d))/gu, '-')
    .replace(/(?<=\d)\s?→\s?(?=\d)/gu, ` ${rangeTo} `)
    .replace(/\s?[→⇒➔]\s?/gu, ', ');
}

const LONG_MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(
    ' ',
  ),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(
    ' ',
  ),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
    ' ',
  ),
  it: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'.split(
    ' ',
  ),
  es: 'de enero|de febrero|de marzo|de abril|de mayo|de junio|de julio|de agosto|de septiembre|de octubre|de noviembre|de diciembre'.split(
    '|',
  ),
};

function shortMonths(language: Language): RegExp {
  const names = MONTHS[language].split(' ').filter((name) => name !== '.');
  return new RegExp(
    `(?<!\\d)(\\d{1,2}(?:\\.|st|nd|rd|th|er)?) (?:de )?(${names.join('|')})(?:\\.(?=[\\s,;)]|$)|(?= \\d{4}))`,
    'gu',
  );
}

/** "A $5 note", "a €3bn deal": before what it counts, money has no plural. */
function withAttributes(text: string): string {
  return text.replace(
    new RegExp(
      `(?<=(?<!\\p{L})(?:a|an|another|each|every) )(${DOLLARS})(\\d[\\d,.]*)\\s?(bn|mn|tn|m|k|million|billion)?(?= \\p{Ll})`,
      'giu',
    ),
    (_all, sign: string, figure: string, scale: string | undefined) =>
      `${figure}${scale === undefined ? '' : (SCALES[scale.toLowerCase()] ?? ` ${scale}`)} ${MONEY[sign.toUpperCase()] ?? 'dollar'}`,
  );
}

const COMPOUND =
  /(?<![\p{L}\p{N}.,'’-])(\d{1,4})\s?(?:%|-)?(Jährig|jährig|mal|fach|köpfig|tägig|stündig|minütig|wöchig|monatig|prozentig|teilig|stöckig|seitig|stellig|ig(?=en?[rsnm]?(?!\p{L})))(\p{L}*)/gu;

/** "47-Jährige", "3-mal", "12%ige": one word each. */
function withCompounds(text: string): string {
  return text.replace(COMPOUND, (all, figure: string, tail: string, ending: string) => {
    if (tail === 'ig' && !all.includes('%')) return all;
    const word = `${cardinal(figure, 'de').replace(/eins$/u, 'ein')}${tail === 'ig' ? 'prozentig' : tail.toLowerCase()}${ending}`;
    return tail.startsWith('J') ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  });
}

/** "The 90s", "die 80er Jahre". */
function withDecades(text: string, language: Language): string {
  if (language === 'en')
    return text.replace(
      /(?<![\p{L}\p{N}.,])['’]?([2-9]0)['’]?s(?![\p{L}\p{N}])/gu,
      (_all, figure: string) => cardinal(figure, 'en').replace(/y$/u, 'ies'),
    );
  if (language === 'de')
    return text.replace(
      /(?<![\p{L}\p{N}.,])([2-9]0)er(?=[ -]Jahre?n?(?!\p{L})|n?(?!\p{L}))/gu,
      (_all, figure: string) => `${cardinal(figure, 'de')}er`,
    );
  return text;
}
