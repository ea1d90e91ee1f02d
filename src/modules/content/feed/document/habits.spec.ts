import { gzipSync } from 'node:zlib';
import { discover } from './web-page.js';
import { parse, type ParseTask } from './parse.worker.js';

const TEXT = 'The council agreed on Tuesday to close the footbridge for two months.';
const URL_OF_FEED = 'https://paper.example/dir/feed.xml';

function read(document: string | Uint8Array, options: Partial<ParseTask> = {}) {
  return parse({
    bytes: typeof document === 'string' ? new TextEncoder().encode(document) : document,
    contentType: '',
    url: URL_OF_FEED,
    feedId: 'f',
    itemsMax: 100,
    languageDefault: '',
    ...options,
  });
}

const rss = (...items: readonly string[]) =>
  `<rss version="2.0"><channel><title>Paper</title>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`;
const atom = (entry: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Paper</title><entry><title>Bridge</title>${entry}</entry></feed>`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('one item of', () => {
  it.each([
    ['RSS 1.1', `<Channel xmlns="http://purl.org/net/rss1.1#"><title>P</title><items><item><title>Bridge</title><link>https://p.example/a</link><description>${TEXT}</description></item></items></Channel>`],
    ['CDF', `<CHANNEL HREF="https://p.example/"><TITLE>P</TITLE><ITEM HREF="https://p.example/a" LASTMOD="2026-05-20T08:00Z"><TITLE>Bridge</TITLE><ABSTRACT>${TEXT}</ABSTRACT></ITEM></CHANNEL>`],
    ['RSS under a prefix', `<r:rss xmlns:r="http://backend.userland.com/rss2"><r:channel><r:title>P</r:title><r:item><r:title>Bridge</r:title><r:link>https://p.example/a</r:link><r:description>${TEXT}</r:description></r:item></r:channel></r:rss>`],
    ['Atom under a prefix', `<x:feed xmlns:x="http://www.w3.org/2005/Atom"><x:title>P</x:title><x:entry><x:title>Bridge</x:title><x:link href="https://p.example/a"/><x:summary>${TEXT}</x:summary></x:entry></x:feed>`],
    ['Atom of an unknown namespace', `<feed xmlns="http://example.org/mine"><title>P</title><entry><title>Bridge</title><link href="https://p.example/a"/><summary>${TEXT}</summary></entry></feed>`],
    ['undeclared prefixes', `<rss><channel><title>P</title><item><dc:title>Bridge</dc:title><link>https://p.example/a</link><content:encoded><![CDATA[<p>${TEXT}</p>]]></content:encoded></item></channel></rss>`],
    ['a wrong address of a known prefix', `<rss xmlns:content="http://example.org/typo"><channel><title>P</title><item><title>Bridge</title><link>https://p.example/a</link><content:encoded>${TEXT}</content:encoded></item></channel></rss>`],
    ['iTunes', `<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>P</title><item><itunes:title>Bridge</itunes:title><itunes:summary>${TEXT}</itunes:summary><enclosure url="https://p.example/a" type="audio/mpeg"/></item></channel></rss>`],
    ['Media RSS', `<rss xmlns:m="http://search.yahoo.com/mrss/"><channel><title>P</title><item><link>https://p.example/a</link><m:group><m:title>Bridge</m:title><m:description>${TEXT}</m:description></m:group></item></channel></rss>`],
    ['an Atom source with words of its own', atom(`<source><title>Other</title><id>x</id><link href="https://o.example/"/><updated>2001-01-01</updated></source><link href="https://p.example/a"/><summary>${TEXT}</summary>`)],
    ['an author and an image with links of their own', rss(`<author><name>A</name><link>https://o.example/</link><title>Dr</title></author><image><title>Pic</title><link>https://o.example/</link></image><title>Bridge</title><link>https://p.example/a</link><description>${TEXT}</description>`)],
    ['the address of FeedBurner', `<rss xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"><channel><title>P</title><item><title>Bridge</title><link>https://proxy.example/~r/1</link><fb:origLink>https://p.example/a</fb:origLink><description>${TEXT}</description></item></channel></rss>`],
    ['a guid for a link', rss(`<title>Bridge</title><guid>https://p.example/a</guid><description>${TEXT}</description>`)],
    ['tags never closed', `<rss><channel><title>P<item><title>Bridge<link>https://p.example/a<description>${TEXT}`],
    ['a section never ended', rss(`<title><![CDATA[Bridge</title><link>https://p.example/a</link><description>${TEXT}</description>`, '<title><![CDATA[Pool]]></title>')],
    ['an empty item inside', rss(`<title>Bridge</title><description>${TEXT}</description><item /><link>https://p.example/a</link>`)],
    ['warnings of its server before it', `<br />\n<b>Warning</b>: no memory in <b>x.php</b>\n<?xml version="1.0"?>${rss(`<title>Bridge</title><link>https://p.example/a</link><description>${TEXT}</description>`)}`],
    ['JSON that breaks off', `{"version":"https://jsonfeed.org/version/1.1","title":"P","items":[{"id":7,"url":"https://p.example/a","title":"Bridge","content_text":"${TEXT}"},{"id":8,"ti`],
    ['markup that was not escaped', rss(`<title>Bri<b>dge</b></title><link>https://p.example/a</link><description><p>${TEXT}</p></description>`)],
    ['Atom 0.3 in base64', `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>P</title><entry><title mode="base64">${base64('Bridge')}</title><link rel="alternate" href="https://p.example/a"/><content type="text/html" mode="base64">${base64(`<p>${TEXT}</p>`)}</content></entry></feed>`],
    ['Atom 0.3 escaped', `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>P</title><entry><title mode="escaped">Bridge</title><link rel="alternate" href="https://p.example/a"/><content type="text/html" mode="escaped">&lt;p&gt;${TEXT}&lt;/p&gt;</content></entry></feed>`],
    ['Atom as XHTML', atom(`<link href="https://p.example/a"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${TEXT}</p></div></content>`)],
  ])('%s is read', (_what, document) => {
    const [article] = read(document).articles;

    expect(article).toMatchObject({ title: 'Bridge', link: 'https://p.example/a' });
    expect(article?.summary || article?.body).toBe(TEXT);
  }); // prettier-ignore
});

