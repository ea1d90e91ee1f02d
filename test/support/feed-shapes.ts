/**
 * The shapes in which the seeded feeds are published: which elements and namespaces, how dates are written, what stands
 * in CDATA. Every word of the content is invented for these tests.
 */
export interface FeedShape {
  readonly id: string;
  readonly format: 'rss' | 'rdf' | 'atom';
  /** Prefixes that the root declares. */
  readonly namespaces: readonly string[];
  readonly date: 'gmt' | 'offset' | 'iso' | 'day' | 'zulu';
  /** What stands in CDATA: titles and descriptions, only the body, or nothing. */
  readonly cdata: 'all' | 'body' | 'none';
  /** More elements of each item. */
  readonly extras: readonly Extra[];
  /** Marks that the publisher's links carry. */
  readonly tracker?: string;
  /** Elements of the channel beside the usual. */
  readonly head?: string;
}

type Extra =
  | 'content'
  | 'creator'
  | 'category'
  | 'thumbnail'
  | 'media'
  | 'enclosure'
  | 'html'
  | 'guid-id'
  | 'guid-link'
  | 'prism'
  | 'cap'
  | 'dwsyn'
  | 'comments';

const URIS: Readonly<Record<string, string>> = {
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  media: 'http://search.yahoo.com/mrss/',
  atom: 'http://www.w3.org/2005/Atom',
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  npr: 'https://www.npr.org/rss/',
  slash: 'http://purl.org/rss/1.0/modules/slash/',
  wfw: 'http://wellformedweb.org/CommentAPI/',
  sy: 'http://purl.org/rss/1.0/modules/syndication/',
  prism: 'http://prismstandard.org/namespaces/basic/2.0/',
  cap: 'urn:oasis:names:tc:emergency:cap:1.2',
  dwsyn: 'http://rss.dw.com/syndication/dwsyn/',
  thr: 'http://purl.org/syndication/thread/1.0',
};

const BBC = {
  format: 'rss',
  namespaces: ['dc', 'content', 'atom', 'media'],
  date: 'gmt',
  cdata: 'all',
  extras: ['guid-id', 'thumbnail'],
  tracker: 'at_medium=RSS&amp;at_campaign=rss',
  head: '<ttl>15</ttl><image><url>https://paper.example/logo.png</url><title>Logo</title><link>https://paper.example/</link></image>',
} as const;
const GUARDIAN = {
  format: 'rss',
  namespaces: ['media', 'dc'],
  date: 'gmt',
  cdata: 'none',
  extras: ['html', 'category', 'guid-link', 'media', 'creator'],
} as const;
const SRF = {
  format: 'rss',
  namespaces: ['atom'],
  date: 'offset',
  cdata: 'body',
  extras: ['html', 'guid-id'],
} as const;
const NZZ = {
  format: 'rss',
  namespaces: ['content', 'dc', 'media', 'atom'],
  date: 'offset',
  cdata: 'none',
  extras: ['creator', 'guid-id', 'media'],
} as const;
const WORDPRESS = {
  format: 'rss',
  namespaces: ['content', 'wfw', 'dc', 'atom', 'sy', 'slash'],
  date: 'offset',
  cdata: 'all',
  extras: ['content', 'creator', 'category', 'guid-id', 'comments'],
  head: '<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>',
} as const;

