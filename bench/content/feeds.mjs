// Feeds on loopback that say 304 to whoever knows them already.
import { once } from 'node:events';
import { createServer } from 'node:http';

export async function feedsOn(number, items) {
  const bodies = Array.from({ length: number }, (_, feed) => rss(feed, items));
  let notModified = 0;
  const server = createServer((request, response) => {
    const feed = Number(/\d+/.exec(request.url ?? '')?.[0]);
    const etag = `"feed-${feed}"`;
    if (request.headers['if-none-match'] === etag) {
      notModified++;
      response.writeHead(304, { etag }).end();
    } else
      response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(bodies[feed]);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  return {
    urls: bodies.map((_, feed) => `http://127.0.0.1:${port}/${feed}.xml`),
    notModified: () => notModified,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function rss(feed, items) {
  const all = Array.from({ length: items }, (_, item) => {
    const town = `Town${feed}x${item}`;
    return `<item><title>${town} opens its ${item}th school after ${feed + 2} years of work</title>
      <guid>${feed}-${item}</guid><link>https://paper${feed}.example/${item}</link>
      <description>The council of ${town} opened the building on Tuesday. ${'Pupils, teachers and neighbours came to see the new rooms. '.repeat(8)}</description>
      <pubDate>${new Date(Date.now() - item * 60_000).toUTCString()}</pubDate></item>`;
  });
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper ${feed}</title><language>en</language>${all.join('')}</channel></rss>`;
}
