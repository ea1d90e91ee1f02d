import type { Language } from '#kernel';

/** A city as it stands behind a preposition. */
export interface SpokenCity {
  readonly city: string;
  /** "in Zurich", "à Zurich", "au Havre", "ad Aarau". */
  readonly inCity: string;
  /** "from Zurich", "d’Annecy", "du Havre", "da Zurigo". */
  readonly fromCity: string;
}

const PREPOSITIONS: Readonly<Record<Exclude<Language, 'fr'>, (city: string) => [string, string]>> =
  {
    en: () => ['in', 'from'],
    de: () => ['in', 'aus'],
    it: (city) => [/^a/iu.test(city) ? 'ad' : 'a', 'da'],
    es: () => ['en', 'de'],
  };

/** @returns The city with the prepositions that its language and its name want. */
export function spokenCity(city: string, language: Language): SpokenCity {
  if (language === 'fr') return frenchCity(city);
  const [to, from] = PREPOSITIONS[language](city);
  return { city, inCity: `${to} ${city}`, fromCity: `${from} ${city}` };
}

function frenchCity(city: string): SpokenCity {
  if (/^Les? /u.test(city)) {
    const [article = '', ...name] = city.split(' ');
    const [to, from] = article === 'Le' ? ['au', 'du'] : ['aux', 'des'];
    return { city, inCity: `${to} ${name.join(' ')}`, fromCity: `${from} ${name.join(' ')}` };
  }
  const elides = /^[aeiouyâéèêîôûh]/iu.test(city);
  return { city, inCity: `à ${city}`, fromCity: elides ? `d’${city}` : `de ${city}` };
}
