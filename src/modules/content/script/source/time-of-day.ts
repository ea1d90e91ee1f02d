import type { Language } from '#kernel';
import { withoutQuotations } from './sentences.js';

/** An hour that a sentence names, as minutes since midnight, 0 to 1440. */
export interface NamedHour {
  readonly minutes: number;
  /** Morning or evening is not said, and the language counts to twelve. */
  readonly isHalfDay: boolean;
}

const NOON = 12 * 60;

/** "18 Uhr", "18 h 30", "alle 18.30", "hacia las 20", "6 p.m.". */
const IN_FIGURES =
  /(?<![\p{N}.,:])(\d{1,2})(?:[.:](\d{2}))? ?(?:Uhr(?: (\d{2}))?|heures?(?!\p{L}| (?:de (?!la )|d['’]))(?: (\d{2}))?|h(?: ?(\d{2}))?(?!\p{L})|o['’]clock|([ap])\.?m\.?(?!\p{L}))|(?:alle|dalle|delle|verso le|entro le|dopo le|a las|desde las|hasta las|hacia las|de las) (\d{1,2})(?:[.:](\d{2}))?(?![.,]?\p{N})/giu;

/** From one on; English counts to twelve. */
const HOURS: Readonly<Record<Language, string>> = {
  en: 'one two three four five six seven eight nine ten eleven twelve',
  de: 'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig einundzwanzig zweiundzwanzig dreiundzwanzig vierundzwanzig',
  fr: 'une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt vingt-et-une vingt-deux vingt-trois vingt-quatre',
  it: 'una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno ventidue ventitré ventiquattro',
  es: 'una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte veintiuna veintidós veintitrés veinticuatro',
};

const END = '(?=[,.;]|$)';
/** What has to stand around a word for it to be an hour: W is the word. */
const AROUND: Readonly<Record<Language, string>> = {
  en: `(?<=(?:at|from|until|till|before|after|around|by) )(W)(?:(?= o['’]clock| (?:in the|this) (?:morning|afternoon|evening)| at night| tonight)|(?<!by \\p{L}+)${END})`,
  de: '(W) Uhr(?!\\p{L})',
  fr: `(?<=(?:à|dès|vers|avant|après|jusqu['’]à) )(W) heures?(?!\\p{L}| (?:de (?!la )|d['’]))`,
  it: `(?<=(?:alle|dalle|delle|verso le|entro le|dopo le) )(W)(?:(?= (?:di|del|della|e)(?!\\p{L}))|${END})`,
  es: `(?<=(?:a|desde|hasta|hacia|de) las )(W)(?:(?= (?:de|del|y|en punto)(?!\\p{L}))|${END})`,
};
const LATE =
  /^ ?(?:o['’]clock )?(?:(?:in the|this) (?:afternoon|evening)|at night|tonight|abends|nachmittags|(?:am|heute) (?:Abend|Nachmittag)|du soir|ce soir|(?:de l['’]|cet )après-midi|di sera|della sera|(?:di )?(?:stasera|questa sera)|del pomeriggio|de (?:la|esta) (?:tarde|noche))/iu;
const EARLY =
  /^ ?(?:o['’]clock )?(?:(?:in the|this) morning|morgens|früh|(?:am|heute) (?:frühen )?Morgen|du matin|ce matin|del mattino|di mattina|(?:di )?(?:stamattina|questa mattina)|de (?:la|esta) (?:mañana|madrugada))/iu;

const inWords = new Map<Language, RegExp>();

function inWordsOf(language: Language): RegExp {
  const known = inWords.get(language);
  if (known) return known;
  // The longest first: "dix-huit" before "dix".
  const words = HOURS[language].split(' ').sort((left, right) => right.length - left.length);
  const source = AROUND[language].replace('(W)', `(?<![\\p{L}-])(${words.join('|')})(?![\\p{L}-])`);
  const pattern = new RegExp(source, 'giu');
  inWords.set(language, pattern);
  return pattern;
}

/** "Pendant 48 heures", "24 heures sur 24": lengths of time. */
const LASTING =
  /(?<!\p{L})(?:pendant|durant|en|après|de|environ|près de|plus de|moins de|for|within) $/iu;

/** @returns The hours that a sentence names, in figures and in words; lengths of time are none. */
export function hoursIn(sentence: string, language: Language): NamedHour[] {
  const figures = [...sentence.matchAll(IN_FIGURES)].flatMap((match) => {
    const [all, ...groups] = match as unknown as [string, ...(string | undefined)[]];
    const isWhole = /heures?$|h$/iu.test(all);
    if (isWhole && LASTING.test(sentence.slice(0, match.index))) return [];
    const [hour = 0, minute = 0] = groups.filter((group) => /\d/u.test(group ?? '')).map(Number);
    const half = groups.find((group) => /^[ap]$/iu.test(group ?? ''))?.toLowerCase();
    const isClock = /clock$/iu.test(all);
    return hour > 24
      ? []
      : [
          placed(hour * 60 + minute, sentence.slice(match.index + all.length), {
            isHalfDay: isClock,
            isLate: half === 'p',
          }),
        ];
  });
  const words = HOURS[language].split(' ');
  const spoken = [...sentence.matchAll(inWordsOf(language))].map((match) =>
    placed(
      (words.indexOf((match[1] ?? '').toLowerCase()) + 1) * 60,
      sentence.slice(match.index + match[0].length),
      { isHalfDay: language === 'en', isLate: false },
    ),
  );
  return [...figures, ...spoken];
}

function placed(
  minutes: number,
  after: string,
  said: { readonly isHalfDay: boolean; readonly isLate: boolean },
): NamedHour {
  const isLate = said.isLate || LATE.test(after);
  return {
    minutes: isLate && minutes < NOON ? minutes + NOON : minutes,
    isHalfDay: said.isHalfDay && minutes <= NOON && !isLate && !EARLY.test(after),
  };
}

/** A part of the day, minutes since midnight. */
export interface PartOfDay {
  readonly startMinutes: number;
  readonly endMinutes: number;
}

/**
 * What was in the morning or at night has been when it is written, so neither is ever over on its own day.
 */
const PARTS: readonly (PartOfDay & { readonly said: RegExp })[] = [
  {
    startMinutes: 12 * 60,
    endMinutes: 18 * 60,
    said: /(?<!\p{L})(?:in the (?:early |late )?afternoon|(?:am|bis zum|gegen) (?:frühen |späten )?(?:Mittag|Nachmittag)|dans l['’]après-midi|en (?:début|fin) d['’]après-midi|nel (?:primo |tardo )?pomeriggio|a media tarde|por la tarde)(?!\p{L})/iu,
  },
  {
    startMinutes: 17 * 60,
    endMinutes: 22 * 60,
    said: /(?<!\p{L})(?:(?:in|by) the (?:early |late )?evening(?! (?:peak|rush|news))|(?:am|bis zum|gegen) (?:frühen |späten )?Abend|dans la soirée|en (?:début de |fin de )?(?:soirée|journée)|(?:in|nella|nel corso della) (?:prima |tarda )?serata|por la noche|by this evening|bis heute Abend|d['’]ici (?:à )?ce soir|entro (?:questa sera|stasera)|(?:antes de|hasta) esta noche)(?!\p{L})/iu,
  },
  {
    startMinutes: 0,
    endMinutes: 18 * 60,
    said: /(?<!\p{L})(?:all day(?: long)?|throughout the day|for the rest of the day|den ganzen Tag|im Laufe? des Tages|toute la journée|durant la journée|tout au long de la journée|(?:per )?tutt[oa] (?:la giornata|il giorno)|nel corso della giornata|durante todo el día|todo el día|a lo largo del día)(?!\p{L})/iu,
  },
  {
    startMinutes: 0,
    endMinutes: Infinity,
    said: /(?<!\p{L})(?:in the (?:early |late )?morning|(?:am|bis zum|gegen) (?:frühen |späten )?(?:Morgen|Vormittag)|dans la matinée|en (?:fin de )?matinée|au petit matin|(?:in|nella|nel corso della) (?:prima |tarda )?mattinata|a media mañana|por la mañana|(?:in|during|through) the night|by (?:the )?morning|in der Nacht|über Nacht|dans la nuit|(?:au milieu|au cours) de la nuit|nella notte|(?:durante|nel corso del)la notte|durante la noche|de madrugada)(?!\p{L})/iu,
  },
];

/** @returns The parts of the day that a sentence names in its own words. */
export function partsOfDayIn(sentence: string): PartOfDay[] {
  const own = withoutQuotations(sentence);
  return PARTS.filter(({ said }) => said.test(own)).map(({ startMinutes, endMinutes }) => ({
    startMinutes,
    endMinutes,
  }));
}

const PAST: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:was|were|had|did|\p{L}{3,}ed)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:wurden?|war|waren|hatten?|habe|\p{Ll}{3,}(?:te|ten)|ge\p{Ll}{3,}(?:t|en))(?!\p{L})/u,
  fr: /(?<!\p{L})(?:ont|était|étaient|avait|avaient|été)(?!\p{L})|(?<!\p{L})a \p{Ll}+[éist](?!\p{L})/iu,
  it: /(?<!\p{L})(?:stimat[oaie]|previst[oaie] ieri|annunciat[oaie]|(?:è|sono|ha|hanno|era|erano|aveva|avevano) \p{Ll}+(?:t|s)[oaie])(?!\p{L})/iu,
  es: /(?<!\p{L})(?:fue|fueron|había|habían|ha|han|\p{Ll}{2,}(?:ó|aron|ieron))(?!\p{L})/iu,
};
const FUTURE: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:will|should|would|may|might|could|expect(?:s|ed)?|due|forecast|planned|to be)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:wird|werden|soll(?:en|te|ten)?|dürften?|könnten?|erwartet|angekündigt|geplant|vorgesehen)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:\p{Ll}+r(?:a|ont|ait|aient)|attendue?s?|prévue?s?|annoncée?s?)(?!\p{L})/iu,
  it: /(?<!\p{L})(?:\p{Ll}+(?:rà|ranno|rebbe|rebbero)|attes[oaie]|previst[oaie]|probabil[ei])(?!\p{L})/iu,
  es: /(?<!\p{L})(?:\p{Ll}+(?:rá|rán|ría|rían)|espera|esperan|prevén?|previst[oa]s?)(?!\p{L})/iu,
};

