import type { Name, Vocabulary } from './names.js';

export type Field =
  'title' | 'link' | 'guid' | 'summary' | 'content' | 'date' | 'updated' | 'category';

/** What an element of an item means, and how good its word is: 0 is best, a lower one takes its place. */
export interface Meaning {
  readonly field: Field;
  readonly rank: number;
}

type Table = Readonly<Record<string, readonly [field: Field, rank: number]>>;

const MEANINGS: Readonly<Partial<Record<Vocabulary, Table>>> = {
  core: {
    title: ['title', 0],
    link: ['link', 1],
    guid: ['guid', 0],
    id: ['guid', 0],
    description: ['summary', 0],
    summary: ['summary', 0],
    abstract: ['summary', 0],
    subtitle: ['summary', 4],
    encoded: ['content', 0],
    content: ['content', 0],
    body: ['content', 1],
    fulltext: ['content', 1],
    'full-text': ['content', 1],
    pubdate: ['date', 0],
    published: ['date', 0],
    issued: ['date', 0],
    created: ['date', 1],
    date: ['date', 1],
    updated: ['updated', 0],
    modified: ['updated', 0],
    category: ['category', 0],
  },
  content: { encoded: ['content', 0], items: ['content', 3] },
  dc: {
    title: ['title', 2],
    date: ['date', 1],
    description: ['summary', 1],
    identifier: ['guid', 3],
    subject: ['category', 0],
  },
  dcterms: {
    title: ['title', 2],
    issued: ['date', 1],
    created: ['date', 2],
    date: ['date', 2],
    modified: ['updated', 1],
    abstract: ['summary', 1],
  },
  feedburner: { origlink: ['link', 0] },
  itunes: { title: ['title', 2], summary: ['summary', 2], subtitle: ['summary', 4] },
  media: { title: ['title', 3], description: ['summary', 3] },
  xhtml: { body: ['content', 1], div: ['content', 2] },
  other: { 'full-text': ['content', 1], fulltext: ['content', 1] },
};

export function meaningOf({ vocabulary, local }: Name): Meaning | undefined {
  const table = MEANINGS[vocabulary];
  const found = table && Object.hasOwn(table, local) ? table[local] : undefined;
  return found && { field: found[0], rank: found[1] };
}

/** Parts of an item or a feed that have titles, links and dates of their own. */
const FOREIGN = new Set(
  'author cloud comments contributor credit enclosure generator image logo owner source textinput thumbnail'.split(
    ' ',
  ),
);

export function isForeign({ vocabulary, local }: Name): boolean {
  return vocabulary !== 'xhtml' && FOREIGN.has(local);
}

/** These end a text whose own closing tag is missing: none of them stands inside one. */
const BREAKS = new Set(
  'item entry title link guid pubdate description category published updated channel'.split(' '),
);

export function breaksText({ vocabulary, local }: Name): boolean {
  return vocabulary === 'core' && BREAKS.has(local);
}
