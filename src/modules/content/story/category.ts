import type { Category } from './story.js';

/** Words publishers use for their sections, by what they mean to us. First match wins. */
const WORDS: ReadonlyArray<readonly [RegExp, Category]> = [
  [/^(weather|wetter|m[ée]t[ée]o|meteo|tiempo|clima)$/i, 'weather'],
  [/^(traffic|verkehr|trafic|traffico|tr[áa]fico|transport(s)?|mobilit.*)$/i, 'traffic'],
  [/^(crypto.*|bitcoin|krypto.*|blockchain)$/i, 'crypto'],
  [
    /^(tech.*|technik|digital.*|internet|computer.*|it|gadgets?|software|netzwelt|tecnolog.*|ai|artificial intelligence|k[iü]nstliche intelligenz)$/i,
    'technology',
  ],
  [
    /^(scien.*|wissen.*|space|forschung|recherche|scienza|ciencia|environment|umwelt|climate|klima|health|gesundheit|sant[ée]|salute|salud|nature)$/i,
    'science',
  ],
  [
    /^(sports?|deporte.*|calcio|football|fussball|soccer|ski|tennis|ice hockey|eishockey|cycling)$/i,
    'sport',
  ],
  [
    /^(business|econom.*|[ée]conomie|wirtschaft|finan.*|money|markets?|b[öo]rse|unternehmen)$/i,
    'business',
  ],
  [
    /^(cultur.*|kultur|arts?.*|film.*|movies?|music|musik|books?|theat.*|entertainment|feuilleton)$/i,
    'culture',
  ],
  [/^(z[uü]rich|zuerich|zurigo|zúrich)$/i, 'zurich'],
  [/^(switzerland|schweiz|suisse|svizzera|suiza|national|inland|ticino|romandie)$/i, 'switzerland'],
  [/^(politic.*|politik|politique|policy|elections?|wahlen)$/i, 'politics'],
  [
    /^(world|welt|monde|mondo|mundo|international.*|ausland|internacional|esteri|europe|asia|africa|americas|middle east)$/i,
    'world',
  ],
];

/** The first of a publisher's own section names that we know; else the feed's category. */
export function categoryOf(names: readonly string[], feedCategory: Category): Category {
  for (const name of names)
    for (const [pattern, category] of WORDS) if (pattern.test(name.trim())) return category;
  return feedCategory;
}