/** @returns Whether a sentence tells of what has been, and of nothing to come. */
export function tellsPast(sentence: string, language: Language): boolean {
  const own = withoutQuotations(sentence);
  return PAST[language].test(own) && !FUTURE[language].test(own);
}

/** "Within ninety minutes", "in den nächsten zwei Stunden": counted from when it was written. */
const SOON =
  /(?<!\p{L})(?:(?:within|in the next) (?:the next )?(?:[\p{L}-]+ |\d+ )?(?:minutes?|hours?)|(?:innerhalb|innert|binnen) (?:von )?(?:\p{L}+ |\d+ )?(?:Minuten|Stunden?)|in den nächsten (?:\p{L}+ |\d+ )?(?:Minuten|Stunden)|(?:dans|d['’]ici(?: à)?) (?:les prochaines |une |\p{L}+ |\d+ )?(?:minutes?|heures?)|(?:entro|fra|nelle prossime|nei prossimi) (?:un['’]|\p{L}+ |\d+ )?(?:minuti|or[ae])|(?:dentro de|en un plazo de|en l[ao]s próxim[ao]s) (?:\p{L}+ |\d+ )?(?:minutos|horas?))(?!\p{L})/iu;

/** @returns Whether a sentence tells of something to come in so many minutes or hours. */
export function isSoon(sentence: string, language: Language): boolean {
  const own = withoutQuotations(sentence);
  return SOON.test(own) && FUTURE[language].test(own);
}
