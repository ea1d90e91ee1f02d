// The HTTP client beside bare `undici.request` on the same agent, and beside axios as it comes.
//   node bench/http-client.mjs [--requests 20000]
// Ends with an exit code other than 0 when a bound is missed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { join } from 'node:path';
import { setDefaultCACertificates } from 'node:tls';
import { parseArgs } from 'node:util';
import axios from 'axios';
import { request } from 'undici';
import { HttpClient, HttpEngine } from '#platform/http';

const { values } = parseArgs({ options: { requests: { type: 'string', default: '20000' } } });
const REQUESTS = Number(values.requests);
const CONNECTIONS = 100;
const ROUNDS = 10;
/** The waits are shortened, the policy is not: otherwise the run would last as long as the waits. */
const TEMPO = { retryBaseMs: 20, breakerOpenMs: 30_000 };
const LIMITS = { deadlineMs: 30_000, bodyBytesMax: 1_000_000 };
const fixtures = join(import.meta.dirname, '../test/fixtures/tls');
setDefaultCACertificates([readFileSync(join(fixtures, 'localhost.cert.pem'), 'utf8')]);

const upstream = fork(join(import.meta.dirname, 'http-upstream.mjs'));
const [urls] = await once(upstream, 'message');
let failures = 0;

const settings = {
  connectionsMax: CONNECTIONS,
  originConcurrencyMax: CONNECTIONS,
  allowedPrivateHosts: [],
};
const open = () => {
  const engine = new HttpEngine(settings, TEMPO);
  return { engine, client: HttpClient.over(engine) };
};

async function counted() {
  upstream.send('count');
  return (await once(upstream, 'message'))[0];
}

/** Calls `one` as often as asked, so many at a time. @returns Calls a second. */
async function hammer(one, number) {
  let left = number;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (left-- > 0) await one();
    }),
  );
  return (number / (performance.now() - started)) * 1000;
}

function bound(what, isMet, line) {
  if (!isMet) failures++;
  console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${line}`);
}

const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];

/** Rounds of both in turn, so that a busy moment of the machine strikes both. */
async function speed(name, peers) {
  const figures = Object.fromEntries(Object.keys(peers).map((peer) => [peer, []]));
  for (const one of Object.values(peers)) await hammer(one, REQUESTS / 4);
  await counted();
  for (let round = 0; round < ROUNDS; round++)
    for (const [peer, one] of Object.entries(peers))
      figures[peer].push(await hammer(one, REQUESTS / ROUNDS));
  const all = Object.fromEntries(
    Object.entries(figures).map(([peer, list]) => [peer, median(list)]),
  );
  const share = median(figures.ours.map((rate, round) => (100 * rate) / figures.undici[round]));
  for (const [peer, rate] of Object.entries(all))
    console.log(`        ${name}, ${peer.padEnd(6)} ${rate.toFixed(0).padStart(6)} requests/s`);
  bound(`${name}, at least 50 % of bare undici`, share >= 50, `${share.toFixed(0)} %`);
}

async function speeds() {
  for (const [name, url] of [
    ['HTTP/1.1', urls.http1],
    ['HTTP/2', urls.http2],
  ]) {
    const { engine, client } = open();
    const dispatcher = engine.pool.dispatchers.trusted;
    const plain = axios.create({
      httpAgent: new HttpAgent({ keepAlive: true, maxSockets: CONNECTIONS }),
    });
    await speed(name, {
      ours: () => client.get(url, LIMITS),
      undici: async () => (await request(url, { dispatcher })).body.arrayBuffer(),
      ...(name === 'HTTP/1.1' && { axios: () => plain.get(url) }),
    });
    await client.onApplicationShutdown();
  }
}

async function reuse() {
  const { client } = open();
  await counted();
  await hammer(() => client.get(urls.http1, LIMITS), REQUESTS);
  const { requests, connections } = await counted();
  const percent = 100 * (1 - connections / requests);
  bound(
    'requests on reused connections, at least 95 %',
    percent >= 95,
    `${percent.toFixed(2)} % (${requests} requests, ${connections} connections)`,
  );
  await client.onApplicationShutdown();
}

async function flaky() {
  const { client } = open();
  await counted();
  let well = 0;
  await hammer(async () => {
    const { status } = await client.get(`${urls.http1}/flaky`, LIMITS).catch(() => ({}));
    if (status === 200) well++;
  }, REQUESTS / 4);
  const { requests } = await counted();
  const percent = (100 * well) / (REQUESTS / 4);
  const tries = requests / (REQUESTS / 4);
  bound('a tenth fails, at least 99.9 % succeed', percent >= 99.9, `${percent.toFixed(3)} %`);
  bound('a tenth fails, at most 1.3 tries a call', tries <= 1.3, tries.toFixed(3));
  await client.onApplicationShutdown();
}

/** Nobody listens there; every try is a connection that is refused, so our own tries are counted. */
async function dead() {
  const { engine, client } = open();
  const calls = REQUESTS / 10;
  await hammer(() => client.get('http://127.0.0.1:9/', LIMITS).catch(() => undefined), calls);
  const tries = engine.pool.figures.requests / calls;
  bound(
    'dead upstream, at most 1.1 tries a call',
    tries <= 1.1,
    `${tries.toFixed(3)} of ${calls} calls`,
  );
  await client.onApplicationShutdown();
}

await speeds();
await reuse();
await flaky();
await dead();
upstream.disconnect();
process.exit(failures === 0 ? 0 : 1);
