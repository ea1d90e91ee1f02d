import { deflateSync, gzipSync } from 'node:zlib';
import { readOpml } from './opml.js';

const bytes = (text: string) => Buffer.from(text);
const read = (text: string) => readOpml(bytes(text), 'text/x-opml');
const nested = (depth: number, inside: string) =>
  `<opml>${'<a>'.repeat(depth)}${inside}${'</a>'.repeat(depth)}</opml>`;
const FEED = '<outline title="A" xmlUrl="https://a.example/feed"/>';

describe('an OPML document', () => {
  it('may be nested as deep as anybody sorts', async () => {
    expect(await read(nested(60, FEED))).toMatchObject([{ title: 'A' }]);
  });

  it('is refused where it is nested deeper, at once', async () => {
    const startedMs = performance.now();
    await expect(read(nested(65, FEED))).rejects.toThrow('must not be nested deeper than 64');
    await expect(
      read(`<opml>${'<a>'.repeat(80_000)}${'</b>'.repeat(80_000)}</opml>`),
    ).rejects.toThrow('must not be nested deeper than 64');

    expect(performance.now() - startedMs).toBeLessThan(1_000);
  });

  it.each([
    ['gzip', gzipSync],
    ['zlib', deflateSync],
  ])('is refused where it is packed by %s', async (_name, pack) => {
    await expect(readOpml(pack(bytes(nested(1, FEED))), '')).rejects.toThrow('must not be packed');
  });
});
