import type { Language } from '#kernel';
import { N } from './numbered.js';

/** How exact somebody says a number to be. */
export type Hedge = 'about' | 'over' | 'under';

function hedges(about: string, over: string, under: string): readonly (readonly [RegExp, Hedge])[] {
  const near = (words: string): RegExp =>
    new RegExp(`(?<!\\p{L})(?:${words})\\s(?:\\p{L}+[’']?\\s?|CHF |US\\$|[$€£])?$`, 'iu');
  return [
    [near(over), 'over'],
    [near(under), 'under'],
    [near(about), 'about'],
  ];
}

export const HEDGES: Readonly<Record<Language, readonly (readonly [RegExp, Hedge])[]>> = {
  en: hedges(
    'about|around|some|roughly|approximately|circa|close to|an estimated|or so|nearly|almost',
    'more than|over|above|at least|well over|upwards of|exceeds|exceeding',
    'nearly|almost|just under|under|less than|fewer than|below|up to|not quite|not even|short of',
  ),
  de: hedges(
    'rund|etwa|ungefähr|circa|ca\\.|gegen|annähernd|zirka',
    'über|mehr als|gut|mindestens|weit über|von über',
    'fast|knapp|beinahe|nahezu|weniger als|unter|bis zu|nicht ganz|nicht einmal|noch keine',
  ),
  fr: hedges(
    'environ|quelque|quelques|autour de|à peu près|aux alentours de|dans les',
    "plus d(?:e|es|u)|plus d[’']|au moins|au-delà d(?:e|es|u)|dépasse|dépassent",
    "près d(?:e|es|u)|presque|moins d(?:e|es|u)|moins d[’']|à peine|un peu moins d(?:e|es|u)|jusqu[’']à",
  ),
  it: hedges(
    "circa|intorno a(?:l|i|lle|gli)?|attorno a(?:l|i|lle|gli)?|all[’']incirca|più o meno|un|una",
    "più d(?:i|el|ei|elle|egli|ella)|più dell[’']|oltre|almeno|supera|superano|da oltre",
    "quasi|meno d(?:i|el|ei|elle|egli|ella)|meno dell[’']|sotto|poco meno d(?:i|el|ei|elle)|fino a",
  ),
  es: hedges(
    'unos|unas|cerca de|alrededor de|aproximadamente|en torno a|más o menos',
    'más del?|al menos|supera|superan|superan los|por encima del?',
    'casi|menos del?|por debajo del?|hasta|poco menos del?|no llegan? a',
  ),
};

type Multiple = readonly [pattern: RegExp, factor: number];

/** Factor 0: the number of the group. */
export const MULTIPLES: Readonly<Record<Language, readonly Multiple[]>> = {
  en: [
    [/(?<!\p{L})(?:twice|doubled?|doubles|doubling|twofold)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:tripled?|triples|threefold|thrice)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:quadrupled?|fourfold)(?!\p{L})/giu, 4],
    [
      new RegExp(
        `(${N}) times(?= (?:as|more|the|what|that|its|their|higher|larger|bigger|greater|longer|fewer|less|lower|faster))`,
        'giu',
      ),
      0,
    ],
  ],
  de: [
    [
      /(?<!\p{L})(?:doppelt|verdoppelt\p{L}*|Verdoppelung|Verdopplung|zweimal|zweifach\p{L}*|Doppelte[ns]?)(?!\p{L})/giu,
      2,
    ],
    [/(?<!\p{L})(?:verdreifacht\p{L}*|dreimal|dreifach\p{L}*|Dreifache[ns]?)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:vervierfacht\p{L}*|viermal|vierfach\p{L}*|Vierfache[ns]?)(?!\p{L})/giu, 4],
    [new RegExp(`(${N})[- ]?(?:mal|fach)(?= so|[enrs]?(?!\\p{L}))`, 'giu'), 0],
  ],
  fr: [
    [/(?<!\p{L})(?:double|doubles|doublé\p{L}*|doublent|doublement)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:triple|triples|triplé\p{L}*|triplent)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:quadruple|quadruplé\p{L}*)(?!\p{L})/giu, 4],
    [
      new RegExp(
        `(${N}) fois(?= (?:plus|moins|autant|le|la|les|ce|celui|celle|supérieure?s?))`,
        'giu',
      ),
      0,
    ],
  ],
  it: [
    [/(?<!\p{L})(?:doppi[oa]|raddoppi\p{L}+)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:tripl[oa]|triplicat\p{L}+)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:quadruplo|quadruplicat\p{L}+)(?!\p{L})/giu, 4],
    [
      new RegExp(
        `(${N}) volte(?= (?:tanto|più|meno|il|la|i|le|quanto|quello|quella|superiore))`,
        'giu',
      ),
      0,
    ],
  ],
  es: [
    [/(?<!\p{L})(?:doble|duplic\p{L}+)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:triple|triplic\p{L}+)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:cuádruple|cuadruplic\p{L}+)(?!\p{L})/giu, 4],
    [new RegExp(`(${N}) veces(?= (?:más|menos|el|la|los|las|lo|mayor|superior|tanto))`, 'giu'), 0],
  ],
};
