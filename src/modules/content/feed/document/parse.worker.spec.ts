import { gzipSync } from 'node:zlib';
import { parse, type ParseTask } from './parse.worker.js';

const LONG =
  'The council agreed on Tuesday to close the footbridge for two months, from June on, while crews renew its deck.';

function read(document: string | Uint8Array, options: Partial<ParseTask> = {}) {
  return parse({
    bytes: typeof document === 'string' ? new TextEncoder().encode(document) : document,
    contentType: '',
    url: 'https://paper.example/feed/',
    feedId: 'f',
    itemsMax: 100,
    languageDefault: '',
    ...options,
  });
}

const rss = (item: string, attributes = '') =>
  `<?xml version="1.0"?><rss version="2.0"${attributes}><channel><title>Paper</title><language>en</language><item>${item}</item></channel></rss>`;

describe('feed formats', () => {
  it.each([
    [
      'RSS 2.0',
      rss(
        `<title>Bridge closed</title><link>https://paper.example/a</link><description>${LONG}</description><pubDate>Wed, 20 May 2026 08:00:00 GMT</pubDate>`,
      ),
    ],
    [
      'RSS 0.91',
      `<rss version="0.91"><channel><title>Paper</title><item><title>Bridge closed</title><link>https://paper.example/a</link><description>${LONG}</description></item></channel></rss>`,
    ],
    [
      'RDF',
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Paper</title></channel><item rdf:about="https://paper.example/a"><title>Bridge closed</title><link>https://paper.example/a</link><description>${LONG}</description></item></rdf:RDF>`,
    ],
    [
      'Atom 1.0',
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry><title>Bridge closed</title><link href="https://paper.example/a"/><id>a</id><updated>2026-05-20T08:00:00Z</updated><summary>${LONG}</summary></entry></feed>`,
    ],
    [
      'Atom 0.3',
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Paper</title><entry><title>Bridge closed</title><link rel="alternate" href="https://paper.example/a"/><id>a</id><modified>2026-05-20T08:00:00Z</modified><summary>${LONG}</summary></entry></feed>`,
    ],
    [
      'JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Paper',
        items: [
          { id: 'a', url: 'https://paper.example/a', title: 'Bridge closed', content_text: LONG },
        ],
      }),
    ],
  ])('%s is read', (_name, document) => {
    const { articles, failure, title } = read(document);

    expect(failure).toBeUndefined();
    expect(title).toBe('Paper');
    expect(articles).toHaveLength(1);
    expect(articles[0]).toMatchObject({
      title: 'Bridge closed',
      link: 'https://paper.example/a',
    });
    expect(articles[0]?.summary || articles[0]?.body).toBe(LONG);
  });
});

