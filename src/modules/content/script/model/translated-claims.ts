import { type Language, LANGUAGES } from '#kernel';
import { checkClaims, type ClaimSources } from '../claims/check-claims.js';
import type { Segment, UnsupportedClaim } from '../script.js';

/** Cities that have names of their own in other languages: English, German, French, Italian, Spanish. */
const CITIES: readonly (readonly [string, string, string, string, string])[] = [
  ['Geneva', 'Genf', 'Genève', 'Ginevra', 'Ginebra'],
  ['Zurich', 'Zürich', 'Zurich', 'Zurigo', 'Zúrich'],
  ['Basel', 'Basel', 'Bâle', 'Basilea', 'Basilea'],
  ['Bern', 'Bern', 'Berne', 'Berna', 'Berna'],
  ['Lucerne', 'Luzern', 'Lucerne', 'Lucerna', 'Lucerna'],
  ['Lausanne', 'Lausanne', 'Lausanne', 'Losanna', 'Lausana'],
  ['Fribourg', 'Freiburg', 'Fribourg', 'Friburgo', 'Friburgo'],
  ['Milan', 'Mailand', 'Milan', 'Milano', 'Milán'],
  ['Rome', 'Rom', 'Rome', 'Roma', 'Roma'],
  ['Venice', 'Venedig', 'Venise', 'Venezia', 'Venecia'],
  ['Florence', 'Florenz', 'Florence', 'Firenze', 'Florencia'],
  ['Naples', 'Neapel', 'Naples', 'Napoli', 'Nápoles'],
  ['Turin', 'Turin', 'Turin', 'Torino', 'Turín'],
  ['Munich', 'München', 'Munich', 'Monaco', 'Múnich'],
  ['Cologne', 'Köln', 'Cologne', 'Colonia', 'Colonia'],
  ['Vienna', 'Wien', 'Vienne', 'Vienna', 'Viena'],
  ['Brussels', 'Brüssel', 'Bruxelles', 'Bruxelles', 'Bruselas'],
  ['London', 'London', 'Londres', 'Londra', 'Londres'],
  ['Paris', 'Paris', 'Paris', 'Parigi', 'París'],
  ['Berlin', 'Berlin', 'Berlin', 'Berlino', 'Berlín'],
  ['Moscow', 'Moskau', 'Moscou', 'Mosca', 'Moscú'],
  ['Warsaw', 'Warschau', 'Varsovie', 'Varsavia', 'Varsovia'],
  ['Prague', 'Prag', 'Prague', 'Praga', 'Praga'],
  ['Beijing', 'Peking', 'Pékin', 'Pechino', 'Pekín'],
  ['Lisbon', 'Lissabon', 'Lisbonne', 'Lisbona', 'Lisboa'],
  ['Copenhagen', 'Kopenhagen', 'Copenhague', 'Copenaghen', 'Copenhague'],
  ['Athens', 'Athen', 'Athènes', 'Atene', 'Atenas'],
];
const REGIONS =
  'AD AE AF AL AM AO AR AT AU AZ BA BD BE BG BR BY CA CH CL CN CO CR CU CY CZ DE DK DO DZ EC EE EG ES ET FI FR GB GE GH GR HK HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KH KP KR KW KZ LB LI LK LT LU LV LY MA MC MD ME MG MK ML MM MN MT MX MY MZ NG NI NL NO NP NZ OM PA PE PH PK PL PS PT PY QA RO RS RU SA SD SE SG SI SK SM SN SO SS SV SY TH TN TR TW TZ UA UG US UY UZ VA VE VN XK YE ZA ZM ZW'.split(
    ' ',
  );

/**
 * Claims of a translated text that its sources do not hold. Numbers are read in the language of each source;
 * countries and well-known cities may change their name; every other name stays as it is.
 */
export function translatedClaims(
  segment: Pick<Segment, 'text'>,
  { allowed, ...held }: ClaimSources,
): UnsupportedClaim[] {
  const { sources, language } = held;
  const told = sources.map((article) => ({
    text: `${article.title}\n${article.summary}\n${article.body}`,
    from: LANGUAGES.find((one) => article.language.toLowerCase().startsWith(one)) ?? language,
  }));
  const places = told.flatMap(({ text, from }) => placesIn(text, from, language));
  return checkClaims(segment, { ...held, allowed: [...allowed, ...places] }).filter(
    // Days and months have other names; what was quoted is judged elsewhere.
    ({ kind }) => kind !== 'date' && kind !== 'quotation',
  );
}

/** The places of a text by the names they have in another language. */
function placesIn(text: string, from: Language, to: Language): string[] {
  const at = (language: Language): number => LANGUAGES.indexOf(language);
  const cities = CITIES.flatMap((names) => {
    const [here, there] = [names[at(from)], names[at(to)]];
    return here !== undefined && there !== undefined && text.includes(here) ? [there] : [];
  });
  const here = new Intl.DisplayNames([from], { type: 'region' });
  const there = new Intl.DisplayNames([to], { type: 'region' });
  const countries = REGIONS.flatMap((code) =>
    text.includes(here.of(code) ?? code) ? [there.of(code) ?? code] : [],
  );
  return [...cities, ...countries];
}
