import type { Language } from '#kernel';

/**
 * A way to say a part of a whole that is no plain "two thirds": pattern, value (0: one in the number of its group), and
 * whether it only supports claims because it means other things as well.
 */
type Fraction = readonly [pattern: RegExp, value: number, isSoft: boolean];

const BIG = '(?:million|billion|Million|Milliarde|Millionen|Milliarden)';

export const FRACTIONS: Readonly<Record<Language, readonly Fraction[]>> = {
  en: [
    [/(?<!\p{L})(?:one[- ]third(?!\p{L})|a third (?=of ))/giu, 1 / 3, false],
    [/(?<!\p{L})(?:one[- ]quarter(?!\p{L})|a quarter (?=of (?!an? )))/giu, 0.25, false],
    [
      /(?<=(?:nearly|almost|about|roughly|around|by|than|over|under) )a third(?!\p{L})/giu,
      1 / 3,
      false,
    ],
    [
      /(?<=(?:nearly|almost|about|roughly|around|by|than|over|under) )a quarter(?![\p{L}-]| of an?| past| to)/giu,
      0.25,
      false,
    ],
    [
      /(?<=(?:nearly|almost|about|roughly|around|by|than|over|under) )a fifth(?!\p{L})/giu,
      0.2,
      false,
    ],
    [/(?<!\p{L})half (?=of )/giu, 0.5, false],
    [/(?<![\p{L}-])(?:half(?![-\p{L}]| an? | past )|halv(?:es?|ed|ing)(?!\p{L}))/giu, 0.5, true],
    [/(?<!\p{L})(?:one|1) (?:in|out of) (\p{L}+|\d+)(?!\p{L})/giu, 0, false],
    [/(?<!\p{L})every (third|fourth|fifth|sixth|eighth|tenth) (?=\p{L})/giu, 0, true],
  ],
  de: [
    [/(?<!\p{L})das Drittel(?!\p{L})/giu, 1 / 3, false],
    [
      /(?<!\p{L})(?:ein(?:es|em)?|knappes|gutes) Viertel(?:s)?(?= (?:der|des|aller|davon|von))/giu,
      0.25,
      false,
    ],
    [/(?<!\p{L})(?:um|auf|fast|rund|gut|knapp) einen? Viertel(?!\p{L})/giu, 0.25, false],
    [/(?<!\p{L})(?:die|der) Hälfte (?=der |des |davon|von |aller )/giu, 0.5, false],
    [/(?<!\p{L})(?:Hälfte|hälftig|halbier\p{L}+|Drittel)(?!\p{L})/giu, 0.5, true],
    [/(?<!\p{L})jede[rs]? (dritte|vierte|fünfte|sechste|zehnte)[rsn]?(?!\p{L})/giu, 0, true],
    [/(?<!\p{L})(?:eine[rs]?|1) von (\p{L}+|\d+)(?!\p{L})/giu, 0, true],
  ],
  fr: [
    [/(?<!\p{L})(?:un|le) tiers(?!\p{L})/giu, 1 / 3, false],
    [/(?<!\p{L})la moitié (?=des |du |de |d['’])/giu, 0.5, false],
    [/(?<!\p{L})(?:moitié|(?<!et )demie?)(?!\p{L})/giu, 0.5, true],
    [
      /(?<!\p{L})une? (?:\p{L}+ )?sur (\p{L}+|\d+)(?![\p{L}\d]|[’.,]\d| (?:mille|cents?|million))/giu,
      0,
      false,
    ],
  ],
  it: [
    [/(?<=(?:di|quasi|circa) )un terzo(?!\p{L})/giu, 1 / 3, false],
    [/(?<=(?:di|quasi|circa) )un quarto(?!\p{L}| d['’]ora| di punto)/giu, 0.25, false],
    [/(?<!\p{L})la metà (?=degli |dei |delle |della |del |dell['’]|di )/giu, 0.5, false],
    [/(?<!\p{L})(?:metà|dimezz\p{L}+)(?!\p{L})/giu, 0.5, true],
    [/(?<!\p{L})un[oa]? (?:\p{L}+ )?su (\p{L}+|\d+)(?![\p{L}\d]|[’.,]\d)/giu, 0, false],
  ],
  es: [
    [/(?<!\p{L})un tercio(?!\p{L})/giu, 1 / 3, false],
    [/(?<!\p{L})la mitad (?=de |del )/giu, 0.5, false],
    [/(?<!\p{L})mitad(?!\p{L})/giu, 0.5, true],
    [/(?<!\p{L})un[oa]? (?:\p{L}+ )?de cada (\p{L}+|\d+)(?![\p{L}\d]|[’.,]\d| mil)/giu, 0, false],
  ],
};

/** Words with a number in them that count nothing: rounds of a cup, a team short of a player. */
export const IDIOMS: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:(?:last|final) (?:four|eight|sixteen|thirty-two)|(?:with|to) (?:ten|nine) men|second to none|at sixes and sevens)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:letzten (?:vier|acht|sechzehn)|zu (?:zehnt|neunt)|unter vier Augen|auf allen vieren)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:à (?:dix|neuf)(?= (?:contre|après|depuis))|dernier carré|tiré à quatre épingles)(?!\p{L})/giu,
  it: /(?<!\p{L})(?:in (?:dieci|nove)(?= (?:uomini|contro|per|dopo))|ultime (?:quattro|otto|sedici)|a quattr['’]occhi|su due piedi)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:con (?:diez|nueve) (?:hombres|jugadores|jugadoras)|últimos (?:cuatro|ocho|dieciséis))(?!\p{L})/giu,
};

/** Parts of a million, written as a number the rest understands. */
export const PARTS_OF_SCALES: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  en: [
    [new RegExp(`(?<!\\p{L})half an? (?=${BIG})`, 'giu'), '0.5 '],
    [new RegExp(`(?<!\\p{L})(?:a )?quarter of an? (?=${BIG})`, 'giu'), '0.25 '],
    [/(?<!\p{L})half an? (?=(?:percentage )?point)/giu, '0.5 '],
    [/(?<!\p{L})(?:a )?quarter(?: of an? |[- ])(?=(?:percentage )?point)/giu, '0.25 '],
    [/(?<!\p{L})half a dozen(?!\p{L})/giu, '6'],
    [/(?<!\p{L})(?:one|a) and a half(?= )/giu, '1.5'],
    [/(?<!\p{L})two and a half(?= )/giu, '2.5'],
    [/(?<!\p{L})three[- ]quarters of an hour(?!\p{L})/giu, '45 minutes'],
  ],
  de: [
    [/(?<!\p{L})(?:eine )?halbe[nr]? (?=Million|Milliarde)/gu, '0,5 '],
    [/(?<!\p{L})einen halben (?=Prozentpunkt|Punkt)/gu, '0,5 '],
    [/(?<!\p{L})einen Viertel(?:prozent)?punkt/giu, '0,25 Prozentpunkte'],
    [/(?<!\p{L})ein(?:em)? halbe[ns]? Dutzend(?!\p{L})/gu, '6'],
    [/(?<!\p{L})(?:eine )?drei ?viertel ?stunden?(?!\p{L})/giu, '45 Minuten'],
    [/(?<!\p{L})(?:eine )?Viertel(?=million|milliarde)/gu, '0,25 '],
    [/(?<!\p{L})(?:eine )?Dreiviertel(?=million|milliarde)/gu, '0,75 '],
  ],
  fr: [
    [/(?<!\p{L})(?:un )?demi[- ](?=million|milliard|point)/giu, '0,5 '],
    [/(?<!\p{L})(?:un )?quart de (?=point)/giu, '0,25 '],
    [/(?<!\p{L})trois[- ]quarts d[’']heure(?!\p{L})/giu, '45 minutes'],
    [/(?<!\p{L})(?:une )?demi-douzaine(?!\p{L})/giu, '6'],
    [/(?<!\p{L})(?:un )?quart de (?=million|milliard)/giu, '0,25 '],
  ],
  it: [
    [/(?<!\p{L})mezzo (?=milione|miliardo|punto)/giu, '0,5 '],
    [/(?<!\p{L})(?:un )?quarto di (?=milione|miliardo|punto)/giu, '0,25 '],
    [/(?<!\p{L})tre quarti d[’']ora(?!\p{L})/giu, '45 minuti'],
    [/(?<!\p{L})mezza dozzina(?!\p{L})/giu, '6'],
  ],
  es: [
    [/(?<!\p{L})medio (?=millón|billón|punto)/giu, '0,5 '],
    [/(?<!\p{L})(?:un )?cuarto de (?=millón|billón|punto)/giu, '0,25 '],
    [/(?<!\p{L})tres cuartos de hora(?!\p{L})/giu, '45 minutos'],
    [/(?<!\p{L})medio centenar(?!\p{L})/giu, '50'],
    [/(?<!\p{L})media docena(?!\p{L})/giu, '6'],
  ],
};

/** Numbers nobody has counted: "thousands of people". */
export const VAGUE: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  en: { dozens: 12, hundreds: 100, thousands: 1e3, millions: 1e6, billions: 1e9 },
  de: {
    dutzende: 12,
    dutzenden: 12,
    hunderte: 100,
    hunderten: 100,
    hunderter: 100,
    tausende: 1e3,
    tausenden: 1e3,
    abertausende: 1e3,
    zehntausende: 1e4,
    zehntausenden: 1e4,
    hunderttausende: 1e5,
    hunderttausenden: 1e5,
    millionen: 1e6,
    milliarden: 1e9,
  },
  fr: { dizaines: 10, douzaines: 12, centaines: 100, milliers: 1e3, millions: 1e6, milliards: 1e9 },
  it: { decine: 10, centinaia: 100, migliaia: 1e3, milioni: 1e6, miliardi: 1e9 },
  es: {
    decenas: 10,
    docenas: 12,
    centenares: 100,
    cientos: 100,
    miles: 1e3,
    millones: 1e6,
  },
};