describe('relative links', () => {
  it.each([
    ['against the feed', rss('<title>A</title><link>a</link>'), 'https://paper.example/dir/a'],
    ['against nested bases', atom('<link xml:base="b/" href="c"/>', ' xml:base="https://p.example/x/"'), 'https://p.example/x/b/c'],
    ['of an item by its base', rss('').replace('<item>', '<item xml:base="/up/"><title>A</title><link>c</link>'), 'https://paper.example/up/c'],
    ['never to another protocol', rss('<title>A</title><link>javascript:alert(1)</link>'), ''],
  ])('are resolved %s', (_what, document, link) => {
    expect(read(document).articles[0]?.link).toBe(link);
  }); // prettier-ignore

  it('of a file are resolved against the site that it is of', () => {
    const document = rss('<title>A</title><link>/a</link>').replace(
      '<title>Paper',
      '<link>https://p.example/</link><title>Paper',
    );

    expect(read(document, { url: 'file:///x.xml' }).articles[0]?.link).toBe('https://p.example/a');
  });
});

describe('items', () => {
  it('that share their link and have no guid are told apart', () => {
    const shows = ['Morning', 'Noon', 'Night'].map(
      (title) => `<title>${title}</title><link>https://p.example/</link>`,
    );

    expect(read(rss(...shows)).articles.map(({ title }) => title)).toEqual([
      'Morning',
      'Noon',
      'Night',
    ]);
  });

  it('are counted even where they hold nothing', () => {
    expect(read(rss('<title>A</title>', '', '<title/>'))).toMatchObject({ items: 3 });
  });

  it('of more than are wanted are the newest, wherever they stand', () => {
    const items = [1, 2, 3, 4].map(
      (day) => `<title>${day}</title><pubDate>2026-05-0${day}</pubDate>`,
    );

    expect(read(rss(...items), { itemsMax: 2 }).articles.map(({ title }) => title)).toEqual([
      '3',
      '4',
    ]);
  });

  it('have no date where it lies in the future', () => {
    const nowMs = Date.UTC(2026, 4, 20);
    const document = rss(
      '<title>A</title><pubDate>2026-06-20</pubDate>',
      '<title>B</title><pubDate>2026-05-19</pubDate>',
    );

    expect(read(document, { nowMs }).articles.map(({ publishedAtMs }) => publishedAtMs)).toEqual([
      null,
      Date.UTC(2026, 4, 19),
    ]);
  });

  it('keep what a title says of tags', () => {
    const [one, two] = read(
      rss('<title>The &lt;video&gt; tag, explained</title>', '<title>Why a &lt; b</title>'),
    ).articles;

    expect([one?.title, two?.title]).toEqual(['The tag, explained', 'Why a < b']);
  });

  it('tell how long they take to read', () => {
    const text = 'word '.repeat(300);

    expect(
      read(rss(`<title>A</title><description>${text}</description>`), { languageDefault: 'en' })
        .articles[0]?.readingTime,
    ).toEqual({ words: 300, minutes: 2 });
  });
});

