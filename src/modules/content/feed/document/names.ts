/** What a name in a feed belongs to. `core`: RSS, RDF, Atom or CDF, which never clash. */
export type Vocabulary =
  | 'core'
  | 'content'
  | 'dc'
  | 'dcterms'
  | 'feedburner'
  | 'itunes'
  | 'media'
  | 'sy'
  | 'xhtml'
  | 'other';

/** Addresses are often written wrongly; what is particular about each is enough. */
const BY_ADDRESS: ReadonlyArray<readonly [RegExp, Vocabulary]> = [
  [/w3\.org\/1999\/xhtml|w3\.org\/tr\/(xhtml|html)/, 'xhtml'],
  [/rss\/1\.0\/modules\/content/, 'content'],
  [/rss\/1\.0\/modules\/syndication/, 'sy'],
  [/purl\.org\/dc\/terms|purl\.org\/rss\/1\.0\/modules\/dcterms/, 'dcterms'],
  [/purl\.org\/dc|dublincore\.org/, 'dc'],
  [/\/mrss|\/rss\/media/, 'media'],
  [/itunes/, 'itunes'],
  [/feedburner|pheedo/, 'feedburner'],
  [/w3\.org\/2005\/atom|purl\.org\/atom\/ns|w3\.org\/1999\/02\/22-rdf-syntax-ns/, 'core'],
  [/rss\/1\.0\/modules\//, 'other'],
  [
    /purl\.org\/(net\/)?rss|netscape\.com\/|backend\.userland\.com|blogs?\.law\.harvard|cyber\.law\.harvard|rssboard\.org/,
    'core',
  ],
];

const BY_PREFIX: Readonly<Record<string, Vocabulary>> = {
  '': 'core',
  a: 'core',
  atom: 'core',
  atom03: 'core',
  atom10: 'core',
  content: 'content',
  dc: 'dc',
  dcterms: 'dcterms',
  feedburner: 'feedburner',
  html: 'xhtml',
  itunes: 'itunes',
  media: 'media',
  pheedo: 'feedburner',
  rdf: 'core',
  rss: 'core',
  sy: 'sy',
  syn: 'sy',
  xhtml: 'xhtml',
};

/** Prefixes in force, by what they stand for. */
export type Scope = ReadonlyMap<string, Vocabulary>;

export interface Name {
  readonly vocabulary: Vocabulary;
  readonly local: string;
}

/** More than any feed declares. */
const PREFIXES_MAX = 100;

/** The scope inside an element that declares prefixes of its own. */
export function scopeWith(scope: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let inner: Map<string, Vocabulary> | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns')) continue;
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
    if (prefix === undefined || (inner ?? scope).size >= PREFIXES_MAX) continue;
    inner ??= new Map(scope);
    inner.set(prefix, vocabularyOf(attributes[name] ?? '', prefix));
  }
  return inner ?? scope;
}

/** An address that nobody knows leaves the prefix, which people copy more faithfully. */
function vocabularyOf(address: string, prefix: string): Vocabulary {
  const known = address.trim().toLowerCase();
  return BY_ADDRESS.find(([pattern]) => pattern.test(known))?.[1] ?? BY_PREFIX[prefix] ?? 'other';
}

/** @param qualified In lower case. */
export function nameOf(qualified: string, scope: Scope): Name {
  const colon = qualified.indexOf(':');
  const prefix = colon < 0 ? '' : qualified.slice(0, colon);
  const vocabulary = scope.get(prefix) ?? BY_PREFIX[prefix] ?? 'other';
  return { vocabulary, local: qualified.slice(colon + 1) };
}