/** One for each seeded feed. */
export const FEED_SHAPES: readonly FeedShape[] = [
  { id: 'bbc-world', ...BBC },
  { id: 'bbc-business', ...BBC },
  { id: 'bbc-technology', ...BBC },
  { id: 'bbc-science', ...BBC },
  { id: 'bbc-sport', ...BBC },
  { id: 'guardian-world', ...GUARDIAN },
  { id: 'guardian-culture', ...GUARDIAN },
  {
    id: 'aljazeera',
    ...BBC,
    namespaces: ['content', 'atom'],
    date: 'offset',
    extras: ['category', 'guid-link'],
    tracker: 'traffic_source=rss',
  },
  {
    id: 'dw-english',
    format: 'rdf',
    namespaces: ['dc', 'dwsyn'],
    date: 'zulu',
    cdata: 'none',
    extras: ['dwsyn'],
    tracker: 'maca=en-rss-en-all-1573-rdf',
  },
  {
    id: 'france24-english',
    format: 'rss',
    namespaces: ['dc', 'atom', 'media'],
    date: 'gmt',
    cdata: 'none',
    extras: ['category', 'creator', 'guid-id', 'thumbnail'],
  },
  {
    id: 'npr-news',
    format: 'rss',
    namespaces: ['npr', 'itunes', 'content', 'dc'],
    date: 'offset',
    cdata: 'body',
    extras: ['content', 'creator', 'guid-link'],
  },
  {
    id: 'un-news',
    format: 'rss',
    namespaces: ['dc', 'atom'],
    date: 'offset',
    cdata: 'none',
    extras: ['enclosure', 'guid-link', 'creator'],
  },
  {
    id: 'swissinfo-en',
    ...WORDPRESS,
    extras: ['content', 'creator', 'category', 'guid-id', 'media'],
    namespaces: ['content', 'dc', 'media', 'atom'],
  },
  { id: 'srf-news', ...SRF },
  { id: 'srf-switzerland', ...SRF },
  { id: 'srf-sport', ...SRF },
  { id: 'nzz-zurich', ...NZZ },
  { id: 'nzz-world', ...NZZ },
  { id: 'tagesanzeiger', ...NZZ, cdata: 'all', extras: ['guid-id', 'media', 'category'] },
  {
    id: 'rts-info',
    format: 'rss',
    namespaces: [],
    date: 'gmt',
    cdata: 'body',
    extras: ['html', 'enclosure', 'guid-link'],
  },
  {
    id: 'lemonde',
    format: 'rss',
    namespaces: ['media', 'atom'],
    date: 'offset',
    cdata: 'all',
    extras: ['guid-link', 'media'],
  },
  {
    id: 'ansa',
    format: 'rss',
    namespaces: [],
    date: 'offset',
    cdata: 'all',
    extras: ['guid-link'],
  },
  {
    id: 'elpais',
    format: 'rss',
    namespaces: ['content', 'dc', 'media'],
    date: 'gmt',
    cdata: 'all',
    extras: ['content', 'creator', 'category', 'guid-link', 'media'],
  },
  {
    id: 'tagesschau',
    format: 'rss',
    namespaces: ['content', 'dc'],
    date: 'offset',
    cdata: 'body',
    extras: ['content', 'guid-id'],
  },
  {
    id: 'heise',
    format: 'atom',
    namespaces: [],
    date: 'iso',
    cdata: 'all',
    extras: ['content'],
    tracker: 'wt_mc=rss.red.ho.ho.atom.beitrag.beitrag',
  },
  {
    id: 'arstechnica',
    ...WORDPRESS,
    extras: ['content', 'creator', 'category', 'guid-id', 'media'],
    namespaces: ['content', 'dc', 'atom', 'sy', 'slash', 'media'],
  },
  {
    id: 'theverge',
    format: 'atom',
    namespaces: ['thr'],
    date: 'iso',
    cdata: 'all',
    extras: ['content', 'creator', 'category'],
  },
  { id: 'nasa', ...WORDPRESS },
  {
    id: 'esa',
    format: 'rss',
    namespaces: ['media', 'atom'],
    date: 'offset',
    cdata: 'body',
    extras: ['html', 'guid-link', 'media'],
  },
  {
    id: 'nature',
    format: 'rdf',
    namespaces: ['dc', 'prism', 'content'],
    date: 'day',
    cdata: 'all',
    extras: ['content', 'creator', 'prism'],
  },
  { id: 'swiss-traffic', ...SRF, extras: ['guid-id'] },
  {
    id: 'meteoalarm-switzerland',
    format: 'atom',
    namespaces: ['cap'],
    date: 'iso',
    cdata: 'none',
    extras: ['cap'],
  },
  {
    id: 'coindesk',
    format: 'rss',
    namespaces: ['dc', 'content', 'media', 'atom', 'sy'],
    date: 'offset',
    cdata: 'all',
    extras: ['creator', 'category', 'guid-id', 'media'],
    head: '<sy:updatePeriod>hourly</sy:updatePeriod>',
  },
];

/** An invented item. */
export interface ShapedItem {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
  /** Without trackers. */
  readonly link: string;
  readonly publishedAt: Date;
}

