import { Parser } from 'htmlparser2';

const DISCOVERED_MAX = 5;
/** The head of a page, and the links of its first screens. */
const READ_CHARACTERS_MAX = 500_000;
const DEPTH_MAX = 512;
const FEED_TYPE =
  /\b(rss|atom|rdf)\b|feed\+json|^application\/json$|^text\/xml$|^application\/xml$/i;
const FEED_ADDRESS =
  /(?:^|[/=?.])(?:rss|atom|feeds?)(?:\.(?:xml|rdf|json|php|aspx?))?\/?$|\.(?:rss|atom|rdf)$|\/(?:index|feed|rss|atom|news)\.(?:xml|rdf)$|[?&](?:feed|format)=(?:rss2?|atom|rdf)$/i;
/** Feeds of what readers say, which news does not want where there is another. */
const COMMENTS = /comment|kommentar|commentaire/i;

class Enough extends Error {}

/**
 * The feeds that a web page names by `<link rel="alternate">`, or else by links to what is plainly a feed;
 * absolute, the likeliest first.
 * @param url Where the page came from.
 */
export function discover(html: string, url: string): string[] {
  const named: Array<{ readonly href: string; readonly title: string }> = [];
  const linked: string[] = [];
  let base = url;
  let depth = 0;
  const parser = new Parser({
    onopentag: (name, { rel = '', type = '', href = '', title = '' }) => {
      if (++depth > DEPTH_MAX) throw new Enough();
      if (href === '') return;
      if (name === 'base') base = absolute(href, base) ?? base;
      else if (name === 'link' && isFeedLink(rel, type)) named.push({ href, title });
      else if (name === 'a' && linked.length < DISCOVERED_MAX && FEED_ADDRESS.test(href.trim()))
        linked.push(href);
    },
    onclosetag: () => {
      depth--;
    },
  });
  try {
    parser.end(html.slice(0, READ_CHARACTERS_MAX));
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  const wanted = named
    .map(({ href, title }) => ({ href, isComments: COMMENTS.test(`${href} ${title}`) }))
    .sort((a, b) => Number(a.isComments) - Number(b.isComments))
    .map(({ href }) => href);
  const found = (wanted.length > 0 ? wanted : linked).flatMap((href) => absolute(href, base) ?? []);
  return [...new Set(found)].filter((address) => address !== url).slice(0, DISCOVERED_MAX);
}

function isFeedLink(rel: string, type: string): boolean {
  return /\bfeed\b/i.test(rel) || (/\balternate\b/i.test(rel) && FEED_TYPE.test(type.trim()));
}

/** Some write "feed:" before or in place of "http:". */
function absolute(href: string, base: string): string | undefined {
  const plain = href
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'http://');
  const target = URL.parse(plain, URL.canParse(base) ? base : undefined);
  return target && /^https?:$/.test(target.protocol) ? target.href : undefined;
}
