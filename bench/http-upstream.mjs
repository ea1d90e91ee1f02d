// The upstream of bench/http-client.mjs, in a process of its own: HTTP/1.1 and HTTP/2 servers on loopback.
// Each counts what it is asked; one in ten answers of /flaky is 503.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { join } from 'node:path';

const tls = join(import.meta.dirname, '../test/fixtures/tls');
const BODY = JSON.stringify({ text: 'Guten Morgen, Zürich. '.repeat(40) });
const counts = { requests: 0, connections: 0 };
let flaky = 0;

function answer(request, response) {
  counts.requests++;
  const fails = request.url === '/flaky' && ++flaky % 10 === 0;
  response.writeHead(fails ? 503 : 200, { 'content-type': 'application/json' });
  response.end(fails ? 'later' : BODY);
}

const http1 = createServer({ keepAliveTimeout: 60_000 }, answer);
const http2 = createSecureServer(
  {
    key: readFileSync(join(tls, 'localhost.key.pem')),
    cert: readFileSync(join(tls, 'localhost.cert.pem')),
  },
  answer,
);
for (const server of [http1, http2]) {
  server.on('connection', () => counts.connections++);
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
}
process.on('message', () => {
  process.send({ ...counts });
  Object.assign(counts, { requests: 0, connections: 0 });
});
process.on('disconnect', () => process.exit(0));
process.send({
  http1: `http://127.0.0.1:${http1.address().port}`,
  http2: `https://127.0.0.1:${http2.address().port}`,
});