describe('a document', () => {
  const german = rss('<title>Brücke für Fußgänger</title>');
  const russian = rss('<title>Мост закрыт</title>').replace(
    '<rss',
    '<?xml version="1.0" encoding="KOI8-R"?><rss',
  );
  const utf32 = Buffer.concat(
    Array.from(german).map((c) => {
      const four = Buffer.alloc(4);
      four.writeUInt32BE(c.codePointAt(0) ?? 0);
      return four;
    }),
  );
  const koi8 = Buffer.from(Array.from(russian, koi8Byte));

  it.each([
    ['UTF-16 without a mark', Buffer.from(german, 'utf16le'), '', 'Brücke für Fußgänger'],
    ['UTF-32 without a mark', utf32, '', 'Brücke für Fußgänger'],
    ['KOI8-R whose server says latin-1', koi8, 'text/xml; charset=ISO-8859-1', 'Мост закрыт'],
    ['gzip that nobody mentioned', gzipSync(german), 'text/xml', 'Brücke für Fußgänger'],
    ['windows-1252 by a name of its own', Buffer.from(german, 'latin1'), 'text/xml; charset=cp1252', 'Brücke für Fußgänger'],
    ['UTF-8 with one broken character', Buffer.concat([Buffer.from(german), Buffer.from([0xc3])]), '', 'Brücke für Fußgänger'],
  ])('in %s is read', (_what, bytes, contentType, title) => {
    expect(read(bytes, { contentType }).articles[0]?.title).toBe(title);
  }); // prettier-ignore

  it('says how often it wants to be asked', () => {
    const asks =
      '<ttl>30</ttl><skipHours><hour>0</hour><hour>24</hour><hour>x</hour></skipHours><item>';

    expect(read(rss('').replace('<item>', asks)).pace).toEqual({
      everyMs: 1_800_000,
      skipHours: [0],
    });
  });

  it('that is too deep gives what stood before', () => {
    const document = rss('<title>A</title>').replace('</channel>', '<x>'.repeat(100_000));

    expect(read(document)).toMatchObject({ isFlagged: true, items: 1 });
  });
});

/** The letters of KOI8-R that the test needs, as RFC 1489 lists them. */
function koi8Byte(c: string): number {
  const letters: Readonly<Record<string, number>> = {
    М: 0xed,
    о: 0xcf,
    с: 0xd3,
    т: 0xd4,
    з: 0xda,
    а: 0xc1,
    к: 0xcb,
    р: 0xd2,
    ы: 0xd9,
  };
  return letters[c] ?? c.charCodeAt(0);
}

describe('a web page', () => {
  it.each([
    ['its base', '<base href="https://cdn.example/x/"><link rel="alternate" type="application/atom+xml" href="a.atom">', ['https://cdn.example/x/a.atom']],
    ['news before comments', '<link rel="alternate" type="application/rss+xml" href="/comments/feed"><link rel="alternate" type="application/rss+xml" href="/feed">', ['https://p.example/feed', 'https://p.example/comments/feed']],
    ['plain links', '<a href="/about">About</a><a href="/rss.xml">RSS</a><a href="feed/">Feed</a>', ['https://p.example/rss.xml', 'https://p.example/feed/']],
    ['feed: addresses', '<link rel="feed" href="feed:https://p.example/f">', ['https://p.example/f']],
    ['no other protocol', '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">', []],
    ['no page in another language', '<link rel="alternate" hreflang="de" href="/de">', []],
  ])('leads by %s', (_what, html, found) => {
    expect(discover(html, 'https://p.example/')).toEqual(found);
  }); // prettier-ignore
});
