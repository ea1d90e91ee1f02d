// The cached list of shows, with everything on (key, limits, headers, masking, measuring), beside a bare Fastify route
// that sends the same body, in one run; and the same station with measuring off.
//   node bench/http.mjs [--rounds 5] [--seconds 4]
// Load, bare server and stations are processes of their own. Ends with an exit code other than 0 when a bound is missed.
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startStation } from '../test/support/station.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    profile: { type: 'string' }, // A folder for a CPU profile of the station.
  },
});
const CONNECTIONS = 50;
const SHOWS = 20;
const BOUNDS = { shareMin: 0.45, p99MsMax: 10, measuringMax: 0.05 };
const AUTOCANNON = join(import.meta.dirname, '../node_modules/autocannon/autocannon.js');
const ENV = {
  SECURITY_REQUESTS_PER_MINUTE: '10000000',
  SECURITY_WRITES_PER_MINUTE: '1000000',
  SECURITY_GENERATIONS_PER_MINUTE: '1000000',
  CONTENT_LIVE_WAIT_MS: '500',
};

const run = promisify(execFile);

/** @returns Requests a second, and the 99th percentile of the answers' times in ms. */
async function load(url, key, seconds = values.seconds) {
  const flags = ['-j', '-c', CONNECTIONS, '-d', seconds].map(String);
  const header = key ? ['-H', `authorization=Bearer ${key}`] : [];
  const { stdout } = await run(process.execPath, [AUTOCANNON, ...flags, ...header, url]);
  const { requests, latency, non2xx, errors } = JSON.parse(stdout);
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed`);
  return { perSecond: requests.average, p99Ms: latency.p99 };
}

async function post({ url, key }, path, body) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A page of shows that nobody makes any more, so that the list stays as it is. */
async function fill(station) {
  for (let at = 0; at < SHOWS; at++) {
    const { id } = await post(station, '/api/v1/shows/generate', {
      feeds: 'sample',
      dry_run: true,
    });
    await post(station, `/api/v1/shows/${id}/cancel`, {});
  }
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

const flags = values.profile ? ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] : [];
const on = await startStation(ENV, [process.execPath, ...flags]);
const off = await startStation({ ...ENV, PERF_ENABLED: 'false' });
const bare = fork(join(import.meta.dirname, 'http-bare.mjs'));
let failures = 0;
try {
  await Promise.all([fill(on), fill(off)]);
  const list = '/api/v1/shows';
  const body = await (await fetch(`${on.url}${list}`)).text();
  bare.send(body);
  const [bareUrl] = await once(bare, 'message');
  const targets = {
    'bare, object': [`${bareUrl}/object`],
    'bare, text': [`${bareUrl}/text`],
    ours: [`${on.url}${list}`, on.key],
    'ours, not measuring': [`${off.url}${list}`, off.key],
  };
  for (const target of Object.values(targets)) await load(...target, 2); // Warms up.
  const seen = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, target] of Object.entries(targets)) seen[name].push(await load(...target));
  const figure = (name, field) => median(seen[name].map((one) => one[field]));
  const rows = Object.keys(targets).map((name) => ({
    route: name,
    'requests/s': Math.round(figure(name, 'perSecond')),
    'p99 ms': figure(name, 'p99Ms'),
  }));
  console.log(
    `${CONNECTIONS} connections, ${body.length} bytes, ${values.rounds} rounds of ${values.seconds} s, median; load of the machine ${loadavg()[0].toFixed(1)}`,
  );
  console.table(rows);
  const ours = figure('ours', 'perSecond');
  const share = ours / figure('bare, object', 'perSecond');
  const gain = figure('ours, not measuring', 'perSecond') / ours - 1;
  const percent = (ratio) => `${(100 * ratio).toFixed(1)} %`;
  bound(
    'of a bare route',
    share >= BOUNDS.shareMin,
    `${percent(share)} (text: ${percent(ours / figure('bare, text', 'perSecond'))})`,
  );
  bound('p99', figure('ours', 'p99Ms') < BOUNDS.p99MsMax, `${figure('ours', 'p99Ms')} ms`);
  bound('gained by not measuring', gain < BOUNDS.measuringMax, percent(gain));
} finally {
  bare.kill();
  await Promise.all([on.stop(), off.stop()]);
}
process.exitCode = failures > 0 ? 1 : 0;

function bound(what, isMet, line) {
  if (!isMet) failures++;
  console.log(`${isMet ? 'met   ' : 'MISSED'}  ${what}: ${line}`);
}