describe('broken documents', () => {
  const item = `<title>Bridge closed</title><link>https://paper.example/a</link><description>${LONG}</description>`;

  it.each([
    ['unescaped ampersands', rss(`<title>Fish & chips</title><description>${LONG}</description>`)],
    ['a body that breaks off', rss(item).slice(0, -'</description></item></channel></rss>'.length)],
    [
      'upper-case tags',
      rss(item).replaceAll(
        /<(\/?)(\w+)/g,
        (_, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
      ),
    ],
    [
      'a wrong prolog',
      rss(item).replace('<?xml version="1.0"?>', '<?xml version="9.0" encoding="nonsense"?>'),
    ],
    ['junk before the prolog', `\n\n  ${rss(item)}`],
    ['control characters', rss(item).replace('Bridge', 'Bri\u0008dge')],
    ['a doctype without subset', rss(item).replace('?>', '?><!DOCTYPE rss>')],
  ])('with %s give what can be read', (_name, document) => {
    const { articles } = read(document);

    expect(articles).toHaveLength(1);
    expect(articles[0]?.summary).toBe(LONG);
  });

  it('with an internal subset are refused', () => {
    const bomb = rss(item).replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaa">]>');

    expect(read(bomb).failure).toMatch(/entities/);
  });

  it('that are web pages name their feeds', () => {
    const page = `<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/rss.xml"></head></html>`;

    expect(read(page)).toMatchObject({
      articles: [],
      discovered: ['https://paper.example/rss.xml'],
    });
  });

  it.each(['', '{}', '{"a":1}', 'plain words', '<a><b/></a>', '\u0000\u0001'])(
    'like %j are no feeds',
    (document) => {
      expect(read(document).articles).toEqual([]);
      expect(read(document).failure).toBeDefined();
    },
  );

  it('of compressed bytes that say nothing of it are unpacked', () => {
    expect(read(gzipSync(rss(item))).articles).toHaveLength(1);
  });

  it('with very deep nesting do not overflow', () => {
    const deep = rss(`${'<a>'.repeat(50_000)}${item}`);

    expect(() => read(deep)).not.toThrow();
  });
});

describe('encodings', () => {
  const text =
    'Zürich: Brücke über die Limmat gesperrt, Fußgänger müssen sich noch zwei Monate gedulden.';
  const document = (encoding: string) =>
    rss(`<title>Brücke</title><description>${text}</description>`).replace(
      '?>',
      ` encoding="${encoding}"?>`,
    );

  it.each([
    ['ISO-8859-1 by prolog', Buffer.from(document('ISO-8859-1'), 'latin1'), ''],
    [
      'windows-1252 by HTTP',
      Buffer.from(rss(`<description>${text}</description>`), 'latin1'),
      'text/xml; charset=windows-1252',
    ],
    [
      'UTF-8 that calls itself latin',
      Buffer.from(document('ISO-8859-1'), 'utf8'),
      'text/xml; charset=iso-8859-1',
    ],
    [
      'UTF-16 by byte order mark',
      Buffer.from(`\ufeff${rss(`<description>${text}</description>`)}`, 'utf16le'),
      '',
    ],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${document('UTF-8')}`, 'utf8'), ''],
  ])('%s', (_name, bytes, contentType) => {
    expect(read(bytes, { contentType }).articles[0]?.summary).toBe(text);
  });
});

describe('articles', () => {
  it('are plain text without boilerplate, trackers and markup', () => {
    const html = `&lt;p&gt;${LONG}&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;&lt;p&gt;Read more&lt;/p&gt;&lt;p&gt;Second &amp;amp; last paragraph of it.&lt;/p&gt;`;
    const [article] = read(
      rss(
        `<title>&lt;b&gt;Bridge&lt;/b&gt; closed</title><link>/a?utm_source=x&amp;id=7&amp;fbclid=9#top</link><description>${html}</description>`,
      ),
    ).articles;

    expect(article).toMatchObject({
      title: 'Bridge closed',
      link: 'https://paper.example/a?id=7',
      body: `${LONG}\n\nSecond & last paragraph of it.`,
    });
  });

  it('keep their id when the same item comes again, and come once', () => {
    const item = `<guid>7</guid><title>Bridge closed</title><description>${LONG}</description>`;
    const twice = read(rss(`${item}</item><item>${item}`)).articles;

    expect(twice).toHaveLength(1);
    expect(twice[0]?.id).toBe(read(rss(item)).articles[0]?.id);
  });

  it('are of the language they are written in, whatever the feed says', () => {
    const german =
      'Der Stadtrat hat beschlossen, die Brücke für zwei Monate zu sperren, weil der Belag erneuert werden muss und die Arbeiten sonst nicht möglich sind.';

    expect(
      read(rss(`<title>Brücke</title><description>${german}</description>`)).articles[0]?.language,
    ).toBe('de');
  });

  it('no more of them are read than wanted', () => {
    const items = Array.from(
      { length: 50 },
      (_, n) => `<guid>${n}</guid><title>T ${n}</title><description>${LONG}</description>`,
    );

    expect(read(rss(items.join('</item><item>')), { itemsMax: 7 }).articles).toHaveLength(7);
  });
});

describe('habits of real feeds', () => {
  const items = (...all: string[]) =>
    `<rss version="2.0"><channel><title>Paper</title>${all.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`;

  it('tells items apart that all carry one guid', () => {
    const { articles } = read(
      items(
        `<guid>SAME</guid><title>Bridge closed</title><link>https://paper.example/a</link><description>${LONG}</description>`,
        `<guid>SAME</guid><title>Pool opens</title><link>https://paper.example/b</link><description>The pool opens in June.</description>`,
      ),
    );

    expect(articles.map(({ title }) => title)).toEqual(['Bridge closed', 'Pool opens']);
    expect(new Set(articles.map(({ id }) => id)).size).toBe(2);
  });

  it('goes on after a CDATA section with a broken end', () => {
    const { articles } = read(
      items(
        `<title><![CDATA[Bakers agree]]</title><description><![CDATA[${LONG}]]></description>`,
        `<title>Rain</title><description>Rain & wind < noon.</description>`,
      ),
    );

    expect(articles[0]).toMatchObject({ title: 'Bakers agree', summary: LONG });
    expect(articles[1]?.title).toBe('Rain');
  });

  it('reads entities that were escaped twice', () => {
    const { articles } = read(
      items('<title>Pay</title><description><![CDATA[It cost &amp;pound;2m.]]></description>'),
    );

    expect(articles[0]?.summary).toBe('It cost £2m.');
  });

  it('reads the description of a video', () => {
    const { articles } = read(
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Paper</title><entry><id>a</id><title>Bridge closed</title><media:group><media:description>${LONG}</media:description></media:group></entry></feed>`,
    );

    expect(articles[0]?.summary).toBe(LONG);
  });

  it('takes a short item to be in the language of its feed', () => {
    const { articles } = read(
      items(
        `<title>Bridge closed</title><description>${LONG} ${LONG}</description>`,
        '<title>Bakers, millers in Qadira</title><description>Le prix: 2.10 francs.</description>',
      ),
    );

    expect(articles.map(({ language }) => language)).toEqual(['en', 'en']);
  });
});