/** A document of these items as the publisher would give it. */
export function documentOf(
  shape: FeedShape,
  items: readonly ShapedItem[],
  language: string,
): string {
  if (shape.format === 'atom') return atom(shape, items, language);
  const spaces = shape.namespaces.map((name) => ` xmlns:${name}="${URIS[name] ?? ''}"`).join('');
  const head = `<title>${escaped('Paper & Post')}</title><link>https://paper.example/</link><description>News</description><language>${language}</language>`;
  const rows = items.map((item) => itemOf(shape, item)).join('\n');
  if (shape.format === 'rss')
    return `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"${spaces}><channel>${head}${shape.head ?? ''}\n${rows}\n</channel></rss>`;
  const parts = items.map(({ link }) => `<rdf:li rdf:resource="${escaped(link)}"/>`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"${spaces}><channel rdf:about="https://paper.example/">${head}<items><rdf:Seq>${parts}</rdf:Seq></items></channel>\n${rows}\n</rdf:RDF>`;
}

function itemOf(shape: FeedShape, item: ShapedItem): string {
  const { cdata, extras, format } = shape;
  const has = (extra: Extra) => extras.includes(extra);
  const image = '<img src="https://img.example/a.jpg" alt="A picture" /><br/>';
  const summary = has('html')
    ? `${image}<p>${escaped(item.summary)}</p> <a href="${escaped(item.link)}">Continue reading...</a>`
    : escaped(item.summary);
  const parts = [
    `<title>${cdata === 'all' ? wrapped(item.title) : escaped(item.title)}</title>`,
    `<link>${address(shape, item)}</link>`,
    `<description>${cdata === 'none' ? escaped(summary) : wrapped(summary)}</description>`,
    format === 'rdf'
      ? `<dc:date>${dated(shape, item.publishedAt)}</dc:date>`
      : `<pubDate>${dated(shape, item.publishedAt)}</pubDate>`,
    has('guid-id') &&
      `<guid isPermaLink="false">tag:paper.example,2026:${encodeURIComponent(item.title)}#0</guid>`,
    has('guid-link') && `<guid isPermaLink="true">${escaped(item.link)}</guid>`,
    has('content') &&
      `<content:encoded>${wrapped(`${image}<p>${escaped(item.body)}</p>`)}</content:encoded>`,
    has('creator') && `<dc:creator>${wrapped('A. Writer')}</dc:creator>`,
    has('category') &&
      `<category domain="https://paper.example/tag">${wrapped('Bridges')}</category>`,
    has('thumbnail') &&
      '<media:thumbnail width="240" height="135" url="https://img.example/a.jpg"/>',
    has('media') &&
      '<media:content url="https://img.example/b.jpg" medium="image" width="140"><media:description type="plain">Nobody reads this aloud.</media:description><media:credit>P. Hotograph</media:credit></media:content>',
    has('enclosure') &&
      '<enclosure url="https://img.example/c.jpg" type="image/jpeg" length="4711"/>',
    has('comments') &&
      '<comments>https://paper.example/a#comments</comments><slash:comments>7</slash:comments>',
    has('prism') &&
      '<prism:publicationName>Paper</prism:publicationName><dc:identifier>doi:10.0000/x</dc:identifier>',
    has('dwsyn') && '<dc:subject>World</dc:subject><dwsyn:contentID>4711</dwsyn:contentID>',
  ];
  const about = format === 'rdf' ? ` rdf:about="${address(shape, item)}"` : '';
  return `<item${about}>${parts.filter(Boolean).join('')}</item>`;
}

function atom(shape: FeedShape, items: readonly ShapedItem[], language: string): string {
  const spaces = shape.namespaces.map((name) => ` xmlns:${name}="${URIS[name] ?? ''}"`).join('');
  const rows = items.map((item) => entryOf(shape, item));
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"${spaces} xml:lang="${language}"><title>${escaped('Paper & Post')}</title><id>https://paper.example/</id><updated>${new Date().toISOString()}</updated><link rel="self" href="https://paper.example/atom"/>\n${rows.join('\n')}\n</feed>`;
}

function entryOf(shape: FeedShape, item: ShapedItem): string {
  const has = (extra: Extra) => shape.extras.includes(extra);
  const text = (value: string) => (shape.cdata === 'all' ? wrapped(value) : escaped(value));
  const date = dated(shape, item.publishedAt);
  const parts = [
    `<title${shape.cdata === 'all' ? ' type="html"' : ''}>${text(item.title)}</title>`,
    `<id>${escaped(item.link)}</id><link rel="alternate" type="text/html" href="${address(shape, item)}"/>`,
    `<published>${date}</published><updated>${date}</updated>`,
    `<summary type="${shape.cdata === 'all' ? 'html' : 'text'}">${text(item.summary)}</summary>`,
    has('content') &&
      `<content type="html">${wrapped(`<p><a href="#"><img src="https://img.example/a.jpg"/></a></p><p>${escaped(item.body)}</p>`)}</content>`,
    has('creator') && '<author><name>A. Writer</name></author>',
    has('category') && '<category scheme="https://paper.example" term="Bridges"/>',
    has('cap') &&
      '<cap:areaDesc>Aaretal</cap:areaDesc><cap:event>Wind</cap:event><cap:severity>Moderate</cap:severity><cap:sent>2026-05-20T08:00:00+02:00</cap:sent>',
  ];
  return `<entry>${parts.filter(Boolean).join('')}</entry>`;
}

function address({ tracker }: FeedShape, { link }: ShapedItem): string {
  return `${escaped(link)}${tracker === undefined ? '' : `?${tracker}`}`;
}

/** Publishers in one hour east of Greenwich say so. */
function dated({ date }: FeedShape, moment: Date): string {
  const east = new Date(moment.getTime() + 2 * 3600_000);
  if (date === 'gmt') return moment.toUTCString();
  if (date === 'offset') return east.toUTCString().replace('GMT', '+0200');
  if (date === 'iso') return east.toISOString().replace(/\.\d+Z$/, '+02:00');
  return date === 'day'
    ? moment.toISOString().slice(0, 10)
    : moment.toISOString().replace(/\.\d+Z$/, 'Z');
}

function wrapped(text: string): string {
  return `<![CDATA[${text}]]>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
