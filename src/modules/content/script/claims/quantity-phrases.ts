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
    'nearly|almost|just under|under|less than|fewer than|below|up to|not quite',
  ),
  de: hedges(
    'rund|etwa|ungefähr|circa|ca\\.|gegen|annähernd|zirka',
    'über|mehr als|gut|mindestens|weit über|von über',
    'fast|knapp|beinahe|nahezu|weniger als|unter|bis zu|nicht ganz',
  ),
  fr: hedges(
    'environ|quelque|quelques|autour de|à peu près|aux alentours de|dans les',
    "plus de|plus d[’']|au moins|au-delà de|dépasse|dépassent",
    "près de|presque|moins de|moins d[’']|à peine|un peu moins de|jusqu[’']à",
  ),
  it: hedges(
    "circa|intorno a|attorno a|all[’']incirca|più o meno|un|una",
    'più di|oltre|almeno|supera|superano|da oltre',
    'quasi|meno di|sotto|poco meno di|fino a',
  ),
  es: hedges(
    'unos|unas|cerca de|alrededor de|aproximadamente|en torno a|más o menos',
    'más de|al menos|supera|superan|superan los|por encima de',
    'casi|menos de|por debajo de|hasta|poco menos de',
  ),
};

type Multiple = readonly [pattern: RegExp, factor: number];

/** Factor 0: the number of the group. */
export const MULTIPLES: Readonly<Record<Language, readonly Multiple[]>> = {
  en: [
    [/(?<!\p{L})(?:twice|doubled?|doubles|doubling|twofold)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:tripled?|triples|threefold|thrice)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:quadrupled?|fourfold)(?!\p{L})/giu, 4],
    [new RegExp(`(${N}) times(?= (?:as|more|the|higher|larger|bigger|fewer))`, 'giu'), 0],
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
    [new RegExp(`(${N}) fois(?= (?:plus|moins|autant|le|la|les))`, 'giu'), 0],
  ],
  it: [
    [/(?<!\p{L})(?:doppi[oa]|raddoppi\p{L}+)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:tripl[oa]|triplicat\p{L}+)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:quadruplo|quadruplicat\p{L}+)(?!\p{L})/giu, 4],
    [new RegExp(`(${N}) volte(?= (?:tanto|più|meno|il|la|i|le|superiore))`, 'giu'), 0],
  ],
  es: [
    [/(?<!\p{L})(?:doble|duplic\p{L}+)(?!\p{L})/giu, 2],
    [/(?<!\p{L})(?:triple|triplic\p{L}+)(?!\p{L})/giu, 3],
    [/(?<!\p{L})(?:cuádruple|cuadruplic\p{L}+)(?!\p{L})/giu, 4],
    [new RegExp(`(${N}) veces(?= (?:más|menos|el|la|los|las|mayor|tanto))`, 'giu'), 0],
  ],
};
